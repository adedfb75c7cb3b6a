"""Meetings by code and by time: to come, past, planned, next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, func, not_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from council.core.clock import local_date
from council.core.errors import NotFound
from council.core.refs import Ref
from council.db.asking import Ask, answer
from council.meetings.life import COMING, LIVE, RUNNING, MeetingState
from council.meetings.models import Meeting
from council.meetings.presence import (
    day_of,
    zone,
)
from council.web.registries import link_columns

FORGOTTEN = timedelta(days=31)


def find(session: Session, code: str) -> Meeting | None:
    """The meeting with this code, its agenda loaded."""
    query = select(Meeting).where(Meeting.code == code).options(joinedload(Meeting.items))
    return session.scalars(query).unique().one_or_none()


def get(session: Session, code: str) -> Meeting:
    """The meeting with this code; NotFound when there is none."""
    found = find(session, code)
    if found is None:
        raise NotFound(code)
    return found


def by_ref(session: Session, ref: str | None) -> Meeting | None:
    """The meeting that a reference points at; None when it points at something else."""
    return session.get(Meeting, Ref.parse(ref).id) if ref and ref.startswith("meeting:") else None


def upcoming(session: Session, now: datetime, *, limit: int = 20) -> list[Meeting]:
    """Meetings to come or running, the next first."""
    query = select(Meeting).where(_ahead(now)).order_by(Meeting.starts_at, Meeting.id).limit(limit)
    return list(session.scalars(query.options(selectinload(Meeting.items))))


def count_at_hand(now: datetime, soon: datetime | None) -> Select[int]:
    """The question how many meetings run, and how many are planned to begin before `soon`."""
    query = select(func.count()).select_from(Meeting)
    runs = Meeting.state.in_(RUNNING)
    if soon is None:
        return query.where(runs)
    planned = and_(Meeting.state == MeetingState.PLANNED, Meeting.starts_at > now - FORGOTTEN)
    return query.where(or_(runs, and_(planned, Meeting.starts_at <= soon)))


def past(session: Session, now: datetime, *, year: int | None = None, limit: int = 101) -> list[Meeting]:
    """Meetings that are over, the latest first."""
    query = select(Meeting).where(not_(_ahead(now))).order_by(Meeting.starts_at.desc()).limit(limit)
    if year is not None:
        query = query.where(Meeting.code.startswith(f"{year}-"))
    return list(session.scalars(query.options(selectinload(Meeting.items))))


def _ahead(now: datetime) -> ColumnElement[bool]:
    """A plan that nobody called counts as over a month after its day."""
    return or_(
        Meeting.state.in_(RUNNING), and_(Meeting.state.in_(COMING), Meeting.starts_at > now - FORGOTTEN)
    )


def listing(
    session: Session,
    *,
    states: Iterable[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Meeting]:
    """Meetings in order of time, for reports: of these states, starting in [since, until)."""
    query = select(Meeting).order_by(Meeting.starts_at, Meeting.id)
    wanted = tuple(states)
    if wanted:
        query = query.where(Meeting.state.in_(wanted))
    if since is not None:
        query = query.where(Meeting.starts_at >= since)
    if until is not None:
        query = query.where(Meeting.starts_at < until)
    return list(session.scalars(query.options(selectinload(Meeting.items))))


def years(session: Session) -> list[int]:
    """The years in which the council met, the latest first."""
    year = extract("year", Meeting.starts_at)
    return [int(one) for one in session.scalars(select(year).distinct().order_by(year.desc()))]


def planned(session: Session, since: datetime) -> list[Meeting]:
    """Meetings planned and not yet called, the next first; those forgotten before `since` are left out."""
    found = [one for one in answer(session, planned_ask()) if one.starts_at > since - FORGOTTEN]
    return sorted(found, key=lambda one: (one.starts_at, one.id))


def planned_ask() -> Ask:
    """The question for every planned meeting."""
    return Ask("meetings planned", Meeting, select(Meeting.id).where(Meeting.state == MeetingState.PLANNED))


def next_meeting(session: Session, now: datetime) -> Meeting | None:
    """The meeting that runs or comes next, without its agenda."""
    return next(iter(answer(session, next_ask(now))), None)


def next_ask(now: datetime) -> Ask:
    """The question for the meeting that runs or comes next."""
    first = select(Meeting.id).where(_ahead(now)).order_by(Meeting.starts_at, Meeting.id).limit(1)
    return Ask("meeting next", Meeting, first)


def standing_of(session: Session, on: date) -> tuple[Meeting | None, Meeting | None]:
    """The last meeting closed by a day, and the next one planned after it."""
    last = session.scalars(
        select(Meeting).where(Meeting.state == MeetingState.CLOSED).order_by(Meeting.starts_at.desc())
    )
    coming = session.scalars(select(Meeting).where(Meeting.state.in_(LIVE)).order_by(Meeting.starts_at))
    before = next((one for one in last if day_of(session, one.starts_at) <= on), None)
    return before, next((one for one in coming if day_of(session, one.starts_at) >= on), None)


def next_code(session: Session, starts_at: datetime) -> str:
    """The next free code of the meeting's year: 2026-04."""
    prefix = f"{local_date(starts_at, zone(session)).year}-"
    last = session.scalar(
        select(Meeting.code)
        .where(Meeting.code.startswith(prefix))
        .order_by(func.length(Meeting.code).desc(), Meeting.code.desc())
        .limit(1)
    )
    number = int(last.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{number:02}"


def meeting_rows() -> Select[Any]:
    """Meetings for links."""
    return select(*link_columns(Meeting.id, code=Meeting.code, state=Meeting.state, at=Meeting.starts_at))
