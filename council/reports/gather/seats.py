"""Who sat on the council at the end of a quarter, how often they came, and who joined or left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from council.core.saying import Both
from council.meetings.models import Attendance
from council.reports.periods import Window
from council.reports.shapes import Change, SeatRow
from council.seats import queries
from council.seats.kinds import Capacity
from council.seats.models import Term


def members(
    session: Session, window: Window, meeting_ids: Sequence[int]
) -> tuple[tuple[SeatRow, ...], tuple[Change, ...]]:
    """Every seat with its attendance, and the changes of the quarter."""
    came: dict[int, set[int]] = {}
    if meeting_ids:
        stays = select(Attendance.seat_id, Attendance.meeting_id).where(
            Attendance.meeting_id.in_(meeting_ids), Attendance.seat_id.is_not(None)
        )
        for seat, meeting in session.execute(stays):
            assert seat is not None, "the query leaves guests out"
            came.setdefault(seat, set()).add(meeting)
    on_last = queries.seats_on(session, window.last)
    rows = tuple(
        SeatRow(
            title=each.name,
            holder=each.holder.name if each.holder else None,
            department=each.department.name if each.department else None,
            voting=each.voting,
            since=each.term.starts_on if each.term else None,
            until=each.term.last_day if each.term else None,
            came=len(came.get(each.id, ())),
            meetings=len(meeting_ids),
        )
        for each in on_last
    )
    return rows, _changes(session, window, {each.id: each.name for each in on_last})


def _changes(session: Session, window: Window, titles: Mapping[int, Both]) -> tuple[Change, ...]:
    terms = session.scalars(
        select(Term)
        .where(Term.capacity == Capacity.MEMBER, Term.starts_on <= window.last)
        .options(joinedload(Term.person), joinedload(Term.seat))
    )
    found = []
    for term in terms:
        title = titles.get(term.seat_id, term.seat.name)
        if window.first <= term.starts_on <= window.last:
            found.append(Change(term.starts_on, title, term.person.name, joined=True))
        last = term.last_day
        if last is not None and window.first <= last <= window.last:
            found.append(Change(last, title, term.person.name, joined=False))
    return tuple(sorted(found, key=lambda one: (one.on, one.joined, one.seat.en)))
