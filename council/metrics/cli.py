"""Commands: `flask metrics catalogue` brings the channels and metrics a council may begin with."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from council.core.actor import SYSTEM
from council.core.clock import local_date
from council.db import db
from council.metrics import catalogue
from council.seats import queries as seats

group = AppGroup("metrics", help="Metrics: the starter catalogue.")


@group.command("catalogue")
@click.option("--trading", is_flag=True, help="Also the optional pack of a trading company.")
def load_catalogue(trading: bool) -> None:
    """Create the channels and metrics that are not there yet; owners are found by the seats' specialities."""
    now = current_app.config["CLOCK"]()
    session = db.session
    today = local_date(now, current_app.config["TIME_ZONE"])
    owners = {each.seat.speciality: each.seat.id for each in seats.seats_on(session, today)}
    owners["counsel"] = owners.get("legal_counsel", 0) or 0
    packs = (catalogue.CORE, catalogue.TRADING) if trading else (catalogue.CORE,)
    made = catalogue.load(session, SYSTEM, {k: v for k, v in owners.items() if v}, now, packs=packs)
    session.commit()
    click.echo(f"{len(made)} metrics")
