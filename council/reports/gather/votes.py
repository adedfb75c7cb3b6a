"""Decisions and meetings of a quarter: what was decided by how many, and who was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.charter.kinds import DecisionClass, Method
from council.core.clock import local_date
from council.decisions import queries as motions
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.meetings import queries as meetings
from council.meetings.life import ItemState, MeetingKind, MeetingState
from council.meetings.models import Attendance, Meeting
from council.reports.periods import Window
from council.reports.shapes import DecisionRow, MeetingRow, Text, Votes
from council.seats import queries as seats

OVER = (MeetingState.CLOSED, MeetingState.INQUORATE)


def decisions(session: Session, window: Window) -> tuple[DecisionRow, ...]:
    """Decisions of the quarter by number, with their counts."""
    return tuple(
        DecisionRow(
            number=one.number or "",
            printed=one.printed_number or "",
            on=local_date(one.closed_at, window.zone) if one.closed_at else window.last,
            meeting=one.meeting.code if one.meeting else "",
            text=Text(one.text, one.lang),
            decision_class=DecisionClass(one.decision_class),
            carried=one.state == MotionState.CARRIED,
            method=Method(one.method),
            votes=Votes(one.yes or 0, one.no or 0, one.abstain or 0, one.recused or 0),
        )
        for one in motions.between(session, window.since, window.until)
    )


def meetings_in(session: Session, window: Window) -> list[Meeting]:
    """Meetings of the quarter that took place, or would have with a quorum."""
    return meetings.listing(session, states=OVER, since=window.since, until=window.until)


def meeting_rows(session: Session, found: Sequence[Meeting]) -> tuple[MeetingRow, ...]:
    """Each meeting with its attendance and how far it came."""
    ids = [one.id for one in found]
    if not ids:
        return ()
    pairs = select(Attendance.meeting_id, Attendance.seat_id).where(Attendance.meeting_id.in_(ids)).distinct()
    came: dict[int, set[int | None]] = {}
    for meeting_id, seat_id in session.execute(pairs):
        came.setdefault(meeting_id, set()).add(seat_id)
    lost = session.execute(
        select(Motion.meeting_id, func.count())
        .where(Motion.meeting_id.in_(ids), Motion.state == MotionState.NO_QUORUM)
        .group_by(Motion.meeting_id)
    )
    without = {row[0]: row[1] for row in lost}
    rows = []
    for one in found:
        day = meetings.day_of(session, one.starts_at)
        voting = {each.id: each for each in seats.seats_on(session, day) if each.voting}
        states = Counter(item.state for item in one.items)
        rows.append(
            MeetingRow(
                code=one.code,
                on=day,
                kind=MeetingKind(one.kind),
                state=MeetingState(one.state),
                present=len(came.get(one.id, set()) & set(voting)),
                filled=sum(not each.vacant for each in voting.values()),
                treated=states[ItemState.TREATED],
                items=len(one.items),
                votes_without_quorum=without.get(one.id, 0),
            )
        )
    return tuple(rows)
