"""The agenda builder: docket at the left, agenda at the right, order and minutes."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from council.access.can import check
from council.core.errors import Refused
from council.db import db
from council.meetings import queries, reading, rules, service
from council.meetings.forms import ItemForm, LateItemForm
from council.meetings.views.blueprint import back, get, get_item, room
from council.web import current, registries
from council.web.taking import again

EDIT = "meetings:agenda:edit"
BUILDER = "meetings.agenda"


@room.page("/<code>/agenda", may=EDIT)
def agenda(code: str) -> ResponseReturnValue:
    """Build the agenda from the docket; frozen once the meeting is called."""
    found = get(code)
    items = found.items
    times = rules.timetable(found.starts_at, [one.minutes for one in items], found.ends_at)
    return render_template(
        "meetings/agenda.html",
        meeting=found,
        rows=list(zip(items, times.slots, strict=True)),
        times=times,
        waiting=reading.docket_left(db.session, current.today()),
        links=registries.links(db.session, {one.subject_ref for one in items if one.subject_ref}),
        names=registries.people_named(db.session, {one.presenter_id for one in items if one.presenter_id}),
        notice=queries.notice_of(db.session, found, current.now()),
        unprinted=rules.without_paper(items),
    )


@room.verb("/<code>/docket", may=EDIT)
def take(code: str) -> ResponseReturnValue:
    """Put an entry of the docket on the agenda; what it is called is looked up, not believed."""
    found = get(code)
    ref = request.form.get("ref", "")
    entry = next((one for one in reading.docket_left(db.session, current.today()) if one.ref == ref), None)
    if entry is None:
        raise Refused("meetings.not_on_docket")
    title, lang = reading.item_words(entry, found)
    service.add_item(
        db.session,
        current.actor(),
        found,
        title=title[: rules.TITLE_MAX],
        lang=lang,
        minutes=entry.minutes,
        kind="decide" if ref.partition(":")[0] in _VOTED else "discuss",
        subject_ref=ref,
        now=current.now(),
    )
    return back(code, BUILDER)


_VOTED = ("proposal", "policy_version", "charter_version", "minutes", "requisition")
"""Things that a vote is about; the rest of the docket is to be discussed."""


@room.verb("/<code>/order", may=EDIT)
def order(code: str) -> ResponseReturnValue:
    """Order and minutes as the builder's form holds them, after dragging or typing."""
    found = get(code)
    actor, now = current.actor(), current.now()
    for item in queries.agenda(db.session, found):
        typed = request.form.get(f"minutes-{item.id}", str(item.minutes)).strip()
        if typed != str(item.minutes):
            minutes = int(typed) if typed.isdecimal() and len(typed) < 5 else 0
            service.set_minutes(db.session, actor, item, minutes=minutes, now=now)
    service.reorder(db.session, actor, found, request.form.getlist("item", type=int), now=now)
    return back(code, BUILDER)


@room.verb("/<code>/items/<int:item_id>/<any(up,down):to>", may=EDIT)
def move(code: str, item_id: int, to: str) -> ResponseReturnValue:
    """One place up or down."""
    service.move_item(db.session, current.actor(), get_item(code, item_id), to, now=current.now())
    return back(code, BUILDER, anchor=f"item-{item_id}")


@room.verb("/<code>/items/<int:item_id>/remove", may=EDIT)
def remove(code: str, item_id: int) -> ResponseReturnValue:
    """Take it off; its subject goes back to the docket."""
    service.remove_item(db.session, current.actor(), get_item(code, item_id), now=current.now())
    return back(code, BUILDER)


@room.form("/<code>/items/new", may=EDIT)
def add(code: str) -> ResponseReturnValue:
    """An item that is not from the docket."""
    found = get(code)
    form = ItemForm(reading.members(db.session, found, current.now()), lang=found.lang)
    if form.validate_on_submit():
        try:
            service.add_item(db.session, current.actor(), found, now=current.now(), **form.content())
            return back(code, BUILDER)
        except Refused as refused:
            again(form, refused)
    page = render_template("meetings/item.html", form=form, meeting=found, item=None, late=False)
    return page, 422 if form.is_submitted() else 200


@room.form("/<code>/items/<int:item_id>/edit", may=EDIT)
def edit_item(code: str, item_id: int) -> ResponseReturnValue:
    """Change an item."""
    item = get_item(code, item_id)
    check(current.actor(), EDIT, item.meeting)
    form = ItemForm.of(item, reading.members(db.session, item.meeting, current.now()))
    if form.validate_on_submit():
        try:
            service.edit_item(
                db.session,
                current.actor(),
                item,
                expected=form.row_version.data,
                now=current.now(),
                **form.content(),
            )
            return back(code, BUILDER, anchor=f"item-{item_id}")
        except Refused as refused:
            again(form, refused)
    page = render_template("meetings/item.html", form=form, meeting=item.meeting, item=item, late=False)
    return page, 422 if form.is_submitted() else 200


@room.form("/<code>/late", may=EDIT)
def late(code: str) -> ResponseReturnValue:
    """A late item, with the consent of those present."""
    found = get(code)
    there = queries.presence(db.session, found, current.now())
    form = LateItemForm(reading.present_people(there, current.now()), lang=found.lang)
    if form.validate_on_submit():
        try:
            service.add_item(
                db.session,
                current.actor(),
                found,
                consent=form.consent.data or (),
                now=current.now(),
                **form.content(),
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
    page = render_template("meetings/item.html", form=form, meeting=found, item=None, late=True)
    return page, 422 if form.is_submitted() else 200
