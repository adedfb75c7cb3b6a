"""Pages of seats: the duty table and the reporting lines of any day, one seat with everybody who sat in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from council import i18n
from council.accounts import queries as accounts
from council.core.errors import Refused
from council.core.saying import Both
from council.db import db
from council.seats import forms, queries, service
from council.seats.models import Seat
from council.web import current
from council.web.forms import BaseForm
from council.web.rooms import Room
from council.web.verbs import Verbs

room = Room("seats", __name__, url_prefix="/council/seats")
READ, EDIT, SEAT_PEOPLE, APPOINT = (
    "seats:seat:read",
    "seats:seat:edit",
    "seats:term:record",
    "seats:appointment:record",
)


@room.page("", may=READ)
def table() -> ResponseReturnValue:
    """The duty table and the reporting lines, today or on `?on=` any day."""
    on = _asked_day()
    found = queries.seats_on(db.session, on)
    names = {each.seat.id: each.seat.name for each in found}
    return render_template(
        "seats/table.html",
        on=on,
        seats=found,
        names=names,
        top=queries.lines(db.session, on, found),
        year_ago=on.replace(day=min(on.day, 28), year=on.year - 1),
    )


@room.page("/<int:seat_id>", may=READ)
def seat(seat_id: int) -> ResponseReturnValue:
    """One seat: duties, line, who sits and who sat, appointments."""
    found = queries.get_seat(db.session, seat_id)
    today = current.today()
    terms = queries.terms_of(db.session, seat_id)
    above = queries.get_seat(db.session, found.reports_to_seat_id) if found.reports_to_seat_id else None
    now_sitting = [t for t in terms if t.starts_on <= today and (t.last_day is None or t.last_day >= today)]
    appointments = queries.appointments_of(db.session, seat_id)
    return render_template(
        "seats/seat.html",
        seat=found,
        above=above,
        terms=terms,
        sitting=now_sitting,
        holder=next((t for t in now_sitting if t.capacity == "member"), None),
        appointments=appointments,
        appointed=[
            a for a in appointments if a.starts_on <= today and (a.ends_on is None or a.ends_on >= today)
        ],
        soon=today + timedelta(days=60),
        verbs=_verbs(found),
    )


@room.form("/new", may=EDIT)
def new() -> ResponseReturnValue:
    """A further seat."""
    form = forms.SeatForm(order=len(queries.seats_on(db.session, current.today())) + 1)
    form.offer(departments=_departments(), above=_above(None))

    def save() -> str:
        made = service.create_seat(
            db.session,
            current.actor(),
            created_on=form.created_on.data or current.today(),
            now=current.now(),
            **vars(form.content()),
        )
        return url_for("seats.seat", seat_id=made.id)

    return _form(form, save, "seats/edit.html", seat=None)


@room.form("/<int:seat_id>/edit", may=EDIT)
def edit(seat_id: int) -> ResponseReturnValue:
    """A seat's row of the duty table."""
    found = queries.get_seat(db.session, seat_id)
    form = forms.SeatForm()
    form.offer(departments=_departments(), above=_above(found))
    if not form.is_submitted():
        form.show(found)

    def save() -> str:
        service.edit_seat(
            db.session,
            current.actor(),
            found,
            form.content(),
            expected=form.row_version.data,
            now=current.now(),
        )
        return url_for("seats.seat", seat_id=seat_id)

    return _form(form, save, "seats/edit.html", seat=found)


@room.form("/<int:seat_id>/terms/new", may=SEAT_PEOPLE)
def new_term(seat_id: int) -> ResponseReturnValue:
    """Seat a person, as member or alternate."""
    found = queries.get_seat(db.session, seat_id)
    form = forms.TermForm(starts_on=current.today())
    form.offer([_choice(p.id, p.name) for p in accounts.people(db.session, active=True)])

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

    return _form(form, save, "seats/term.html", seat=found)


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

    return _form(form, save, "seats/end.html", seat=found, term=term)


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

    return _form(form, save, "seats/appoint.html", seat=found)


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

    return _form(form, save, "seats/abolish.html", seat=found)


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

    return _form(form, save, "seats/office.html")


def _form(form: BaseForm, save: Callable[[], str], template: str, **context: object) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            return redirect(save(), 303)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
    page = render_template(template, form=form, **context)
    return page, 422 if form.is_submitted() else 200


def _asked_day() -> date:
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return current.today()


def _departments() -> forms.Choices:
    return [_choice(each.id, each.name) for each in accounts.departments(db.session)]


def _above(seat: Seat | None) -> forms.Choices:
    offices = [_choice(f"office:{each.id}", each.name) for each in queries.offices(db.session)]
    others = queries.seats_on(db.session, current.today())
    seats = [
        _choice(f"seat:{each.seat.id}", each.seat.name)
        for each in others
        if seat is None or each.seat.id != seat.id
    ]
    return offices + seats


def _choice(key: object, name: Both) -> SelectChoice:
    return SelectChoice(str(key), i18n.spoken(name))


def _verbs(seat: Seat) -> Verbs:
    open_seat = seat.abolished_on is None
    verbs = Verbs(seat)
    for may, label, endpoint, icon in (
        (SEAT_PEOPLE, _("Record a term"), "seats.new_term", "user-plus"),
        (APPOINT, _("Appoint vice-chair or secretary"), "seats.appoint", "id-badge"),
        (EDIT, _("Edit the seat"), "seats.edit", "pencil"),
        (EDIT, _("Abolish the seat"), "seats.abolish", "circle-x"),
    ):
        verbs.add(may, label, url_for(endpoint, seat_id=seat.id), when=open_seat, method="get", icon=icon)
    return verbs
