"""The blueprint of meetings, and what its pages share."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from council.access.can import check
from council.core.errors import NotFound, Refused
from council.db import db
from council.meetings import queries
from council.meetings.models import AgendaItem, Meeting
from council.web import current
from council.web.forms import BaseForm, EmptyForm
from council.web.rooms import Room

room = Room("meetings", __name__, url_prefix="/meetings")
READ = "meetings:meeting:read"


def get(code: str) -> Meeting:
    """The meeting of an address, when the reader may know of it."""
    found = queries.get(db.session, code)
    check(current.actor(), READ, found)
    return found


def get_item(code: str, item_id: int) -> AgendaItem:
    """An item of the meeting of an address."""
    item = queries.get_item(db.session, item_id)
    if item.meeting.code != code:
        raise NotFound(f"item {item_id} of {code}")
    return item


def seen() -> int | None:
    """The version of the thing that a button was pressed on."""
    return EmptyForm().row_version.data


def again(form: BaseForm, refused: Refused) -> None:
    """Show a form once more with the reason."""
    db.session.rollback()
    form.retry()
    form.refuse(refused)


def back(code: str, endpoint: str = "meetings.meeting", anchor: str = "") -> ResponseReturnValue:
    """Back to the page that the button stood on (`next`, on this site only), else to the meeting's."""
    asked = request.form.get("next", "")
    if asked.startswith("/") and not asked.startswith(("//", "/\\")):
        return redirect(asked, 303)
    return redirect(url_for(endpoint, code=code, _anchor=anchor or None), 303)
