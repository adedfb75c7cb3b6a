"""Forms of terms and appointments: somebody takes a seat, leaves it, a seat is given a task."""

from __future__ import annotations

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from council import i18n
from council.accounts import queries as accounts
from council.db import db
from council.seats import forms, queries, service
from council.seats.views.door import APPOINT, SEAT_PEOPLE, choice, room, taken
from council.web import current


@room.form("/<int:seat_id>/terms/new", may=SEAT_PEOPLE)
def new_term(seat_id: int) -> ResponseReturnValue:
    """Seat a person, as member or alternate."""
    found = queries.get_seat(db.session, seat_id)
    form = forms.TermForm(starts_on=current.today())
    form.offer([choice(p.id, p.name) for p in accounts.people(db.session, active=True)])

    def save() -> str:
        person = accounts.get_person(db.session, int(form.person_id.data))
        starts, ends = form.starts_on.data or current.today(), form.ends_on.data
        doubts = service.cautions(db.session, found, person, starts_on=starts, ends_on=ends)
        service.record_term(
            db.session,
            current.actor(),
            found,
            person,
            starts_on=starts,
            ends_on=ends,
            capacity=form.capacity.data,
            decision_ref=form.decision_ref.data or None,
            ex_officio=bool(form.ex_officio.data),
            now=current.now(),
        )
        for each in doubts:
            flash(i18n.say(each), "warning")
        return url_for("seats.seat", seat_id=seat_id)

    return taken(form, save, "seats/term.html", seat=found)


@room.form("/<int:seat_id>/terms/<int:term_id>/end", may=SEAT_PEOPLE)
def end_term(seat_id: int, term_id: int) -> ResponseReturnValue:
    """End a term before its last day."""
    found, term = queries.get_seat(db.session, seat_id), queries.get_term(db.session, term_id)
    form = forms.EndForm(on=current.today(), row_version=term.row_version)
    form.offer()

    def save() -> str:
        service.end_term(
            db.session,
            current.actor(),
            term,
            on=form.on.data or current.today(),
            reason=form.reason.data or "",
            kind=form.kind.data,
            expected=form.row_version.data,
            now=current.now(),
        )
        return url_for("seats.seat", seat_id=seat_id)

    return taken(form, save, "seats/end.html", seat=found, term=term)


@room.form("/<int:seat_id>/appointments/new", may=APPOINT)
def appoint(seat_id: int) -> ResponseReturnValue:
    """Give the seat the vice-chair's or the secretary's task."""
    found = queries.get_seat(db.session, seat_id)
    form = forms.AppointmentForm(starts_on=current.today())
    form.offer()

    def save() -> str:
        service.appoint(
            db.session,
            current.actor(),
            form.kind.data,
            found,
            starts_on=form.starts_on.data or current.today(),
            ends_on=form.ends_on.data,
            now=current.now(),
        )
        return url_for("seats.seat", seat_id=seat_id)

    return taken(form, save, "seats/appoint.html", seat=found)
