"""Agendas: items in order, what is under discussion, and where a thing stood on an agenda."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from council.core.errors import NotFound, Refused
from council.db.asking import Ask, answer
from council.meetings.life import LIVE, OPEN_ITEM
from council.meetings.models import AgendaItem, Meeting
from council.web.registries import link_columns


def get_item(session: Session, item_id: int) -> AgendaItem:
    """An agenda item with its meeting; NotFound when there is none."""
    query = select(AgendaItem).where(AgendaItem.id == item_id).options(joinedload(AgendaItem.meeting))
    found = session.scalar(query)
    if found is None:
        raise NotFound(str(item_id))
    return found


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


def check_free(session: Session, subject_ref: str) -> None:
    """Refused when a thing already stands on the agenda of a meeting to come."""
    taken = scheduled_about(session, [subject_ref]).get(subject_ref)
    if taken is not None:
        raise Refused("meetings.already_scheduled", meeting=taken.meeting.code)


def item_rows() -> Select[Any]:
    """Agenda items for links."""
    known = link_columns(
        AgendaItem.id, code=Meeting.code, en=AgendaItem.title, lang=AgendaItem.lang, state=AgendaItem.state,
        at=Meeting.starts_at,
    )  # fmt: skip
    return select(*known).select_from(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id)
