"""Who comes, leaves, excuses or recuses themselves."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from council.access.can import can
from council.core.errors import NotFound, Refused
from council.db import db
from council.meetings import queries, service
from council.meetings.views.blueprint import back, get, get_item, room
from council.web import current
from council.web.forms import ReasonForm
from council.web.taking import again

OWN = "meetings:attendance:own"


@room.verb("/<code>/arrive", may=OWN)
def arrive(code: str) -> ResponseReturnValue:
    """Somebody is in the room; without `person` oneself."""
    found, person = get(code), _person()
    remote = "remote" in request.form
    service.arrive(db.session, current.actor(), found, person, remote=remote, now=current.now())
    return back(code, anchor="people")


@room.verb("/<code>/depart", may=OWN)
def depart(code: str) -> ResponseReturnValue:
    """Somebody leaves."""
    service.depart(db.session, current.actor(), get(code), _person(), now=current.now())
    return back(code, anchor="people")


@room.form("/<code>/apology", may=OWN)
def apologise(code: str) -> ResponseReturnValue:
    """Say beforehand that one cannot come; the reason may stay empty."""
    found = get(code)
    form = ReasonForm()
    form.reason.validators = form.reason.validators[1:]  # keeps the length, drops the need
    form.reason.flags.required = False
    if form.validate_on_submit():
        try:
            service.apologise(
                db.session,
                current.actor(),
                found,
                _person(),
                reason=form.reason.data or "",
                now=current.now(),
            )
            return back(code, anchor="people")
        except Refused as refused:
            again(form, refused)
    page = render_template("meetings/apology.html", form=form, meeting=found, person=_person())
    return page, 422 if form.is_submitted() else 200


@room.verb("/<code>/apology/withdraw", may=OWN)
def withdraw_apology(code: str) -> ResponseReturnValue:
    """Come after all."""
    service.withdraw_apology(db.session, current.actor(), get(code), _person(), now=current.now())
    return back(code, anchor="people")


@room.form("/<code>/items/<int:item_id>/interest", may=OWN)
def interest(code: str, item_id: int) -> ResponseReturnValue:
    """Declare a conflict of interest on an item, for oneself or, by the officers, for a member."""
    found, item = get(code), get_item(code, item_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            service.declare_interest(
                db.session,
                current.actor(),
                found,
                item,
                _person(),
                reason=form.reason.data or "",
                now=current.now(),
            )
            return back(code, anchor=f"item-{item_id}")
        except Refused as refused:
            again(form, refused)
    officer = can(current.actor(), "meetings:attendance:record", found)
    there = queries.presence(db.session, found, current.now()) if officer else None
    page = render_template(
        "meetings/interest.html", form=form, meeting=found, item=item, people=there.people if there else {}
    )
    return page, 422 if form.is_submitted() else 200


@room.verb("/<code>/interests/<int:interest_id>/withdraw", may=OWN)
def withdraw_interest(code: str, interest_id: int) -> ResponseReturnValue:
    """The conflict no longer stands."""
    found = get(code)
    one = next((each for each in queries.interests(db.session, found) if each.id == interest_id), None)
    if one is None:
        raise NotFound(f"interest {interest_id} of {code}")
    service.withdraw_interest(db.session, current.actor(), one, now=current.now())
    return back(code, anchor=f"item-{one.item_id}")


def _person() -> int:
    """Whom a form is about: the one it names, else the reader."""
    own = current.actor().person_id or 0
    return request.values.get("person", own, type=int)
