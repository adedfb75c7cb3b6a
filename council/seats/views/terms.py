"""Forms of terms: somebody takes a seat, leaves it, and where one person has sat."""

from __future__ import annotations

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from council import i18n
from council.accounts import queries as accounts
from council.charter import queries as charter
from council.charter.sentences import RuleLine, lines
from council.core.errors import NotFound
from council.db import db
from council.seats import forms, hooks, queries, service
from council.seats.views.door import READ, SEAT_PEOPLE, choice, decisions, room, taken
from council.web import current

JUDGED_BY = ("terms", "department_cap", "alternates")
"""The rules of the charter that a new term is judged by."""


@room.form("/<int:seat_id>/terms/new", may=SEAT_PEOPLE)
def new_term(seat_id: int) -> ResponseReturnValue:
    """Seat a person, as member or alternate."""
    found = queries.get_seat(db.session, seat_id)
    form = forms.TermForm(starts_on=current.today())
    form.offer([choice(p.id, p.name) for p in accounts.people(db.session, active=True)])
    form.offer_decisions(decisions())

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

    return taken(form, save, "seats/term.html", seat=found, rules=_rules())


@room.form("/<int:seat_id>/terms/<int:term_id>/end", may=SEAT_PEOPLE)
def end_term(seat_id: int, term_id: int) -> ResponseReturnValue:
    """End a term before its last day; what the person leaves open is handed over next."""
    found, term = queries.get_seat(db.session, seat_id), queries.get_term(db.session, term_id)
    if term.seat_id != seat_id:
        raise NotFound(f"term {term_id} of seat {seat_id}")
    form = forms.EndForm(on=current.today(), row_version=term.row_version)
    form.offer()
    form.offer_decisions(decisions())
    appointed = (
        queries.appointed_to(db.session, seat_id, current.today()) if term.capacity == "member" else []
    )
    if not appointed:
        del form.end_appointments

    def save() -> str:
        service.end_term(
            db.session,
            current.actor(),
            term,
            on=form.on.data or current.today(),
            reason=form.reason.data or "",
            kind=form.kind.data,
            decision_ref=form.decision_ref.data or None,
            end_appointments=bool(form.end_appointments and form.end_appointments.data),
            expected=form.row_version.data,
            now=current.now(),
        )
        return hooks.left_open(db.session, term.person_id) or url_for("seats.seat", seat_id=seat_id)

    return taken(form, save, "seats/end.html", seat=found, term=term, appointed=appointed)


@room.page("/people/<int:person_id>", may=READ)
def person(person_id: int) -> ResponseReturnValue:
    """Where one person sits and has sat, and the appointments that came with the seats."""
    who = accounts.get_person(db.session, person_id)
    terms = queries.terms_of_person(db.session, person_id)
    appointed = queries.appointments_during(db.session, terms)
    today = current.today()
    days = {each.id: (each.seat_id, min(today, each.last_day or today)) for each in terms}
    titles = queries.titles_on(db.session, days)
    return render_template("seats/person.html", who=who, terms=terms, appointed=appointed, titles=titles)


def _rules() -> list[RuleLine]:
    law = charter.law_on(db.session, current.today())
    return [line for line in lines(law.rules) if line.path in JUDGED_BY] if law else []
