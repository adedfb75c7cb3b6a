"""The blueprint of decisions, and the way back from a step."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from council.web.back import inside
from council.web.rooms import Room

__all__ = ["back", "room", "room_of"]

room = Room("decisions", __name__, url_prefix="/decisions")


def room_of(code: str) -> str:
    """The meeting room of a meeting."""
    return url_for("minutes.room_page", code=code)


def back(motion: Any) -> ResponseReturnValue:
    """To the page that the button stood on (`next`, on this site only), else to the room."""
    return redirect(inside(request.form.get("next")) or room_of(motion.meeting.code), 303)
