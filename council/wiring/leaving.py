"""Who comes and who leaves: decisions that seats' forms offer, warnings before a term ends, what is handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from council.accounts.events import DepartmentChanged
from council.charter import queries as charter
from council.core.clock import local_date
from council.core.events import on as when
from council.core.refs import Ref
from council.decisions import queries as decisions
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.notifications import due
from council.notifications.due import Due
from council.seats import ending, hooks, service
from council.seats.hooks import Decision

OFFERED = 40
"""How many of the latest carried decisions a form offers."""


def wire() -> None:
    """Fill what seats ask of rooms above them, and connect what follows."""
    hooks.recent_decisions = recent_decisions
    hooks.decision = carried_decision
    due.source(ending_soon)
    when(DepartmentChanged, department_has_room)


def recent_decisions(session: Session) -> Sequence[Decision]:
    """The latest carried decisions."""
    found = decisions.register(session, outcome=MotionState.CARRIED, limit=OFFERED)
    return [_decision(one) for one in found]


def carried_decision(session: Session, ref: str) -> Decision | None:
    """A carried decision by its reference."""
    try:
        known = Ref.parse(ref)
    except ValueError:
        return None
    found = decisions.find_by_ids(session, [known.id]) if known.kind == Motion.REF else []
    return next((_decision(one) for one in found if one.state == MotionState.CARRIED), None)


def _decision(motion: Motion) -> Decision:
    assert motion.effective_on is not None, "what is carried has a day"
    return Decision(
        motion.ref,
        motion.number or "",
        motion.title or (motion.item.title if motion.item else motion.text),
        motion.item.lang if motion.item else motion.lang,
        motion.decision_class,
        motion.effective_on,
    )


def department_has_room(event: DepartmentChanged) -> None:
    """Somebody who sits with a vote moves only where the charter's limit for departments leaves room."""
    profile = charter.profile(event.session)
    day = local_date(event.now, profile.time_zone if profile else "UTC")
    service.check_moving_cap(event.session, event.person, event.department_id, on=day)


def ending_soon(session: Session, on: date) -> Iterable[Due]:
    """Sixty and thirty days before a term or an appointment ends: the officers and whoever holds it."""
    found = ending.ending(session, on)
    officers = ending.officers(session, on) if found else frozenset()
    for one in found:
        yield Due(one.key(on), officers | one.people, one.notice, one.seat_ref)
