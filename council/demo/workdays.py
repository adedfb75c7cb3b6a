"""The working days of the demo: each shipped year of mainland China, entered when it has been announced."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from council.demo.stage import SECRETARY, Stage
from council.meetings import service
from council.meetings.mainland import Year, shipped

ANNOUNCED = (11, 20)
"""Month and day by which the next year's days are out."""


def set_out(stage: Stage) -> None:
    """Put every shipped year of the story on the timeline."""
    founded = stage.calendar.founded
    for one in shipped().values():
        if one.year >= founded.year:
            known = max(date(one.year - 1, *ANNOUNCED), founded + timedelta(days=1))
            stage.when(known, partial(_enter, stage, one), hour=16)


def _enter(stage: Stage, one: Year, now: datetime) -> None:
    service.set_work_year(
        stage.session, stage.actor(SECRETARY, now), one.year, holidays=one.holidays, make_up=one.make_up,
        source=f"cn-{one.year}", now=now,
    )  # fmt: skip
