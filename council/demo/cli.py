"""`flask demo load`: fill an empty database with the demo council."""

from __future__ import annotations

import os
import time
from datetime import date, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from council.core.errors import Refused
from council.db import db
from council.demo import people, service
from council.i18n import say, use_language

group = AppGroup("demo", help="The demo council.")


@group.command("load")
@click.option("--lang", type=click.Choice(service.LANGUAGES), default=lambda: os.environ.get("DEMO_LANG") or "en",
              help="language of its texts")  # fmt: skip
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="the day its history ends on")
def load(lang: str, today: datetime | None) -> None:
    """Fill an empty database; refused where real people are."""
    began = time.monotonic()
    day: date | None = today.date() if today else None
    try:
        service.load(db.session, lang=lang, today=day, now=current_app.config["CLOCK"]())
    except Refused as refused:
        with use_language("en"):
            raise SystemExit(say(refused.key, **refused.params)) from None
    click.echo(f"Demo council loaded in {time.monotonic() - began:.1f} s. Sign in as:")
    for one in people.logins():
        click.echo(f"  {one.name.en:<16} {one.email:<34} {one.password}")
