"""Commands of the charter: write a version to a folder, as the starter charter is shipped."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from council.charter import files, queries, service
from council.core.clock import utcnow
from council.core.errors import NotFound
from council.db import db

group = AppGroup("charter", help="The council's own law as files.")


@group.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--number", type=int, help="The version; the one in force when left out.")
def export(folder: Path, number: int | None) -> None:
    """Write meta.toml, en.md and zh.md of a version to FOLDER."""
    try:
        found = queries.get_version(db.session, number) if number else None
    except NotFound:
        raise click.ClickException(f"There is no charter v{number}.") from None
    found = found or queries.in_force(db.session, utcnow().date())
    if found is None:
        raise click.ClickException("No charter is in force.")
    files.write(folder, service.texts_of(found), queries.rules_of(found))
    click.echo(f"charter v{found.number}: {len(found.articles)} articles and clauses written to {folder}")
