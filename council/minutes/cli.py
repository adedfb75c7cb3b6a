"""Commands of the minutes room: sealing what the charter deems approved, for a run every night."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from council.core.actor import SYSTEM
from council.core.errors import Refused
from council.db import db
from council.i18n import say
from council.minutes import queries, service
from council.minutes.sealing import printed_first
from council.minutes.states import MinutesState

group = AppGroup("minutes", help="The records of meetings.")


@group.command("seal")
def seal_command() -> None:
    """Seal every record that silence has approved; run it nightly. What is not ripe is left alone and named."""
    now = current_app.config["CLOCK"]()
    codes = [one.code for one in queries.in_state(db.session, MinutesState.CIRCULATED)]
    for code in codes:
        try:
            papers, printed_of = printed_first(code, now)
            service.approve(
                db.session,
                SYSTEM,
                queries.get(db.session, code),
                papers=papers,
                printed_of=printed_of,
                now=now,
            )
        except Refused as refused:
            db.session.rollback()
            click.echo(f"{code}: {say(refused.say)}")
            continue
        db.session.commit()
        click.echo(f"{code}: sealed")
    if not codes:
        click.echo("No minutes are out for comment.")
