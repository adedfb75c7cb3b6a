"""Loading the demo council: eighteen months of history, made by its people through the services, ending today."""

from __future__ import annotations

from datetime import date, datetime

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.accounts.models import Person
from council.charter import queries as charter
from council.core.clock import at, local_date
from council.core.errors import Refused
from council.demo import (
    initiatives,
    law,
    meetings,
    metrics,
    outside,
    people,
    policies,
    proposals,
    reports,
    seating,
    workdays,
)
from council.demo.calendar import calendar_of
from council.demo.stage import Stage, story
from council.paper import press

LANGUAGES = ("en", "zh")
PARTS = (
    workdays, metrics, proposals, outside, policies, law, seating, meetings, initiatives, reports,
)  # fmt: skip


def load(session: Session, *, lang: str = "en", today: date | None = None, now: datetime) -> int:
    """Fill an empty database; returns how many events the story had. Commits month by month.

    `lang` is the language of all free text; names stand in both. Refused where a council or a person is.
    """
    refuse_unless_empty(session)
    if lang not in LANGUAGES:
        raise Refused("core.unknown", field="lang", value=lang)
    zone = story("people")["company"]["time_zone"]
    day = today or local_date(now, zone)
    until = now if day == local_date(now, zone) else at(day, 18, 0, zone)
    press.warm()
    stage = Stage(session, lang=lang, calendar=calendar_of(day), now=until)
    # Papers name things by their addresses, as they do when a page asks for them.
    with current_app.test_request_context(base_url=current_app.config["BASE_URL"]):
        stage.when(stage.calendar.founded, lambda moment: people.found(stage, moment), hour=9)
        for part in PARTS:
            part.set_out(stage)
        happened = stage.timeline.run(until, pause=lambda moment: session.commit())
        session.commit()
    return happened


def refuse_unless_empty(session: Session) -> None:
    """The demo never mixes with real people: Refused when there is anybody, or a council."""
    if charter.profile(session) is not None or session.scalar(select(func.count()).select_from(Person)):
        raise Refused("demo.not_empty")
