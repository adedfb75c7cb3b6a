"""The meeting room on one screen; its parts are asked for again while the meeting goes on."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council.access.can import can, check
from council.actions import service as actions
from council.actions.forms import AssignForm
from council.core.errors import NotFound, Refused
from council.db import db
from council.decisions.forms import PutForm
from council.decisions.putting import prepared
from council.i18n import spoken
from council.meetings import queries as meetings
from council.meetings.service import treating
from council.minutes.forms import NotesForm
from council.minutes.running import Room, room_of
from council.minutes.views.door import room
from council.web import current

ACTION_DAYS = 14
PARTS = ("agenda", "vote", "presence")


@room.page("/<code>/room", may="minutes:room:read")
def room_page(code: str) -> ResponseReturnValue:
    """Agenda, the item now, the vote, and who is here."""
    found = _room(code)
    runs = can(current.actor(), "meetings:meeting:run", found.meeting)
    putting, assigning = None, None
    if runs and found.session and found.current is not None:
        if found.vote is None:
            putting = _put_form(found)
        assigning = _assign_form(found)
    return render_template(
        "minutes/room.html",
        r=found,
        runs=runs,
        putting=putting,
        assigning=assigning,
        here=url_for("minutes.room_page", code=code),
    )


@room.page("/<code>/room/<part>", may="minutes:room:read")
def room_part(code: str, part: str) -> ResponseReturnValue:
    """One part of the room, as it stands now, for the page that is already open."""
    if part not in PARTS:
        raise NotFound(part)
    found = _room(code)
    return render_template(
        f"minutes/_{part}.html",
        r=found,
        runs=can(current.actor(), "meetings:meeting:run", found.meeting),
        here=url_for("minutes.room_page", code=code),
        asked_item=request.args.get("item", 0, type=int),
        asked_motion=request.args.get("motion", 0, type=int),
        as_part=True,
    )


def _room(code: str) -> Room:
    meeting = meetings.get(db.session, code)
    check(current.actor(), "meetings:meeting:read", meeting)
    return room_of(db.session, meeting, current.actor(), current.now())


def _put_form(found: Room) -> PutForm:
    assert found.current is not None
    form, plan = PutForm(), prepared(db.session, found.current.item, current.now())
    form.offer(plan.methods, [(key, spoken(name)) for key, name in plan.seats])
    form.text.data, form.lang.data = plan.text, plan.lang
    form.decision_class.data = plan.decision_class.value
    return form


def _assign_form(found: Room) -> AssignForm:
    form = AssignForm(lang=found.meeting.lang, due_on=current.today() + timedelta(days=ACTION_DAYS))
    form.owner_id.choices = [(key, spoken(name)) for key, name in found.names.items()]
    for field in form:
        field.id = f"assign-{field.id}"
    return form


@room.verb("/<code>/room/actions", may="actions:action:assign")
def assign(code: str) -> ResponseReturnValue:
    """Give an action out of the item under discussion, or out of what was just decided on it."""
    found = _room(code)
    form = _assign_form(found)
    if not form.validate_on_submit():
        raise Refused("minutes.action_incomplete")
    known = {found.meeting.ref}
    if found.current is not None:
        known |= {found.current.item.ref, *(each.ref for each in found.current.votes)}
    origin = request.form.get("origin", found.meeting.ref)
    actions.assign(
        db.session,
        current.actor(),
        text=form.text.data or "",
        lang=form.lang.data,
        owner_id=form.owner_id.data,
        due_on=form.due_on.data,
        origin_ref=origin if origin in known else found.meeting.ref,
        now=current.now(),
    )
    return redirect(url_for("minutes.room_page", code=code), 303)


@room.verb("/<code>/room/items/<int:item_id>/notes", may="meetings:meeting:run")
def notes(code: str, item_id: int) -> ResponseReturnValue:
    """Write the discussion down; two writers see each other's words side by side."""
    item = meetings.get_item(db.session, item_id)
    form = NotesForm()
    if item.meeting.code != code or not form.validate_on_submit():
        raise NotFound(f"item {item_id} of {code}")
    text = (form.notes.data or "").replace("\r\n", "\n")
    treating.write_notes(
        db.session, current.actor(), item, text, expected=form.row_version.data, now=current.now()
    )
    return redirect(url_for("minutes.room_page", code=code), 303)
