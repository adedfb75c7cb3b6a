"""Commands of the house: `flask start`, `flask council found`, `flask backup`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from council.admin import backup, founding, restoring, starting
from council.admin.answers import (
    Administrator,
    Answers,
    articles_of,
    from_toml,
    starter_seats,
    starter_text,
    with_holders,
)
from council.admin.upkeep import docs, schema
from council.audit import queries as audit
from council.charter import starter
from council.core.clock import local_date
from council.core.errors import Refused, RefusedMany
from council.db import db
from council.i18n import say

group = AppGroup("council", help="The council itself.")


@click.command("start")
@click.option("--port", default=lambda: os.environ.get("PORT", "8000"), help="Where to listen.")
@click.option("--check", is_flag=True, help="Prepare and check everything, but serve nothing.")
@with_appcontext
def start(port: str, check: bool) -> None:
    """Migrate, check, fill the demo on a first start, then serve."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    starting.prepare(app)
    if check:
        if starting.wants_demo():
            starting.load_demo()
        click.echo("Ready.")
        return
    if starting.wants_demo():
        starting.load_demo_apart()
    starting.tell_where(
        app, app.config["BASE_URL"] if os.environ.get("BASE_URL") else f"http://127.0.0.1:{port}"
    )
    db.engine.dispose()
    starting.serve(port)


@click.command("backup")
@click.argument(
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    default=lambda: os.environ.get("BACKUP_DIR", "backups"),
)
@with_appcontext
def backup_command(target: Path) -> None:
    """Copy the database, key and uploads into a new folder under TARGET, with a manifest of hashes."""
    config = current_app.config
    now = config["CLOCK"]()
    try:
        folder = backup.make(
            config["SQLALCHEMY_ENGINES"]["default"],
            Path(current_app.instance_path),
            target,
            head=audit.head(db.session),
            now=now,
        )
    except Refused as refused:
        raise click.ClickException(say(refused.say)) from None
    wrong = backup.faults(folder)
    if wrong:
        raise click.ClickException(f"the backup is not good: {', '.join(wrong)}")
    click.echo(f"{folder}")


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def restore_command(folder: Path) -> None:
    """Check the backup in FOLDER and put it in place; refused while there is a database."""
    url = current_app.config["SQLALCHEMY_ENGINES"]["default"]
    try:
        lines = restoring.restore(folder, url, Path(current_app.instance_path))
    except Refused as refused:
        raise click.ClickException(say(refused.say)) from None
    click.echo(f"restored; its log has {lines} lines and is whole")


@group.command("found")
@click.option(
    "--answers",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file instead of questions.",
)
def found(file: Path | None) -> None:
    """Found the council: asks what it needs, or takes it from a file."""
    config = current_app.config
    if founding.is_founded(db.session):
        raise click.ClickException(say("charter.already_founded"))
    db.session.rollback()
    now = config["CLOCK"]()
    try:
        answers = from_toml(file) if file else _ask(local_date(now, config["TIME_ZONE"]))
        founding.found(db.session, answers, now=now)
        db.session.commit()
    except Refused as refused:
        raise click.ClickException(say(refused.say)) from None
    except RefusedMany as many:
        raise click.ClickException("; ".join(say(one.say) for one in many.refusals)) from None
    click.echo(
        f"The council is founded. {answers.administrator.email} can sign in and make invitation links."
    )


def _ask(today: date) -> Answers:
    """Questions with defaults; seats and charter are the starter's and can be changed afterwards."""
    language = click.prompt(
        "Language of the charter that counts", type=click.Choice(["en", "zh"]), default="en"
    )
    name_en = click.prompt("Name of the council in English", default="Customer Service Council")
    name_zh = click.prompt("Name of the council in Chinese", default="客户服务委员会")
    zone = click.prompt("Time zone", default=current_app.config["TIME_ZONE"])
    founded = click.prompt(
        "Day of the founding act", type=click.DateTime(["%Y-%m-%d"]), default=today.isoformat()
    ).date()
    signed = click.prompt("Who signed it (names, comma between)")
    administrator = Administrator(
        click.prompt("Administrator's name in Latin letters", default=""),
        click.prompt("Administrator's name in Chinese characters", default=""),
        click.prompt("Administrator's e-mail address"),
        click.prompt("Administrator's password", hide_input=True, confirmation_prompt=True),
    )
    holders = {}
    for seat in starter_seats():
        name = click.prompt(
            f"Who holds the seat “{seat.title_en}” (empty: vacant)", default="", show_default=False
        )
        if name:
            holders[seat.title_en] = (name, click.prompt(f"E-mail address of {name}"))
    secretary = click.prompt("Which seat is secretary (its English title)", default="", show_default=False)
    vice_chair = click.prompt("Which seat is vice-chair (its English title)", default="", show_default=False)
    return Answers(
        administrator,
        name_en,
        name_zh,
        zone,
        language,
        founded,
        tuple(filter(None, map(str.strip, signed.split(",")))),
        with_holders(starter_seats(), holders),
        articles_of(starter_text("en"), starter_text("zh")),
        starter.rules(),
        secretary,
        vice_chair,
    )


commands = (start, backup_command, restore_command, docs, schema)
