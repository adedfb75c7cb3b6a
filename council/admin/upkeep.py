"""Commands for those who work on the code: `flask docs`, `flask schema revision`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from flask.cli import AppGroup

from council.admin.generated import DOCUMENTS
from council.config import ROOT
from council.db import migrate

schema = AppGroup("schema", help="The database's schema and its migrations.")


@click.command("docs")
def docs() -> None:
    """Renew the generated pages of docs/."""
    for path, make in DOCUMENTS.items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(make(), encoding="utf-8")
        click.echo(path)


@schema.command("revision")
@click.argument("message")
def revision(message: str) -> None:
    """Write the next migration: what the models have and the newest migration does not."""
    number = f"{len(list(migrate.versions())) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'head.sqlite3'}"
        if migrate.head():
            migrate.upgrade(url)
        click.echo(migrate.write_revision(url, message, number).name)
