"""Steps of a running meeting: open, adjourn, resume, close; start and end items; notes."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from council.db import db
from council.meetings import service
from council.meetings.views.blueprint import back, get, get_item, room, seen
from council.web import current

RUN = "meetings:meeting:run"


@room.verb("/<code>/open", may=RUN)
def open_(code: str) -> ResponseReturnValue:
    """Begin."""
    service.open_meeting(db.session, current.actor(), get(code), expected=seen(), now=current.now())
    return back(code)


@room.verb("/<code>/adjourn", may=RUN)
def adjourn(code: str) -> ResponseReturnValue:
    """Pause."""
    service.adjourn(db.session, current.actor(), get(code), expected=seen(), now=current.now())
    return back(code)


@room.verb("/<code>/resume", may=RUN)
def resume(code: str) -> ResponseReturnValue:
    """Go on."""
    service.resume(db.session, current.actor(), get(code), expected=seen(), now=current.now())
    return back(code)


@room.verb("/<code>/close", may=RUN)
def close(code: str) -> ResponseReturnValue:
    """End."""
    service.close(db.session, current.actor(), get(code), expected=seen(), now=current.now())
    return back(code)


@room.verb("/<code>/inquorate", may=RUN)
def inquorate(code: str) -> ResponseReturnValue:
    """Too few came."""
    service.declare_inquorate(db.session, current.actor(), get(code), expected=seen(), now=current.now())
    return back(code)


@room.verb("/<code>/items/<int:item_id>/start", may=RUN)
def start(code: str, item_id: int) -> ResponseReturnValue:
    """Turn to an item."""
    service.start_item(db.session, current.actor(), get_item(code, item_id), now=current.now())
    return back(code)


@room.verb("/<code>/items/<int:item_id>/end", may=RUN)
def end(code: str, item_id: int) -> ResponseReturnValue:
    """Leave an item: treated, or with `later` put off within the meeting."""
    item = get_item(code, item_id)
    treated = "later" not in request.form
    service.end_item(db.session, current.actor(), item, treated=treated, now=current.now())
    return back(code)


@room.verb("/<code>/items/<int:item_id>/notes", may=RUN)
def notes(code: str, item_id: int) -> ResponseReturnValue:
    """Write the discussion down."""
    item = get_item(code, item_id)
    text = request.form.get("notes", "").replace("\r\n", "\n")
    service.write_notes(db.session, current.actor(), item, text, expected=seen(), now=current.now())
    return back(code)
