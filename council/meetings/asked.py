"""The meeting or item that an address asks for, when the reader may know of it."""

from __future__ import annotations

from council.access.can import check
from council.core.errors import NotFound
from council.db import db
from council.meetings import queries
from council.meetings.models import AgendaItem, Meeting
from council.web import current

READ = "meetings:meeting:read"


def get(code: str) -> Meeting:
    """The meeting of an address."""
    found = queries.get(db.session, code)
    check(current.actor(), READ, found)
    return found


def get_item(code: str, item_id: int) -> AgendaItem:
    """An item of the meeting of an address."""
    item = queries.get_item(db.session, item_id)
    check(current.actor(), READ, item.meeting)
    if item.meeting.code != code:
        raise NotFound(f"item {item_id} of {code}")
    return item
