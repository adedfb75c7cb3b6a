"""Reads demands for an extraordinary meeting, and whose voice counts for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.pinning import Law
from council.charter.wording import article
from council.core.errors import NotFound
from council.core.saying import Say
from council.db.asking import Ask, answer
from council.meetings import requiring
from council.meetings.life import COMING, MeetingKind, RequisitionState
from council.meetings.models import Meeting
from council.meetings.requisitions import Requisition
from council.seats import queries as seats
from council.web.registries import link_columns

LIVE = (RequisitionState.OPEN, RequisitionState.REACHED)
SHOWN = 100


def get(session: Session, requisition_id: int) -> Requisition:
    """A demand with its supporters; NotFound when there is none."""
    found = session.get(Requisition, requisition_id)
    if found is None:
        raise NotFound(f"requisition {requisition_id}")
    return found


def listing(session: Session) -> Sequence[Requisition]:
    """The latest demands, the newest first."""
    return session.scalars(select(Requisition).order_by(Requisition.id.desc()).limit(SHOWN)).all()


def live(session: Session) -> list[Requisition]:
    """Demands that gather support, or that reached their number and have no meeting yet; the oldest first."""
    return sorted(answer(session, live_ask()), key=lambda one: one.id)


def live_ask() -> Ask:
    """The question for demands that are not settled."""
    return Ask("requisitions live", Requisition, select(Requisition.id).where(Requisition.state.in_(LIVE)))


def answered_by(session: Session, meeting_id: int) -> list[Requisition]:
    """The demands that a meeting answers."""
    return list(session.scalars(select(Requisition).where(Requisition.meeting_id == meeting_id)))


def unheard(session: Session) -> list[Requisition]:
    """Demands that reached their number and were not yet heard: what they are about waits for an agenda."""
    return sorted(answer(session, unheard_ask()), key=lambda one: one.id)


def unheard_ask() -> Ask:
    """The question for demands that must be heard, or will be at a meeting to come."""
    set_for = select(Requisition.id).outerjoin(Meeting, Meeting.id == Requisition.meeting_id)
    waits = (Requisition.state == RequisitionState.REACHED) | (
        (Requisition.state == RequisitionState.ANSWERED) & Meeting.state.in_(COMING)
    )
    return Ask("requisitions unheard", Requisition, set_for.where(waits))


def extraordinary(session: Session) -> list[Meeting]:
    """Extraordinary meetings to come, that could answer a demand."""
    query = select(Meeting).where(Meeting.kind == MeetingKind.EXTRAORDINARY, Meeting.state.in_(COMING))
    return list(session.scalars(query.order_by(Meeting.starts_at, Meeting.id)))


def voting_holders(session: Session, on: date) -> dict[int, int]:
    """Who holds a voting seat on a day, and which: of several the first in the council's order."""
    found: dict[int, int] = {}
    for one in seats.seats_on(session, on):
        if one.voting and one.holder is not None:
            found.setdefault(one.holder.id, one.id)
    return found


def standing(session: Session, one: Requisition, on: date) -> tuple[Say, int]:
    """How a demand stands by the charter in force on a day, and how many count."""
    law = _law(session, one, on)
    count = (
        requiring.counted(one.people, voting_holders(session, on))
        if one.reached_at is None
        else len(one.people)
    )
    if law is None:
        return Say("meetings.no_charter"), count
    return requiring.standing(law.rules.requisition, count, version=law.version), count


def law_say(session: Session, one: Requisition, on: date) -> Say:
    """The article that a demand rests on."""
    return article_of(_law(session, one, on))


def article_of(law: Law | None) -> Say:
    """The article on requisition of a law."""
    return article(law.rules.requisition.article, law.version) if law else article("")


def _law(session: Session, one: Requisition, on: date) -> Law | None:
    """The law under which it reached its number, before that the one in force."""
    if one.charter_version_id is not None:
        version = charter.version_by_id(session, one.charter_version_id)
        return charter.law_of(version) if version else None
    return charter.law_on(session, on)


def requisition_rows() -> Select[Any]:
    """Demands for links."""
    return select(
        *link_columns(
            Requisition.id, en=Requisition.title, lang=Requisition.lang, state=Requisition.state,
            at=Requisition.opened_at,
        )
    )  # fmt: skip
