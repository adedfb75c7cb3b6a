"""Ballots: what a seat said while the vote was open, every revision kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.charter.kinds import Method
from council.core.actor import Actor
from council.core.errors import Refused
from council.decisions import queries, rules
from council.decisions.kinds import MotionState
from council.decisions.models import Ballot, Motion


def cast(
    session: Session,
    actor: Actor,
    motion: Motion,
    *,
    seat_id: int,
    choice: str,
    note: str = "",
    now: datetime,
) -> Ballot:
    """A seat's ballot, or its change: every revision is kept, the last counts.

    Whoever sits for the seat casts it; the officers record what was said in the room.
    """
    still_open(motion)
    if motion.meeting is None:
        raise Refused("decisions.not_in_a_meeting")
    one = queries.standing(session, motion, now)
    if motion.method == Method.SHOW_OF_HANDS:
        raise Refused("decisions.hands_are_counted")
    if motion.method == Method.SECRET:
        raise Refused("decisions.own_slip_only")
    place = rules.check_ballot(
        one.pinned, one.who, seat=seat_id, choice=rules.choice_of(choice), method=Method(motion.method),
        at_the_head=one.head,
    )  # fmt: skip
    own = actor.person_id is not None and place.sitter == actor.person_id
    check(actor, "decisions:ballot:cast" if own else "decisions:ballot:record", motion)
    current = queries.current_ballots(session, motion.id)
    rules.check_one_ballot(one.pinned, place, {seat: each.person_id for seat, each in current.items()})
    before = current.get(seat_id)
    if before is not None and (before.choice, before.note) == (choice, note.strip()):
        return before
    ballot = Ballot(
        motion_id=motion.id, seat_id=seat_id, revision=before.revision + 1 if before else 1,
        person_id=place.sitter, choice=choice, note=rules.check_note(note), cast_at=now,
        recorded_by_id=actor.person_id,
    )  # fmt: skip
    session.add(ballot)
    session.flush()
    detail = {"seat": seat_id, "choice": choice, "revision": ballot.revision}
    record(session, actor, "decisions.cast", motion, now=now, **detail)
    return ballot


def still_open(motion: Motion) -> None:
    """Refused once the vote is over."""
    if motion.state != MotionState.OPEN:
        raise Refused("decisions.vote_is_over")
