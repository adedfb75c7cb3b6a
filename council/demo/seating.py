"""Seats of the demo that change: rows as they read before, a seat created later, who gives one up and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from council.accounts import queries as accounts
from council.actions import queries as actions
from council.actions import service as acting
from council.core.saying import Both
from council.demo.stage import SECRETARY, Stage, story
from council.seats import queries, service
from council.seats.kinds import EndKind, SeatKind
from council.seats.service import SeatContent
from council.seats.starter import StarterSeat, rows

SEATS = ("chair", "sales", "marketing", "operations", "support", "service", "analyst", "counsel", "quality")
"""The parts of the shipped table of seats, in its order."""


def at_first() -> list[StarterSeat]:
    """The shipped table as the council began with it."""
    before = story("seats")["before"]
    return [_as_before(row, before.get(part, {})) for part, row in zip(SEATS, rows(), strict=True)]


def set_out(stage: Stage) -> None:
    """Put on the timeline who gives a seat up, and what is handed over."""
    for part, told in story("seats")["leaves"].items():
        stage.when(told["told"], partial(_resign, stage, part, told), hour=9)
        stage.later(stage.moment(told["told"], 15), 2, partial(_hand_over, stage, part, told["heir"]))


def redraw(stage: Stage, decision_ref: str, *, from_on: date, now: datetime) -> None:
    """Titles and lines become those of the shipped table from a day on."""
    shipped = dict(zip(SEATS, rows(), strict=True))
    for part, before in story("seats")["before"].items():
        seat, title = stage.seats[part], shipped[part].title
        content = SeatContent(**{one.name: getattr(seat, one.name) for one in fields(SeatContent)})
        content = replace(content, name_en=title.en, name_zh=title.zh)
        if "reports_to" in before:
            content = replace(content, reports_to_seat_id=stage.seats["chair"].id)
        service.edit_seat(
            stage.session, stage.actor(SECRETARY, now), seat, content, from_on=from_on,
            decision_ref=decision_ref, now=now,
        )  # fmt: skip


def create(stage: Stage, part: str, decision_ref: str, *, created_on: date, now: datetime) -> None:
    """A seat that the council decided to have."""
    told, secretary = story("seats")["created"][part], stage.actor(SECRETARY, now)
    departments = {one.name_en: one.id for one in accounts.departments(stage.session)}
    stage.seats[part] = service.create_seat(
        stage.session, secretary, name_en=told["name"]["en"], name_zh=told["name"]["zh"],
        duties_en=told["duties"]["en"], duties_zh=told["duties"]["zh"], order=len(stage.seats) + 1,
        kind=SeatKind.SPECIALIST, reports_to_seat_id=stage.seats[told["reports_to"]].id,
        department_id=departments[told["department"]["en"]],
        created_on=created_on, decision_ref=decision_ref, now=now,
    )  # fmt: skip


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return next_month(day) - timedelta(days=1)


def next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _as_before(row: StarterSeat, before: Mapping[str, Any]) -> StarterSeat:
    if "name" in before:
        row = replace(row, title=Both(**before["name"]))
    if "reports_to" in before:
        row = replace(row, reports_to=Both(**before["reports_to"]))
    return row


def _resign(stage: Stage, part: str, told: Mapping[str, Any], now: datetime) -> None:
    term = queries.terms_of(stage.session, stage.seats[part].id)[0]
    service.end_term(
        stage.session, stage.actor(SECRETARY, now), term, on=month_end(stage.today(now)),
        reason=stage.text(told["reason"]), kind=EndKind.RESIGNED, now=now,
    )  # fmt: skip
    stage.forget_rights()


def _hand_over(stage: Stage, part: str, heir: str, now: datetime) -> None:
    """What is open in the name of whoever leaves goes to somebody else."""
    for action in actions.open_for(stage.session, stage.people[part].id):
        acting.hand_over(stage.session, stage.actor(SECRETARY, now), action, stage.people[heir], now=now)
