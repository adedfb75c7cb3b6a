"""Entering a year's days off and make-up working days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect, record
from council.core.actor import Actor
from council.meetings import queries, yearbook
from council.meetings.models import WorkYear


def set_work_year(
    session: Session,
    actor: Actor,
    year: int,
    *,
    holidays: Collection[date],
    make_up: Collection[date],
    source: str = "",
    expected: int | None = None,
    now: datetime,
) -> WorkYear:
    """Enter or correct a year, from a `source` or by hand; calls made before keep the sentence they were judged by."""
    check(actor, "meetings:workdays:edit")
    yearbook.check_year(year, holidays, make_up)
    known = queries.find_work_year(session, year)
    if known is not None:
        expect(known, expected)
    kept = known or WorkYear(year=year)
    kept.holidays = [day.isoformat() for day in sorted(set(holidays))]
    kept.make_up = [day.isoformat() for day in sorted(set(make_up))]
    session.add(kept)
    session.flush()
    record(
        session, actor, "meetings.set_work_year", kept, now=now,
        year=year, holidays=len(kept.holidays), make_up=len(kept.make_up), **({"source": source} if source else {}),
    )  # fmt: skip
    return kept
