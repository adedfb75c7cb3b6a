"""Reads how the council keeps its rhythm: the last regular meeting, the next one set, and when one is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.rules import Cadence
from council.core.saying import Say
from council.db.asking import Ask, ahead, answer
from council.meetings import cadence
from council.meetings.life import COMING, LIVE, RUNNING, MeetingKind, MeetingState
from council.meetings.models import Meeting
from council.meetings.noticeboard import work_years_ask
from council.meetings.presence import day_of

HELD = (MeetingState.CLOSED, *RUNNING)
"""States in which a meeting counts: an inquorate one was not held."""


@dataclass(frozen=True)
class Rhythm:
    """When a regular meeting is due, and the next one that is set, if any."""

    due: cadence.Due
    coming: Meeting | None
    coming_on: date | None

    @property
    def provided(self) -> bool:
        """Whether a regular meeting is set that keeps to the charter."""
        return self.coming_on is not None and self.due.kept_by(self.coming_on)

    def overdue(self, today: date) -> bool:
        """Whether the day has passed without a meeting."""
        return today > self.due.by

    def presses(self, today: date) -> bool:
        """Whether the officers should plan one now."""
        return not self.provided and self.due.by - today <= cadence.LOOK_AHEAD


def rhythm(session: Session, today: date, *, without: int | None = None) -> Rhythm | None:
    """How the rhythm stands on a day; None before there is a charter. `without` leaves one meeting out."""
    law, council = charter.law_on(session, today), charter.profile(session)
    if law is None or council is None:
        return None
    rule: Cadence = law.rules.cadence
    held = [day_of(session, one.starts_at) for one in answer(session, last_ask())]
    coming = sorted(
        (one for one in answer(session, coming_ask()) if one.id != without),
        key=lambda one: (one.starts_at, one.id),
    )
    later = [one for one in coming if one.state not in RUNNING and day_of(session, one.starts_at) >= today]
    first = next(iter(later), None)
    due = cadence.due(
        rule,
        last_regular=max(held, default=None),
        founded=council.founded_on or today,
        version=law.version,
    )
    return Rhythm(due, first, day_of(session, first.starts_at) if first else None)


def lateness(session: Session, meeting: Meeting, today: date) -> Say | None:
    """The warning beside a regular meeting to come that does not keep to the charter; None when it does."""
    if meeting.kind != MeetingKind.REGULAR or meeting.state not in COMING:
        return None
    day = day_of(session, meeting.starts_at)
    return late_on(session, day, today, without=meeting.id)


def late_on(session: Session, day: date, today: date, *, without: int | None = None) -> Say | None:
    """The same for a day on which a regular meeting would be: those set before it count as held."""
    law, council = charter.law_on(session, today), charter.profile(session)
    if law is None or council is None:
        return None
    known = [*answer(session, last_ask()), *answer(session, coming_ask())]
    before = [day_of(session, one.starts_at) for one in known if one.id != without]
    due = cadence.due(
        law.rules.cadence,
        last_regular=max((one for one in before if one <= day), default=None),
        founded=council.founded_on or today,
        version=law.version,
    )
    return None if due.kept_by(day) else due.late(day)


def asks() -> tuple[Ask, ...]:
    """The questions of the rhythm, so that they are asked together with others."""
    return last_ask(), coming_ask(), charter.adopted_ask()


def ask_ahead(session: Session) -> None:
    """Ask in one statement what the notice clock and the rhythm of a meeting to come will ask."""
    ahead(session, [*asks(), work_years_ask()])


def last_ask() -> Ask:
    """The question for the last regular meeting that was held."""
    held = select(Meeting.id).where(Meeting.kind == MeetingKind.REGULAR, Meeting.state.in_(HELD))
    return Ask("meeting regular last", Meeting, held.order_by(Meeting.starts_at.desc()).limit(1))


def coming_ask() -> Ask:
    """The question for regular meetings that are set or run."""
    coming = select(Meeting.id).where(Meeting.kind == MeetingKind.REGULAR, Meeting.state.in_(LIVE))
    return Ask("meetings regular coming", Meeting, coming)
