"""Building an agenda: adding, ordering, giving minutes; after the call only late items by consent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect, record
from council.core.actor import Actor
from council.core.errors import Refused
from council.meetings import queries, rules
from council.meetings.life import ItemKind, MeetingState
from council.meetings.models import AgendaItem, Meeting
from council.meetings.service.docket import put_on, take_off


def add_item(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    *,
    title: str,
    lang: str,
    minutes: int = 10,
    kind: str = ItemKind.DECIDE,
    subject_ref: str | None = None,
    presenter_id: int | None = None,
    consent: Collection[int] = (),
    now: datetime,
) -> AgendaItem:
    """Put something on the agenda, last. After the call it is a late item: in session, with the consent
    (ids of persons) that the charter asks for, and recorded so."""
    check(actor, "meetings:agenda:edit", meeting)
    rules.check_item(title=title, lang=lang, minutes=minutes, kind=kind)
    agreed = None if meeting.state == MeetingState.PLANNED else _consent(session, meeting, consent, now)
    if subject_ref is not None:
        queries.check_free(session, subject_ref)
    last = max((one.position for one in queries.agenda(session, meeting)), default=0)
    item = AgendaItem(
        position=last + 1,
        title=title,
        lang=lang,
        minutes=minutes,
        kind=kind,
        subject_ref=subject_ref,
        presenter_id=presenter_id,
        late=agreed is not None,
        consent=agreed,
    )
    meeting.items.append(item)
    session.flush()
    detail = {"item": item.id, "title": title, **({"consent": agreed} if agreed is not None else {})}
    verb = "add_item" if agreed is None else "add_late_item"
    record(session, actor, f"meetings.{verb}", meeting, now=now, **detail)
    put_on(session, actor, item, now=now)
    return item


def edit_item(
    session: Session,
    actor: Actor,
    item: AgendaItem,
    *,
    title: str,
    lang: str,
    minutes: int,
    kind: str,
    presenter_id: int | None = None,
    expected: int | None = None,
    now: datetime,
) -> AgendaItem:
    """Change an item before the call."""
    check(actor, "meetings:agenda:edit", item.meeting)
    expect(item, expected)
    rules.check_changeable(item.meeting.state)
    rules.check_item(title=title, lang=lang, minutes=minutes, kind=kind)
    item.title, item.lang, item.minutes, item.kind, item.presenter_id = (
        title,
        lang,
        minutes,
        kind,
        presenter_id,
    )
    record(session, actor, "meetings.edit_item", item.meeting, now=now, item=item.id, title=title)
    session.flush()
    return item


def set_minutes(
    session: Session, actor: Actor, item: AgendaItem, *, minutes: int, now: datetime
) -> AgendaItem:
    """Give an item its minutes box."""
    return edit_item(
        session, actor, item, title=item.title, lang=item.lang, minutes=minutes, kind=item.kind,
        presenter_id=item.presenter_id, now=now,
    )  # fmt: skip


def move_item(
    session: Session, actor: Actor, item: AgendaItem, to: str | int, *, now: datetime
) -> AgendaItem:
    """One place `up` or `down`, or to a place counted from 1."""
    order = [one.id for one in queries.agenda(session, item.meeting)]
    reorder(session, actor, item.meeting, rules.moved(order, item.id, to), now=now)
    return item


def reorder(
    session: Session, actor: Actor, meeting: Meeting, ids: Sequence[int], *, now: datetime
) -> Meeting:
    """The whole order at once; it must name every item exactly once, else somebody changed it meanwhile."""
    check(actor, "meetings:agenda:edit", meeting)
    rules.check_changeable(meeting.state)
    items = {one.id: one for one in queries.agenda(session, meeting)}
    if sorted(ids) != sorted(items):
        raise Refused("meetings.order_changed")
    if [*items] == [*ids]:
        return meeting
    for position, item_id in enumerate(ids, start=1):
        items[item_id].position = position
    record(session, actor, "meetings.reorder", meeting, now=now, order=list(ids))
    session.flush()
    session.expire(meeting, ["items"])
    return meeting


def remove_item(session: Session, actor: Actor, item: AgendaItem, *, now: datetime) -> Meeting:
    """Take an item off before the call; its subject goes back to the docket."""
    meeting = item.meeting
    check(actor, "meetings:agenda:edit", meeting)
    rules.check_changeable(meeting.state)
    subject, title = item.subject_ref, item.title
    record(session, actor, "meetings.remove_item", meeting, now=now, title=title, subject=subject)
    meeting.items.remove(item)
    session.flush()
    for position, one in enumerate(queries.agenda(session, meeting), start=1):
        one.position = position
    session.flush()
    take_off(session, actor, meeting, subject, rules.back("removed", meeting.code), now=now)
    return meeting


def _consent(session: Session, meeting: Meeting, consent: Collection[int], now: datetime) -> list[int]:
    if meeting.state == MeetingState.CALLED:
        law = queries.law_of(session, meeting, now)
        rules.check_late(law.rules.late_items, present=(), consenting=(), version=law.version)
    if meeting.state != MeetingState.IN_SESSION:
        raise Refused("meetings.not_in_session")
    there = queries.presence(session, meeting)
    present = [place.sitter for place in there.electorate(now).present() if place.sitter is not None]
    return rules.check_late(
        there.law.rules.late_items, present=present, consenting=consent, version=there.law.version
    )
