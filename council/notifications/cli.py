"""Commands of notifications: what a day brings about is told, once."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from council.core.clock import local_date
from council.db import db
from council.notifications.due import tell_due
from council.web import registries

group = AppGroup("notices", help="What people are told.")


@group.command("due")
def due() -> None:
    """Tell what today brings about, such as terms that end soon; run it daily, twice does no harm."""
    now = current_app.config["CLOCK"]()
    told = tell_due(db.session, local_date(now, registries.council_profile().time_zone), now=now)
    db.session.commit()
    click.echo(f"notices due: {told}")
