"""Commands of the policies room: texts in from disk, texts out to disk."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from council.config import ROOT
from council.core.actor import SYSTEM
from council.core.clock import local_date
from council.core.errors import Refused
from council.db import db
from council.i18n import say
from council.policies import exchange

group = AppGroup("policies", help="Policy texts on disk: policies/<slug>/{meta.toml,en.md,zh.md}.")
_FOLDER = click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "policies"
)


@group.command("import")
@_FOLDER
def import_command(folder: Path) -> None:
    """Bring texts in as drafts; what is there already is left alone."""
    try:
        changed = exchange.import_all(db.session, SYSTEM, folder, now=current_app.config["CLOCK"]())
    except Refused as refused:
        db.session.rollback()
        raise click.ClickException(say(refused.say)) from None
    db.session.commit()
    for version in changed:
        click.echo(f"{version.policy.slug} v{version.number}: draft")
    if not changed:
        click.echo("Nothing has changed.")


@group.command("export")
@_FOLDER
def export_command(folder: Path) -> None:
    """Put the texts in force on disk."""
    today = local_date(current_app.config["CLOCK"](), current_app.config["TIME_ZONE"])
    for written in exchange.export_all(db.session, folder, on=today):
        click.echo(str(written))
