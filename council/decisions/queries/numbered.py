"""The register of decisions: by number, by year, the latest, and as links."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.meetings.models import AgendaItem, Meeting
from council.web.registries import link_columns

DECIDED = (MotionState.CARRIED, MotionState.FAILED)
NUMBER_DIGITS = 3


def find_decision(session: Session, number: str) -> Motion | None:
    """The decision with this number."""
    return session.scalar(select(Motion).where(Motion.number == number))


def get_decision(session: Session, number: str) -> Motion:
    """The decision with this number; NotFound when there is none."""
    found = find_decision(session, number)
    if found is None:
        raise NotFound(number)
    return found


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


def next_sequence(session: Session, year: int) -> int:
    """The next free number of a year's decisions."""
    return (session.scalar(select(func.max(Motion.sequence)).where(Motion.year == year)) or 0) + 1


def counts(session: Session) -> dict[str, int]:
    """How many decisions there are by outcome."""
    query = select(Motion.state, func.count()).where(Motion.state.in_(DECIDED)).group_by(Motion.state)
    return {str(state): number for state, number in session.execute(query)}


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


def latest(session: Session, limit: int) -> list[Motion]:
    """The latest decisions, newest first."""
    return sorted(answer(session, latest_ask(limit)), key=lambda one: one.id, reverse=True)


def latest_ask(limit: int) -> Ask:
    """The question for the latest decisions."""
    newest = select(Motion.id).where(Motion.state.in_(DECIDED)).order_by(Motion.id.desc()).limit(limit)
    return Ask(f"decisions latest {limit}", Motion, newest)
