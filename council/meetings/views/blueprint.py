"""The blueprint of meetings, and what its pages share."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from council.meetings.asked import READ, get, get_item
from council.web.back import inside
from council.web.forms import EmptyForm
from council.web.rooms import Room

__all__ = ["READ", "back", "get", "get_item", "room", "seen"]

room = Room("meetings", __name__, url_prefix="/meetings")


def seen() -> int | None:
    """The version of the thing that a button was pressed on."""
    return EmptyForm().row_version.data


def back(code: str, endpoint: str = "meetings.meeting", anchor: str = "") -> ResponseReturnValue:
    """Back to the page that the button stood on (`next`, on this site only), else to the meeting's."""
    asked = inside(request.form.get("next"))
    return redirect(asked or url_for(endpoint, code=code, _anchor=anchor or None), 303)
