"""What is kept of past meetings and counted votes, read for a replay in a handful of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from council.charter.codec import decode_pin
from council.charter.kinds import Method
from council.charter.pinning import Law
from council.core.clock import local_date
from council.core.saying import Say
from council.db.asking import Ask, together
from council.decisions.kinds import Choice, MotionState, StanceKind
from council.decisions.models import Ballot, Motion, Stance
from council.decisions.queries import pinned_seats
from council.decisions.recount import Answer, Moment, Outside, PastVote
from council.decisions.replay import PastMeeting
from council.decisions.round import Round
from council.meetings.electorate import Electorate, SeatOn, Stay, electorate, here
from council.meetings.life import MeetingState
from council.meetings.models import Attendance, Interest, Meeting, PresiderElection, WorkYear
from council.meetings.noticeboard import calendar_of
from council.meetings.presence import Chosen, Presence, Recusal, zone
from council.meetings.workdays import Calendar
from council.seats.past import sat_on

HELD = (MeetingState.CLOSED, MeetingState.INQUORATE)


@dataclass(frozen=True)
class Past:
    """Everything a replay looks at: meetings and votes with their rows, newest first, and the calendar of days."""

    meetings: tuple[tuple[Meeting, PastMeeting], ...]
    votes: tuple[tuple[Motion, PastVote], ...]
    calendar: Calendar


def past(
    session: Session,
    laws: Mapping[int, Law],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Past:
    """Meetings that began, and votes outside meetings that ended, in [since, until); `laws` by a version's key."""
    held = _within(select(Meeting.id).where(Meeting.state.in_(HELD)), Meeting.starts_at, since, until)
    outside = _within(select(Motion.id).where(Motion.meeting_id.is_(None)), Motion.closed_at, since, until)
    counted = select(Motion.id).where(
        Motion.yes.is_not(None), Motion.meeting_id.in_(held) | Motion.id.in_(outside)
    )
    elections = select(PresiderElection.id).where(PresiderElection.meeting_id.in_(held))
    rows = together(
        session,
        [
            Ask("meetings", Meeting, held),
            Ask("stays", Attendance, select(Attendance.id).where(Attendance.meeting_id.in_(held))),
            Ask("interests", Interest, select(Interest.id).where(Interest.meeting_id.in_(held))),
            Ask("elections", PresiderElection, elections),
            Ask("motions", Motion, counted),
            Ask("ballots", Ballot, select(Ballot.id).where(Ballot.motion_id.in_(counted))),
            Ask("stances", Stance, select(Stance.id).where(Stance.motion_id.in_(counted))),
            Ask("years", WorkYear, select(WorkYear.id)),
        ],
    )
    where = zone(session)
    rooms = _rooms(laws, rows)
    ballots, stances = _by_motion(rows["ballots"], "revision"), _by_motion(rows["stances"], "id")
    votes = [
        (one, _vote(one, rooms.get(one.meeting_id), ballots.get(one.id, []), stances.get(one.id, []), where))
        for one in rows["motions"]
    ]
    votes.sort(key=lambda pair: pair[0].id, reverse=True)
    meetings = sorted(rows["meetings"], key=lambda one: (one.starts_at, one.id), reverse=True)
    return Past(
        meetings=tuple(zip(meetings, _meetings(session, meetings, votes, rooms, where), strict=True)),
        votes=tuple(votes),
        calendar=calendar_of(rows["years"]),
    )


def _within(query: Select[Any], moment: Any, since: datetime | None, until: datetime | None) -> Select[Any]:
    if since is not None:
        query = query.where(moment >= since)
    return query if until is None else query.where(moment < until)


def _rooms(laws: Mapping[int, Law], rows: Mapping[str, list[Any]]) -> dict[int | None, Presence]:
    """Who came, left, was recused or elected, meeting by meeting; without the seats, which votes pinned."""
    kept: dict[str, dict[int, list[Any]]] = {}
    for name in ("stays", "interests", "elections"):
        for one in sorted(rows[name], key=lambda one: one.id):
            kept.setdefault(name, {}).setdefault(one.meeting_id, []).append(one)

    def of(name: str, key: int) -> list[Any]:
        return kept.get(name, {}).get(key, [])

    return {
        one.id: Presence(
            law=laws[one.charter_version_id],
            seats=(),
            stays=tuple(Stay(each.person_id, each.arrived_at, each.left_at) for each in of("stays", one.id)),
            recusals=tuple(
                Recusal(each.item_id, each.person_id, each.declared_at, each.withdrawn_at)
                for each in of("interests", one.id)
            ),
            elected=one.presider_id,
            chosen=tuple(Chosen(each.person_id, each.item_id, each.at) for each in of("elections", one.id)),
        )
        for one in rows["meetings"]
    }


def _by_motion(rows: Iterable[Any], order: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for one in sorted(rows, key=lambda one: (getattr(one, order), one.id)):
        found.setdefault(one.motion_id, []).append(one)
    return found


def _vote(
    motion: Motion, room: Presence | None, ballots: list[Ballot], stances: list[Stance], where: str
) -> PastVote:
    pinned, seats = decode_pin(motion.rule), tuple(pinned_seats(motion))
    opened = Electorate.from_json(motion.electorate["places"])
    closed = Electorate.from_json(motion.roll) if motion.roll else opened
    ended = motion.closed_at or motion.opened_at
    casting = None
    if room is not None and motion.casting_at is not None:
        present, recused = (
            here(room.stays, motion.casting_at),
            room.recused(motion.item_id, motion.casting_at),
        )
        who = electorate(seats, present, recused=recused, alternates=pinned.alternates)
        casting = _moment(room, who, motion, motion.casting_at)
    named = motion.method in (Method.ROLL_CALL, Method.CONSENT)
    return PastVote(
        pinned=pinned,
        round=Round.from_json(motion.round or {}),
        outcome=MotionState(motion.state),
        working=motion.working,
        seats=seats,
        opening=_moment(room, opened, motion, motion.opened_at),
        closing=_moment(room, closed, motion, ended),
        said={one.seat_id: Choice(one.choice) for one in ballots} if named else {},
        vice_chair=motion.electorate.get("vice_chair"),
        casting=casting,
        casting_person=motion.casting_person_id,
        outside=None if room is not None else _outside(motion, ended, ballots, stances, where),
    )


def _moment(room: Presence | None, who: Electorate, motion: Motion, at: datetime) -> Moment:
    if room is None:
        return Moment(who)
    item = motion.item_id
    return Moment(who, here(room.stays, at), room.recused(item, at), room.elected_for(at, item))


def _outside(
    motion: Motion, ended: datetime, ballots: list[Ballot], stances: list[Stance], where: str
) -> Outside:
    def said(kind: StanceKind) -> tuple[Answer, ...]:
        return tuple(Answer(one.seat_id, one.person_id, one.taken_at) for one in stances if one.kind == kind)

    return Outside(
        opened=motion.opened_at,
        closes_at=motion.closes_at or ended,
        closed=ended,
        day=local_date(motion.opened_at, where),
        zone=where,
        answers=tuple(Answer(one.seat_id, one.person_id, one.cast_at, Choice(one.choice)) for one in ballots),
        recusals=said(StanceKind.RECUSAL),
        demands=said(StanceKind.DEMAND),
    )


def _meetings(
    session: Session,
    meetings: list[Meeting],
    votes: list[tuple[Motion, PastVote]],
    rooms: Mapping[int | None, Presence],
    where: str,
) -> list[PastMeeting]:
    """A meeting's seats are those that one of its motions pinned; where it had none, those of its day."""
    pinned = {motion.meeting_id: vote.seats for motion, vote in votes}
    days = {one.id: local_date(one.starts_at, where) for one in meetings}
    sat = sat_on(session, {day for key, day in days.items() if key not in pinned})
    found = []
    for one in meetings:
        room, day = rooms[one.id], days[one.id]
        seats = pinned.get(one.id)
        if seats is None:
            seats = tuple(
                SeatOn(each.seat, each.kind, each.voting, each.holder, each.alternates) for each in sat[day]
            )
        found.append(
            PastMeeting(
                law=room.law,
                called_on=local_date(one.called_at or one.starts_at, where),
                meets_on=day,
                notice=Say.from_json(one.notice) if one.notice else None,
                inquorate=one.state == MeetingState.INQUORATE,
                seats=seats,
                present=_there(one, room),
            )
        )
    return found


def _there(meeting: Meeting, room: Presence) -> frozenset[int]:
    """Who was in the room when it opened; when it was found inquorate, those who left together at its end."""
    if meeting.state != MeetingState.INQUORATE and meeting.opened_at is not None:
        return here(room.stays, meeting.opened_at)
    last = max((stay.left for stay in room.stays if stay.left is not None), default=None)
    return frozenset(
        stay.person for stay in room.stays if last is None or stay.left is None or stay.left >= last
    )
