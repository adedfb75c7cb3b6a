"""Meetings by code and by time, their agendas, their notice, and where a thing stood on an agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, func, not_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from council.core.clock import local_date
from council.core.errors import NotFound, Refused
from council.core.refs import Ref
from council.db.asking import Ask, answer
from council.meetings.life import COMING, LIVE, OPEN_ITEM, RUNNING, MeetingState
from council.meetings.models import AgendaItem, Apology, Attendance, Interest, Meeting, Span
from council.meetings.noticeboard import (
    NoticeStanding,
    calendar,
    call_by,
    find_work_year,
    notice_of,
    work_years,
    work_years_ask,
)
from council.meetings.presence import (
    Presence,
    day_of,
    electorate_at,
    law_of,
    law_today,
    presence,
    quorum_now,
    zone,
)
from council.web.registries import link_columns

__all__ = [
    "NoticeStanding",
    "Presence",
    "about_ask",
    "agenda",
    "apologies",
    "attendances",
    "by_ref",
    "calendar",
    "call_by",
    "current_item",
    "day_of",
    "electorate_at",
    "excused_ask",
    "find",
    "find_work_year",
    "get",
    "get_item",
    "interests",
    "items_about",
    "law_of",
    "law_today",
    "listing",
    "next_ask",
    "next_code",
    "next_meeting",
    "notice_of",
    "past",
    "planned",
    "planned_ask",
    "presence",
    "quorum_now",
    "scheduled_about",
    "scheduled_ask",
    "spans",
    "standing_of",
    "stay_of",
    "upcoming",
    "work_years",
    "work_years_ask",
    "years",
    "zone",
]  # fmt: skip


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


def get_item(session: Session, item_id: int) -> AgendaItem:
    """An agenda item with its meeting; NotFound when there is none."""
    query = select(AgendaItem).where(AgendaItem.id == item_id).options(joinedload(AgendaItem.meeting))
    found = session.scalar(query)
    if found is None:
        raise NotFound(str(item_id))
    return found


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


def agenda(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """The items in order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def current_item(session: Session, meeting: Meeting) -> AgendaItem | None:
    """The item under discussion."""
    return next((one for one in agenda(session, meeting) if one.state == "current"), None)


def items_about(session: Session, ref: str) -> list[AgendaItem]:
    """Every item about a thing, the latest meeting first, with its meeting."""
    found = answer(session, about_ask(ref))
    return sorted(found, key=lambda one: (one.meeting.starts_at, one.id), reverse=True)


def about_ask(ref: str) -> Ask:
    """The question for every item about a thing."""
    items = select(AgendaItem.id).where(AgendaItem.subject_ref == ref)
    return Ask(f"items about {ref}", AgendaItem, items, lambda one: (joinedload(one.meeting),))


def scheduled_about(session: Session, refs: Iterable[str]) -> dict[str, AgendaItem]:
    """The open item on a live meeting's agenda about each of these things, by reference."""
    wanted = set(refs)
    found = answer(session, scheduled_ask()) if wanted else []
    return {one.subject_ref: one for one in found if one.subject_ref in wanted}


def scheduled_ask() -> Ask:
    """The question for every open item of a live meeting that is about something."""
    items = select(AgendaItem.id).join(AgendaItem.meeting)
    about = items.where(
        AgendaItem.subject_ref.is_not(None), AgendaItem.state.in_(OPEN_ITEM), Meeting.state.in_(LIVE)
    )
    return Ask("items scheduled", AgendaItem, about, lambda one: (joinedload(one.meeting),))


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


def check_free(session: Session, subject_ref: str) -> None:
    """Refused when a thing already stands on the agenda of a meeting to come."""
    taken = scheduled_about(session, [subject_ref]).get(subject_ref)
    if taken is not None:
        raise Refused("meetings.already_scheduled", meeting=taken.meeting.code)


def meeting_rows() -> Select[Any]:
    """Meetings for links."""
    return select(*link_columns(Meeting.id, code=Meeting.code, state=Meeting.state, at=Meeting.starts_at))


def item_rows() -> Select[Any]:
    """Agenda items for links."""
    known = link_columns(
        AgendaItem.id, code=Meeting.code, en=AgendaItem.title, lang=AgendaItem.lang, state=AgendaItem.state,
        at=Meeting.starts_at,
    )  # fmt: skip
    return select(*known).select_from(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id)
