"""Forms of seats and offices: a new one, a changed one, the last day of one."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from council.accounts import queries as accounts
from council.db import db
from council.seats import forms, queries, service
from council.seats.kinds import SeatKind
from council.seats.views.door import EDIT, choice, decisions, room, taken
from council.web import current


@room.form("/new", may=EDIT)
def new() -> ResponseReturnValue:
    """A further seat."""
    form = forms.SeatForm(
        kind=SeatKind.REPRESENTATIVE, order=len(queries.seats_on(db.session, current.today())) + 1
    )
    form.offer(departments=_departments(), above=_above(None))
    form.offer_decisions(decisions())

    def save() -> str:
        made = service.create_seat(
            db.session,
            current.actor(),
            created_on=form.created_on.data or current.today(),
            decision_ref=form.decision_ref.data or None,
            now=current.now(),
            **vars(form.content()),
        )
        return url_for("seats.seat", seat_id=made.id)

    return taken(form, save, "seats/edit.html", seat=None)


@room.form("/<int:seat_id>/edit", may=EDIT)
def edit(seat_id: int) -> ResponseReturnValue:
    """A seat's row of the duty table."""
    found = queries.get_seat(db.session, seat_id)
    form = forms.SeatForm()
    form.offer(departments=_departments(), above=_above(seat_id))
    form.offer_decisions(decisions())
    if not form.is_submitted():
        today = current.today()
        form.show(queries.row_of(db.session, seat_id, max(today, found.created_on)))
        form.row_version.data, form.from_on.data = found.row_version, max(today, found.created_on)

    def save() -> str:
        service.edit_seat(
            db.session,
            current.actor(),
            found,
            form.content(),
            from_on=form.from_on.data,
            decision_ref=form.decision_ref.data or None,
            expected=form.row_version.data,
            now=current.now(),
        )
        return url_for("seats.seat", seat_id=seat_id)

    return taken(form, save, "seats/edit.html", seat=found)


@room.form("/<int:seat_id>/abolish", may=EDIT)
def abolish(seat_id: int) -> ResponseReturnValue:
    """Close a seat after a day."""
    found = queries.get_seat(db.session, seat_id)
    form = forms.AbolishForm(on=current.today())

    def save() -> str:
        service.abolish_seat(
            db.session, current.actor(), found, on=form.on.data or current.today(), now=current.now()
        )
        return url_for("seats.seat", seat_id=seat_id)

    return taken(form, save, "seats/abolish.html", seat=found)


@room.form("/offices/new", may=EDIT)
def new_office() -> ResponseReturnValue:
    """A further post outside the council that seats may report to."""
    form = forms.OfficeForm()

    def save() -> str:
        service.create_office(
            db.session,
            current.actor(),
            name_en=form.name_en.data or "",
            name_zh=form.name_zh.data or "",
            now=current.now(),
        )
        return url_for("seats.table")

    return taken(form, save, "seats/office.html")


def _departments() -> forms.Choices:
    return [choice(each.id, each.name) for each in accounts.departments(db.session)]


def _above(but: int | None) -> forms.Choices:
    offices = [choice(f"office:{each.id}", each.name) for each in queries.offices(db.session)]
    others = queries.seats_on(db.session, current.today())
    seats = [choice(f"seat:{each.id}", each.name) for each in others if each.id != but]
    return offices + seats
