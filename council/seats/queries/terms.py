"""Terms and appointments: of a seat, near a new one, ending soon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, lazyload

from council.accounts.models import Person
from council.core.errors import NotFound
from council.db.asking import Ask, answer, together
from council.seats.kinds import Capacity
from council.seats.models import Appointment, Seat, SeatRow, Term
from council.seats.queries.day import SeatOn, appointed_on


def get_term(session: Session, term_id: int) -> Term:
    """A term by its key."""
    options = (joinedload(Term.person).lazyload(Person.roles),)
    found = session.get(Term, term_id, options=options)
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


def get_appointment(session: Session, appointment_id: int) -> Appointment:
    """An appointment by its key."""
    found = session.get(Appointment, appointment_id)
    if found is None:
        raise NotFound(f"appointment {appointment_id}")
    return found


def appointed_to(session: Session, seat_id: int, on: date) -> list[Appointment]:
    """The appointments that a seat has on a day."""
    query = select(Appointment).where(Appointment.seat_id == seat_id, appointed_on(on))
    return list(session.scalars(query.order_by(Appointment.kind)))


def terms_of_person(session: Session, person_id: int) -> list[Term]:
    """Every seat that a person sits in or ever sat in, newest first."""
    return list(
        session.scalars(
            select(Term)
            .where(Term.person_id == person_id)
            .options(joinedload(Term.seat))
            .order_by(Term.starts_on.desc(), Term.id.desc())
        )
    )


def appointments_during(session: Session, terms: Sequence[Term]) -> dict[int, list[Appointment]]:
    """By term: the appointments its seat had while the person was a member in it."""
    seats = {one.seat_id for one in terms if one.capacity == Capacity.MEMBER}
    given = session.scalars(
        select(Appointment).where(Appointment.seat_id.in_(seats)).order_by(Appointment.starts_on.desc())
    ).all()
    return {
        term.id: [
            one
            for one in given
            if one.seat_id == term.seat_id
            and term.capacity == Capacity.MEMBER
            and one.starts_on <= (term.last_day or date.max)
            and term.starts_on <= (one.ends_on or date.max)
        ]
        for term in terms
    }


def successor_of(session: Session, person_id: int) -> Person | None:
    """Who took the seat that a person sat in last as a member; None while nobody is recorded."""
    left, after = aliased(Term), aliased(Term)
    sat = select(func.max(Term.starts_on)).where(
        Term.person_id == person_id, Term.capacity == Capacity.MEMBER
    )
    query = (
        select(Person)
        .join(after, after.person_id == Person.id)
        .join(left, left.seat_id == after.seat_id)
        .where(
            left.person_id == person_id,
            left.capacity == Capacity.MEMBER,
            left.starts_on == sat.scalar_subquery(),
            after.capacity == Capacity.MEMBER,
            after.starts_on > left.starts_on,
            after.person_id != person_id,
        )
        .options(lazyload(Person.roles))
        .order_by(after.starts_on, after.id)
    )
    return session.scalars(query.limit(1)).first()


@dataclass(frozen=True)
class Past:
    """All that was ever recorded of a seat: rows, terms and appointments, each newest first."""

    rows: list[SeatRow]
    terms: list[Term]
    appointments: list[Appointment]

    def vacant_since(self, on: date, created: date) -> date | None:
        """From which day the seat is vacant on a day; None when somebody holds it then."""
        held = [one for one in self.terms if one.capacity == Capacity.MEMBER and one.starts_on <= on]
        last = [one.last_day or date.max for one in held]
        if any(day >= on for day in last):
            return None
        return max(last) + timedelta(days=1) if last else created


def past_of(session: Session, seat_id: int) -> Past:
    """A seat's whole past in one question."""
    found = together(
        session,
        [
            Ask("rows", SeatRow, select(SeatRow.id).where(SeatRow.seat_id == seat_id)),
            Ask(
                "terms",
                Term,
                select(Term.id).where(Term.seat_id == seat_id),
                lambda one: (joinedload(one.person).lazyload(Person.roles),),
            ),
            Ask("appointments", Appointment, select(Appointment.id).where(Appointment.seat_id == seat_id)),
        ],
    )
    return Past(
        sorted(found["rows"], key=lambda one: one.from_on, reverse=True),
        sorted(found["terms"], key=lambda one: (one.starts_on, one.id), reverse=True),
        sorted(found["appointments"], key=lambda one: (one.starts_on, one.id), reverse=True),
    )


def vacant_since(session: Session, found: Iterable[SeatOn], on: date) -> dict[int, date]:
    """From which day each vacant seat of that day is vacant: after its last holder, or from its own first day."""
    empty = {each.id: each.seat.created_on for each in found if each.vacant}
    if not empty:
        return {}
    last = func.max(func.coalesce(Term.ended_on, Term.ends_on))
    left = session.execute(
        select(Term.seat_id, last)
        .where(Term.seat_id.in_(empty), Term.capacity == Capacity.MEMBER, Term.starts_on <= on)
        .group_by(Term.seat_id)
    )
    return empty | {seat: day + timedelta(days=1) for seat, day in left if day is not None}


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
