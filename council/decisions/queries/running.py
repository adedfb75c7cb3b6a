"""Votes that run: without a meeting, and those that wait for a member."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.decisions.kinds import MotionState, StanceKind
from council.decisions.models import Ballot, Motion, Stance, Voter
from council.meetings.life import RUNNING


def asked_outside(session: Session, ref: str) -> Motion | None:
    """The vote outside a meeting that runs about a thing."""
    return next((one for one in answer(session, outside_ask()) if one.subject_ref == ref), None)


def outside_ask() -> Ask:
    """The question for every vote outside a meeting that runs."""
    running = select(Motion.id).where(Motion.meeting_id.is_(None), Motion.state == MotionState.OPEN)
    return Ask("motions outside", Motion, running)


def outside(session: Session, *, before: int | None = None, limit: int = 51) -> list[Motion]:
    """Votes outside a meeting that are over, the latest first; `before` is the key of the last one shown."""
    query = select(Motion).where(Motion.meeting_id.is_(None), Motion.state != MotionState.OPEN)
    if before is not None:
        query = query.where(Motion.id < before)
    return list(session.scalars(query.order_by(Motion.id.desc()).limit(limit)))


def running_outside(session: Session) -> list[Motion]:
    """Votes outside a meeting that run, the first to end first."""
    return sorted(answer(session, outside_ask()), key=lambda one: (one.closes_at or one.opened_at, one.id))


def get_outside(session: Session, motion_id: int) -> Motion:
    """A vote outside a meeting; NotFound when there is none."""
    found = session.get(Motion, motion_id)
    if found is None or found.meeting_id is not None:
        raise NotFound(f"motion {motion_id}")
    return found


def votes_running(session: Session) -> list[tuple[Motion, set[int]]]:
    """The votes that run now, each with the seats of which nothing is awaited: they have voted, or are recused."""
    done: dict[int, set[int]] = {}
    motions, *said = (answer(session, ask) for ask in votes_asks())
    for one in (each for many in said for each in many):
        done.setdefault(one.motion_id, set()).add(one.seat_id)
    running = (one for one in motions if one.meeting is None or one.meeting.state in RUNNING)
    return [(one, done.get(one.id, set())) for one in sorted(running, key=lambda one: one.id)]


def votes_asks() -> tuple[Ask, ...]:
    """The questions for votes that run, and for the ballots, the roll and the recusals of them."""
    running = select(Motion.id).where(Motion.state == MotionState.OPEN)
    recused = select(Stance.id).where(Stance.kind == StanceKind.RECUSAL)
    return (
        Ask("votes running", Motion, running),
        Ask("votes running cast", Ballot, select(Ballot.id).where(Ballot.motion_id.in_(running))),
        Ask("votes running roll", Voter, select(Voter.id).where(Voter.motion_id.in_(running))),
        Ask("votes running recused", Stance, recused.where(Stance.motion_id.in_(running))),
    )
