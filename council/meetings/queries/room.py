"""Who came, left, excused or recused themselves, and the stretches in session."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.db.asking import Ask
from council.meetings.models import Apology, Attendance, Interest, Meeting, Span
from council.meetings.queries.dates import next_ask


def excused_ask(now: datetime, person_id: int | None) -> Ask:
    """The question whether this person excused themselves from it."""
    first = next_ask(now).keys.scalar_subquery()
    mine = select(Apology.id).where(Apology.meeting_id == first, Apology.person_id == person_id)
    return Ask(f"meeting next excused {person_id}", Apology, mine)


def attendances(session: Session, meeting: Meeting) -> list[Attendance]:
    """Every stay, in order of arrival."""
    query = select(Attendance).where(Attendance.meeting_id == meeting.id)
    return list(session.scalars(query.order_by(Attendance.arrived_at, Attendance.id)))


def stay_of(session: Session, meeting: Meeting, person_id: int) -> Attendance | None:
    """The person's stay in the room that has not ended."""
    return session.scalar(
        select(Attendance).where(
            Attendance.meeting_id == meeting.id,
            Attendance.person_id == person_id,
            Attendance.left_at.is_(None),
        )
    )


def apologies(session: Session, meeting: Meeting) -> list[Apology]:
    """Who excused themselves beforehand."""
    return list(session.scalars(select(Apology).where(Apology.meeting_id == meeting.id).order_by(Apology.id)))


def interests(session: Session, meeting: Meeting) -> list[Interest]:
    """Interests declared, withdrawn ones included."""
    return list(
        session.scalars(select(Interest).where(Interest.meeting_id == meeting.id).order_by(Interest.id))
    )


def spans(session: Session, meeting: Meeting) -> list[Span]:
    """Stretches in session, in order."""
    return list(session.scalars(select(Span).where(Span.meeting_id == meeting.id).order_by(Span.id)))
