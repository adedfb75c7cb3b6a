"""What the first page reads: what waits, the next meeting, signals, decisions; each only for those who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from council.access.can import can
from council.charter import queries as charter
from council.charter.kinds import DecisionClass
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.saying import Say
from council.db.asking import ahead, answer
from council.decisions import queries as decisions
from council.decisions.models import Motion
from council.meetings import queries as meetings
from council.meetings.models import Meeting
from council.metrics import watching
from council.metrics.standing import Standing
from council.web import registries
from council.web.registries import Waiting

DECISIONS = 5
"""How many decisions the first page shows."""
LOOKED_THROUGH = 20
"""How many of the latest it looks through for them: minutes approved and the like are not news."""
SIGNALS = 6
"""How many concerns, and how many improvements, it shows; the rest is one link away."""


@dataclass(frozen=True)
class NextMeeting:
    """The meeting that runs or comes next. `running`: it is in session; `excused`: the reader sent apologies."""

    meeting: Meeting
    on: date
    days: int
    call_by: date | None
    running: bool
    invited: bool
    excused: bool
    here: bool


@dataclass(frozen=True)
class Signals:
    """Metrics with a signal in their latest value."""

    concerns: Sequence[Standing]
    improvements: Sequence[Standing]
    watched: int

    @property
    def any(self) -> bool:
        return bool(self.concerns or self.improvements)


@dataclass(frozen=True)
class Desk:
    """All that the first page shows; a part is None for those whom it does not concern. Rooms hang panels on it."""

    REF: ClassVar[str] = "desk"
    waiting: list[Waiting]
    meeting: NextMeeting | None
    meets: bool
    signals: Signals | None
    decisions: list[Motion] | None
    docket: int | None


def desk(session: Session, actor: Actor, *, today: date, now: datetime) -> Desk:
    """The reader's desk."""
    meets, docketed = can(actor, "meetings:meeting:read"), can(actor, "meetings:agenda:edit")
    asks = [*registries.waiting_asks(actor, today), *(registries.docket_asks(today) if docketed else ())]
    asks += [meetings.next_ask(now), meetings.excused_ask(now, actor.person_id)] if meets else []
    asks += [decisions.latest_ask(LOOKED_THROUGH)] if can(actor, "decisions:decision:read") else []
    ahead(session, asks)
    return Desk(
        waiting=registries.waiting_for(session, actor, today),
        meeting=_next(session, actor, today, now) if meets else None,
        meets=meets,
        signals=_signals(session, today) if can(actor, "metrics:metric:read") else None,
        decisions=_decisions(session) if can(actor, "decisions:decision:read") else None,
        docket=len(registries.docket(session, today)) if docketed else None,
    )


def greeting(now: datetime, zone: str) -> str:
    """Which greeting suits the hour in the council's zone: morning, afternoon, evening."""
    hour = _hour(now, zone)
    return "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"


def summary(found: Desk) -> Say:
    """One sentence on what waits."""
    late = sum(one.tone == "bad" for one in found.waiting)
    if not found.waiting:
        return Say("home.nothing_waits")
    return (
        Say("home.waits_late", n=len(found.waiting), late=late)
        if late
        else Say("home.waits", n=len(found.waiting))
    )


def _next(session: Session, actor: Actor, today: date, now: datetime) -> NextMeeting | None:
    found = meetings.next_meeting(session, now)
    if found is None:
        return None
    profile = charter.profile(session)
    on = local_date(found.starts_at, profile.time_zone if profile else "UTC")
    running = found.opened_at is not None
    invited = bool(actor.seat_ids or actor.alternate_seat_ids)
    person = actor.person_id or 0
    excused = invited and bool(answer(session, meetings.excused_ask(now, person)))
    return NextMeeting(
        meeting=found,
        on=on,
        days=(on - today).days,
        call_by=meetings.call_by(session, found, today) if found.called_at is None else None,
        running=running,
        invited=invited,
        excused=excused,
        here=running and invited and meetings.stay_of(session, found, person) is not None,
    )


def _decisions(session: Session) -> list[Motion]:
    latest = decisions.latest(session, LOOKED_THROUGH)
    return [one for one in latest if one.decision_class != DecisionClass.PROCEDURE][:DECISIONS]


def _signals(session: Session, today: date) -> Signals:
    stands = watching.stands(session, today)
    return Signals(
        [one for one in stands if one.concern is not None],
        [one for one in stands if one.improvement is not None],
        sum(one.variation is not None for one in stands),
    )


def _hour(now: datetime, zone: str) -> int:
    return now.astimezone(ZoneInfo(zone)).hour
