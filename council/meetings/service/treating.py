"""Working through an agenda: starting and ending items, and the notes of the discussion."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect, record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.meetings import queries, rules
from council.meetings.events import ItemEnding
from council.meetings.life import ItemState, MeetingState
from council.meetings.models import AgendaItem


def start_item(session: Session, actor: Actor, item: AgendaItem, *, now: datetime) -> AgendaItem:
    """Turn to an item; the one under discussion before is treated then. An item can be taken up again."""
    check(actor, "meetings:meeting:run", item.meeting)
    if item.meeting.state != MeetingState.IN_SESSION:
        raise Refused("meetings.not_in_session")
    if item.state == ItemState.CURRENT:
        raise Refused("meetings.already_current")
    before = queries.current_item(session, item.meeting)
    if before is not None:
        end_item(session, actor, before, now=now)
    item.state, item.started_at, item.ended_at = ItemState.CURRENT, item.started_at or now, None
    record(session, actor, "meetings.start_item", item.meeting, now=now, item=item.id, title=item.title)
    session.flush()
    return item


def end_item(
    session: Session, actor: Actor, item: AgendaItem, *, treated: bool = True, now: datetime
) -> AgendaItem:
    """Leave an item: treated, or put off to be taken up again later in the meeting."""
    check(actor, "meetings:meeting:run", item.meeting)
    if item.state != ItemState.CURRENT:
        raise Refused("meetings.not_current")
    announce(ItemEnding(session, actor, now, item))
    item.state = ItemState.TREATED if treated else ItemState.PENDING
    item.ended_at = now if treated else None
    verb = "end_item" if treated else "put_off_item"
    record(session, actor, f"meetings.{verb}", item.meeting, now=now, item=item.id, title=item.title)
    session.flush()
    return item


def write_notes(
    session: Session, actor: Actor, item: AgendaItem, text: str, *, expected: int | None = None, now: datetime
) -> AgendaItem:
    """What was said, as the secretary writes it down; until the minutes are approved."""
    check(actor, "meetings:meeting:run", item.meeting)
    expect(item, expected)
    rules.check_notes(text)
    if item.meeting.sealed_at is not None:
        raise Refused("meetings.sealed")
    if item.notes != text:
        item.notes = text
        record(session, actor, "meetings.write_notes", item.meeting, now=now, item=item.id)
        session.flush()
    return item
