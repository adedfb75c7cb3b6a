"""Motions: by key, by meeting and item, with the law they pinned and who counts at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.charter.codec import decode_pin
from council.charter.pinning import PinnedRule
from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.decisions.kinds import MotionState, StanceKind
from council.decisions.models import Motion
from council.decisions.outside import asked_members
from council.decisions.queries.said import stances, voters
from council.decisions.secrecy import with_voters
from council.meetings import queries as meetings
from council.meetings.electorate import Electorate, SeatOn, electorate, here
from council.meetings.presence import Presence
from council.meetings.presider import Presider, presider

UNDECIDED = (MotionState.OPEN, MotionState.TIED)


@dataclass(frozen=True)
class Standing:
    """A motion at a moment: the law it pinned, who counts now, and who presides over its item."""

    pinned: PinnedRule
    who: Electorate
    head: Presider


def standing(session: Session, motion: Motion, at: datetime, there: Presence | None = None) -> Standing:
    """Who may vote on a motion at a moment: seats and stand-ins as it pinned them, people as they are there."""
    pinned, seats = decode_pin(motion.rule), pinned_seats(motion)
    if motion.meeting is None:
        recused = [one.person_id for one in stances(session, motion.id) if one.kind == StanceKind.RECUSAL]
        nobody = presider(pinned.presiding, asked_members((), (), pinned), version=pinned.version)
        return Standing(pinned, asked_members(seats, recused, pinned), nobody)
    there = there or meetings.presence(session, motion.meeting)
    present, recusals = here(there.stays, at), there.recused(motion.item_id, at)
    who = electorate(seats, present, recused=recusals, alternates=pinned.alternates)
    head = presider(
        pinned.presiding,
        who,
        vice_chair=motion.electorate["vice_chair"],
        elected=there.elected_for(at, motion.item_id),
        version=pinned.version,
    )
    voted = {one.seat_id: one.person_id for one in voters(session, motion)}
    if voted:
        who = with_voters(seats, present, voted, recused=recusals, alternates=pinned.alternates)
    return Standing(pinned, who, head)


def pinned_seats(motion: Motion) -> list[SeatOn]:
    """The seats as they stood when a motion opened."""
    return [
        SeatOn(**{**each, "alternates": tuple(each["alternates"])}) for each in motion.electorate["seats"]
    ]


def pinned_rule(motion: Motion) -> PinnedRule:
    """The law that a motion was put under."""
    return decode_pin(motion.rule)


def get_motion(session: Session, motion_id: int) -> Motion:
    """A motion by its key; NotFound when there is none."""
    found = session.get(Motion, motion_id)
    if found is None:
        raise NotFound(f"motion {motion_id}")
    return found


def find_by_ids(session: Session, ids: Iterable[int]) -> list[Motion]:
    """Motions by their keys."""
    return list(session.scalars(select(Motion).where(Motion.id.in_(set(ids)))))


def of_meeting(session: Session, meeting_id: int) -> list[Motion]:
    """Every motion put in a meeting, in order."""
    return sorted(answer(session, meeting_ask(meeting_id)), key=lambda one: one.id)


def meeting_ask(meeting_id: int) -> Ask:
    """The question for every motion put in a meeting."""
    return Ask(f"motions of {meeting_id}", Motion, select(Motion.id).where(Motion.meeting_id == meeting_id))


def of_item(session: Session, item_id: int) -> list[Motion]:
    """Every motion put on an item, in order."""
    return list(session.scalars(select(Motion).where(Motion.item_id == item_id).order_by(Motion.id)))


def about(session: Session, ref: str) -> list[Motion]:
    """Every motion about a thing, newest first."""
    return sorted(answer(session, about_ask(ref)), key=lambda one: one.id, reverse=True)


def about_ask(ref: str) -> Ask:
    """The question for every motion about a thing."""
    return Ask(f"motions about {ref}", Motion, select(Motion.id).where(Motion.subject_ref == ref))


def open_in(session: Session, meeting_id: int) -> Motion | None:
    """The vote that runs in a meeting, or waits for a casting vote."""
    return session.scalar(select(Motion).where(Motion.meeting_id == meeting_id, Motion.state.in_(UNDECIDED)))


def motion_on(session: Session, item_id: int) -> Motion | None:
    """The vote that runs on an item, for who is about to leave it."""
    return session.scalar(select(Motion).where(Motion.item_id == item_id, Motion.state.in_(UNDECIDED)))
