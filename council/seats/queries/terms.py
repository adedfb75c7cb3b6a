"""Terms and appointments: of a seat, near a new one, ending soon."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from council.accounts.models import Person
from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.seats.kinds import Capacity
from council.seats.models import Appointment, Seat, Term


def get_term(session: Session, term_id: int) -> Term:
    """A term by its key."""
    found = session.get(Term, term_id)
    if found is None:
        raise NotFound(f"term {term_id}")
    return found


def terms_of(session: Session, seat_id: int) -> list[Term]:
    """Everybody who ever sat in a seat, newest first."""
    return list(
        session.scalars(
            select(Term)
            .where(Term.seat_id == seat_id)
            .options(joinedload(Term.person))
            .order_by(Term.starts_on.desc(), Term.id.desc())
        )
    )


def all_terms(session: Session) -> list[Term]:
    """Every term ever recorded, by seat in the table's order and by first day."""
    return list(
        session.scalars(
            select(Term)
            .join(Term.seat)
            .options(contains_eager(Term.seat), joinedload(Term.person).lazyload(Person.roles))
            .order_by(Seat.order, Seat.id, Term.starts_on, Term.id)
        )
    )


def appointments_of(session: Session, seat_id: int) -> list[Appointment]:
    """Every appointment a seat was given, newest first."""
    return list(
        session.scalars(
            select(Appointment)
            .where(Appointment.seat_id == seat_id)
            .order_by(Appointment.starts_on.desc(), Appointment.id.desc())
        )
    )


def terms_near(session: Session, *, person_id: int, seat_id: int) -> list[Term]:
    """What the rules look at before a new term: all terms of the person and all of the seat."""
    return list(
        session.scalars(
            select(Term)
            .where(or_(Term.person_id == person_id, Term.seat_id == seat_id))
            .options(joinedload(Term.person), joinedload(Term.seat))
        )
    )


def terms_ending(session: Session, *, after: date, until: date) -> list[Term]:
    """Members' terms whose last day lies after one day and up to another."""
    found = answer(session, terms_ending_ask(after=after, until=until))
    return sorted(found, key=lambda each: (each.last_day, each.id))


def terms_ending_ask(*, after: date, until: date) -> Ask:
    """The question for terms that end in these days, with their seats and people."""
    last = func.coalesce(Term.ended_on, Term.ends_on)
    ending = select(Term.id).where(Term.capacity == Capacity.MEMBER, last >= after, last <= until)
    return Ask(
        f"terms ending {after} {until}",
        Term,
        ending,
        lambda one: (joinedload(one.person).lazyload(Person.roles), joinedload(one.seat)),
    )
