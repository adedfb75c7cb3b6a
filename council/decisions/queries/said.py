"""What was said in a vote: ballots, answers outside a meeting, the roll and slips of a secret ballot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.charter.kinds import Method
from council.db.asking import Ask, answer
from council.decisions.kinds import StanceKind
from council.decisions.models import Ballot, Motion, Slip, Stance, Voter
from council.decisions.secrecy import key_of


def ballots(session: Session, motion_ids: Iterable[int]) -> list[Ballot]:
    """Every ballot of these motions with all its revisions, in the order they were cast."""
    wanted = sorted(set(motion_ids))
    found = answer(session, ballots_ask(wanted)) if wanted else []
    return sorted(found, key=lambda one: (one.motion_id, one.revision, one.id))


def ballots_ask(motion_ids: Sequence[int]) -> Ask:
    """The question for every ballot of these motions."""
    cast = select(Ballot.id).where(Ballot.motion_id.in_(motion_ids))
    return Ask(f"ballots of {', '.join(map(str, motion_ids))}", Ballot, cast)


def current_ballots(session: Session, motion_id: int) -> dict[int, Ballot]:
    """The ballot that counts for each seat that voted."""
    return {one.seat_id: one for one in ballots(session, [motion_id])}


def stances(session: Session, motion_id: int) -> list[Stance]:
    """Recusals and demands for a meeting, in the order they were made."""
    return sorted(answer(session, stances_ask(motion_id)), key=lambda one: one.id)


def stances_ask(motion_id: int) -> Ask:
    """The question for recusals and demands of a vote."""
    return Ask(f"stances of {motion_id}", Stance, select(Stance.id).where(Stance.motion_id == motion_id))


def voters(session: Session, motion: Motion) -> list[Voter]:
    """The roll of a secret ballot: who has voted. No other vote has one."""
    if motion.method != Method.SECRET:
        return []
    return list(session.scalars(select(Voter).where(Voter.motion_id == motion.id).order_by(Voter.seat_id)))


def slip_is_counted(session: Session, motion: Motion, receipt: str) -> bool:
    """Whether the slip of this receipt is in the box; not what it says, so that nobody can be made to show it."""
    key = key_of(receipt)
    found = select(Slip.key).where(Slip.motion_id == motion.id, Slip.key == key)
    return key is not None and session.scalar(found) is not None


def demands(session: Session, motion_id: int) -> list[Stance]:
    """Who demands a meeting instead."""
    return [one for one in stances(session, motion_id) if one.kind == StanceKind.DEMAND]
