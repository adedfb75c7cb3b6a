"""Commands: `flask metrics catalogue` brings what a council may begin with, `recount` makes the sums anew."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from council.core.actor import SYSTEM
from council.core.clock import local_date
from council.db import db
from council.metrics import catalogue, queries, service

group = AppGroup("metrics", help="Metrics: the starter catalogue, the sums by month.")


@group.command("catalogue")
@click.option("--trading", is_flag=True, help="Also the optional pack of a trading company.")
def load_catalogue(trading: bool) -> None:
    """Create the channels and metrics that are not there yet; owners are found by the seats' specialities."""
    now = current_app.config["CLOCK"]()
    session = db.session
    today = local_date(now, current_app.config["TIME_ZONE"])
    owners = catalogue.owners_on(session, today)
    packs = (catalogue.CORE, catalogue.TRADING) if trading else (catalogue.CORE,)
    made = catalogue.load(session, SYSTEM, owners, now, packs=packs)
    session.commit()
    click.echo(f"{len(made)} metrics")


@group.command("recount")
def recount() -> None:
    """Make the sums by month anew from the recorded values."""
    session = db.session
    made = sum(service.recount(session, metric) for metric in queries.metrics(session, retired=True))
    session.commit()
    click.echo(f"{made} sums")
