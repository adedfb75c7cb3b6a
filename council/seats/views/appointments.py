"""Forms of appointments: a seat is given the vice-chair's or the secretary's task, and loses it."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from council.core.errors import NotFound
from council.db import db
from council.seats import forms, queries, service
from council.seats.views.door import APPOINT, decisions, room, taken
from council.web import current


@room.form("/<int:seat_id>/appointments/new", may=APPOINT)
def appoint(seat_id: int) -> ResponseReturnValue:
    """Give the seat the vice-chair's or the secretary's task."""
    found = queries.get_seat(db.session, seat_id)
    form = forms.AppointmentForm(starts_on=current.today())
    form.offer()
    form.offer_decisions(decisions())

    def save() -> str:
        service.appoint(
            db.session,
            current.actor(),
            form.kind.data,
            found,
            starts_on=form.starts_on.data or current.today(),
            ends_on=form.ends_on.data,
            decision_ref=form.decision_ref.data or None,
            now=current.now(),
        )
        return url_for("seats.seat", seat_id=seat_id)

    return taken(form, save, "seats/appoint.html", seat=found)


@room.form("/<int:seat_id>/appointments/<int:appointment_id>/end", may=APPOINT)
def end_appointment(seat_id: int, appointment_id: int) -> ResponseReturnValue:
    """The last day of an appointment."""
    found = queries.get_seat(db.session, seat_id)
    one = queries.get_appointment(db.session, appointment_id)
    if one.seat_id != seat_id:
        raise NotFound(f"appointment {appointment_id} of seat {seat_id}")
    form = forms.EndAppointmentForm(on=current.today(), row_version=one.row_version)

    def save() -> str:
        service.end_appointment(
            db.session,
            current.actor(),
            one,
            on=form.on.data or current.today(),
            expected=form.row_version.data,
            now=current.now(),
        )
        return url_for("seats.seat", seat_id=seat_id)

    return taken(form, save, "seats/end_appointment.html", seat=found, appointment=one)
