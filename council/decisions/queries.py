"""Motions and decisions: the register, the votes of a meeting, the ballots that count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from council.charter.codec import decode_pin
from council.charter.kinds import Method
from council.charter.pinning import PinnedRule
from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.decisions.kinds import MotionState, StanceKind
from council.decisions.models import Ballot, Motion, Slip, Stance, Voter
from council.decisions.outside import asked_members
from council.decisions.secrecy import key_of, with_voters
from council.meetings import queries as meetings
from council.meetings.electorate import Electorate, SeatOn, electorate, here
from council.meetings.life import RUNNING
from council.meetings.models import AgendaItem, Meeting
from council.meetings.presence import Presence
from council.meetings.presider import Presider, presider
from council.web.registries import link_columns

DECIDED = (MotionState.CARRIED, MotionState.FAILED)
UNDECIDED = (MotionState.OPEN, MotionState.TIED)
NUMBER_DIGITS = 3


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


def find_decision(session: Session, number: str) -> Motion | None:
    """The decision with this number."""
    return session.scalar(select(Motion).where(Motion.number == number))


def get_decision(session: Session, number: str) -> Motion:
    """The decision with this number; NotFound when there is none."""
    found = find_decision(session, number)
    if found is None:
        raise NotFound(number)
    return found


def find_by_ids(session: Session, ids: Iterable[int]) -> list[Motion]:
    """Motions by their keys."""
    return list(session.scalars(select(Motion).where(Motion.id.in_(set(ids)))))


def register(
    session: Session,
    *,
    year: int | None = None,
    decision_class: str = "",
    outcome: str = "",
    before: int | None = None,
    limit: int = 51,
) -> list[Motion]:
    """Decisions, newest first; `before` is the key of the last one of the page before."""
    query = select(Motion).where(Motion.state.in_(DECIDED)).order_by(Motion.id.desc()).limit(limit)
    if year is not None:
        query = query.where(Motion.year == year)
    if decision_class:
        query = query.where(Motion.decision_class == decision_class)
    if outcome:
        query = query.where(Motion.state == outcome)
    if before is not None:
        query = query.where(Motion.id < before)
    return list(session.scalars(query))


def between(session: Session, since: datetime, until: datetime) -> list[Motion]:
    """Decisions taken in [since, until), in their order, for reports."""
    query = select(Motion).where(
        Motion.state.in_(DECIDED), Motion.closed_at >= since, Motion.closed_at < until
    )
    return list(session.scalars(query.order_by(Motion.year, Motion.sequence)))


def years(session: Session) -> list[int]:
    """The years that have decisions, the latest first."""
    query = select(Motion.year).where(Motion.year.is_not(None)).distinct().order_by(Motion.year.desc())
    return [int(year) for year in session.scalars(query) if year is not None]


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


def next_sequence(session: Session, year: int) -> int:
    """The next free number of a year's decisions."""
    return (session.scalar(select(func.max(Motion.sequence)).where(Motion.year == year)) or 0) + 1


def counts(session: Session) -> dict[str, int]:
    """How many decisions there are by outcome."""
    query = select(Motion.state, func.count()).where(Motion.state.in_(DECIDED)).group_by(Motion.state)
    return {str(state): number for state, number in session.execute(query)}


def motion_on(session: Session, item_id: int) -> Motion | None:
    """The vote that runs on an item, for who is about to leave it."""
    return session.scalar(select(Motion).where(Motion.item_id == item_id, Motion.state.in_(UNDECIDED)))


def link_rows() -> Select[Any]:
    """Motions for links."""
    known = link_columns(
        Motion.id, code=Motion.number, en=func.coalesce(AgendaItem.title, Motion.title),
        lang=func.coalesce(AgendaItem.lang, Motion.lang), state=Motion.state, at=Motion.opened_at,
        day=Motion.effective_on, more=Meeting.code,
    )  # fmt: skip
    item = AgendaItem.id == Motion.item_id
    return (
        select(*known)
        .select_from(Motion)
        .outerjoin(AgendaItem, item)
        .outerjoin(Meeting, Meeting.id == Motion.meeting_id)
    )


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


def latest(session: Session, limit: int) -> list[Motion]:
    """The latest decisions, newest first."""
    return sorted(answer(session, latest_ask(limit)), key=lambda one: one.id, reverse=True)


def latest_ask(limit: int) -> Ask:
    """The question for the latest decisions."""
    newest = select(Motion.id).where(Motion.state.in_(DECIDED)).order_by(Motion.id.desc()).limit(limit)
    return Ask(f"decisions latest {limit}", Motion, newest)
