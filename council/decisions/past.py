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
from council.decisions.kinds import Choice, MotionState
from council.decisions.models import Ballot, Motion
from council.decisions.recount import Moment, PastVote
from council.decisions.replay import PastMeeting
from council.decisions.round import Round
from council.meetings.electorate import Electorate, SeatOn, Stay, electorate, here
from council.meetings.life import MeetingState
from council.meetings.models import Attendance, Interest, Meeting, WorkYear
from council.meetings.noticeboard import calendar_of
from council.meetings.presence import Recusal, zone
from council.meetings.workdays import Calendar
from council.seats.past import sat_on

HELD = (MeetingState.CLOSED, MeetingState.INQUORATE)


@dataclass(frozen=True)
class Past:
    """Everything a replay looks at: meetings and votes with their rows, newest first, and the calendar of days."""

    meetings: tuple[tuple[Meeting, PastMeeting], ...]
    votes: tuple[tuple[Motion, PastVote], ...]
    calendar: Calendar


@dataclass(frozen=True)
class _Room:
    """Who came, left and was recused in one meeting."""

    stays: tuple[Stay, ...]
    recusals: tuple[Recusal, ...]

    def moment(self, who: Electorate, at: datetime, item: int | None) -> Moment:
        return Moment(who, here(self.stays, at), self.recused(at, item))

    def recused(self, at: datetime, item: int | None) -> frozenset[int]:
        return frozenset(
            one.person
            for one in self.recusals
            if one.item == item and one.since <= at and (one.until is None or at < one.until)
        )


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
    named = select(Ballot.id).where(Ballot.motion_id.in_(counted))
    rows = together(
        session,
        [
            Ask("meetings", Meeting, held),
            Ask("stays", Attendance, select(Attendance.id).where(Attendance.meeting_id.in_(held))),
            Ask("interests", Interest, select(Interest.id).where(Interest.meeting_id.in_(held))),
            Ask("motions", Motion, counted),
            Ask("ballots", Ballot, named),
            Ask("years", WorkYear, select(WorkYear.id)),
        ],
    )
    rooms = _rooms(rows["stays"], rows["interests"])
    said = _said(rows["ballots"])
    votes = [(one, _vote(one, rooms, said.get(one.id, {}))) for one in rows["motions"]]
    votes.sort(key=lambda pair: pair[0].id, reverse=True)
    meetings = sorted(rows["meetings"], key=lambda one: (one.starts_at, one.id), reverse=True)
    return Past(
        meetings=tuple(zip(meetings, _meetings(session, meetings, votes, rooms, laws), strict=True)),
        votes=tuple(votes),
        calendar=calendar_of(rows["years"]),
    )


def _within(query: Select[Any], moment: Any, since: datetime | None, until: datetime | None) -> Select[Any]:
    if since is not None:
        query = query.where(moment >= since)
    return query if until is None else query.where(moment < until)


def _rooms(stays: Iterable[Attendance], interests: Iterable[Interest]) -> dict[int, _Room]:
    came: dict[int, list[Stay]] = {}
    declared: dict[int, list[Recusal]] = {}
    for one in sorted(stays, key=lambda one: (one.arrived_at, one.id)):
        came.setdefault(one.meeting_id, []).append(Stay(one.person_id, one.arrived_at, one.left_at))
    for each in interests:
        declared.setdefault(each.meeting_id, []).append(
            Recusal(each.item_id, each.person_id, each.declared_at, each.withdrawn_at)
        )
    return {
        key: _Room(tuple(came.get(key, ())), tuple(declared.get(key, ())))
        for key in came.keys() | declared.keys()
    }


def _said(ballots: Iterable[Ballot]) -> dict[int, dict[int, Choice]]:
    found: dict[int, dict[int, Choice]] = {}
    for one in sorted(ballots, key=lambda one: (one.revision, one.id)):
        found.setdefault(one.motion_id, {})[one.seat_id] = Choice(one.choice)
    return found


def _vote(motion: Motion, rooms: Mapping[int, _Room], said: Mapping[int, Choice]) -> PastVote:
    pinned = decode_pin(motion.rule)
    room = rooms.get(motion.meeting_id or 0, _Room((), ()))
    seats = seats_of(motion)
    opened = Electorate.from_json(motion.electorate["places"])
    closed = Electorate.from_json(motion.roll) if motion.roll else opened
    casting = None
    if motion.casting_at is not None:
        present, recused = (
            here(room.stays, motion.casting_at),
            room.recused(motion.casting_at, motion.item_id),
        )
        who = electorate(seats, present, recused=recused, alternates=pinned.alternates)
        casting = Moment(who, present, recused)
    return PastVote(
        pinned=pinned,
        round=Round.from_json(motion.round or {}),
        outcome=MotionState(motion.state),
        working=motion.working,
        seats=seats,
        opening=room.moment(opened, motion.opened_at, motion.item_id),
        closing=room.moment(closed, motion.closed_at or motion.opened_at, motion.item_id),
        said=said if motion.method in (Method.ROLL_CALL, Method.CONSENT) else {},
        vice_chair=motion.electorate.get("vice_chair"),
        elected=motion.meeting.presider_id if motion.meeting else None,
        casting=casting,
        casting_person=motion.casting_person_id,
    )


def seats_of(motion: Motion) -> tuple[SeatOn, ...]:
    """The seats with holders and stand-ins that a motion pinned."""
    return tuple(
        SeatOn(**{**each, "alternates": tuple(each["alternates"])}) for each in motion.electorate["seats"]
    )


def _meetings(
    session: Session,
    meetings: list[Meeting],
    votes: list[tuple[Motion, PastVote]],
    rooms: Mapping[int, _Room],
    laws: Mapping[int, Law],
) -> list[PastMeeting]:
    """A meeting's seats are those that one of its motions pinned; where it had none, those of its day."""
    where = zone(session)
    pinned = {motion.meeting_id: vote.seats for motion, vote in votes}
    days = {one.id: local_date(one.starts_at, where) for one in meetings}
    sat = sat_on(session, {day for key, day in days.items() if key not in pinned})
    found = []
    for one in meetings:
        room, day = rooms.get(one.id, _Room((), ())), days[one.id]
        seats = pinned.get(one.id)
        if seats is None:
            seats = tuple(
                SeatOn(each.seat, each.kind, each.voting, each.holder, each.alternates) for each in sat[day]
            )
        found.append(
            PastMeeting(
                law=laws[one.charter_version_id or 0],
                called_on=local_date(one.called_at or one.starts_at, where),
                meets_on=day,
                notice=Say.from_json(one.notice) if one.notice else None,
                inquorate=one.state == MeetingState.INQUORATE,
                seats=seats,
                present=_there(one, room),
            )
        )
    return found


def _there(meeting: Meeting, room: _Room) -> frozenset[int]:
    """Who was in the room when it opened; when it was found inquorate, those who left together at its end."""
    if meeting.state != MeetingState.INQUORATE and meeting.opened_at is not None:
        return here(room.stays, meeting.opened_at)
    last = max((stay.left for stay in room.stays if stay.left is not None), default=None)
    return frozenset(
        stay.person for stay in room.stays if last is None or stay.left is None or stay.left >= last
    )
