"""The council of a day: seats with holders and alternates, roles, appointments, reporting lines."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload, lazyload

from council.accounts.models import Person
from council.db.session import once
from council.seats.kinds import AppointmentKind, Capacity, SeatKind, Speciality
from council.seats.models import Appointment, Seat, SeatRow, Term
from council.seats.queries.day import Line, SeatOn, appointed_on, exists_on, row_on, sits_on
from council.web.registries import Places


def seats_on(session: Session, on: date) -> list[SeatOn]:
    """Every seat that existed on the day, in order, with who sat in it: two queries, asked once a page."""
    return list(once(session, "seats", on, work=lambda: _seats_on(session, on)))


def _seats_on(session: Session, on: date) -> list[SeatOn]:
    rows = session.execute(
        select(Seat, SeatRow, Appointment.kind)
        .select_from(Seat)
        .join(SeatRow, and_(SeatRow.seat_id == Seat.id, row_on(on)))
        .outerjoin(Appointment, and_(Appointment.seat_id == Seat.id, appointed_on(on)))
        .where(exists_on(on))
        .options(lazyload(Seat.department), lazyload(Seat.office))
        .order_by(SeatRow.order, Seat.id)
    )
    seats: dict[int, tuple[Seat, SeatRow]] = {}
    appointed: dict[int, set[str]] = {}
    for seat, row, kind in rows:
        seats[seat.id] = seat, row
        appointed.setdefault(seat.id, set()).update({kind} if kind else ())
    holders: dict[int, Term] = {}
    alternates: dict[int, list[Person]] = {}
    for term in session.scalars(
        select(Term)
        .where(sits_on(on))
        .options(joinedload(Term.person).lazyload(Person.roles))
        .order_by(Term.starts_on, Term.id)
    ):
        if term.capacity == Capacity.MEMBER:
            holders[term.seat_id] = term
        else:
            alternates.setdefault(term.seat_id, []).append(term.person)
    return [
        SeatOn(
            seat,
            row,
            holders[key].person if key in holders else None,
            tuple(alternates.get(key, ())),
            frozenset(appointed[key]),
            holders.get(key),
        )
        for key, (seat, row) in seats.items()
    ]


def chair_on(session: Session, on: date) -> SeatOn | None:
    """The chair's seat on that day."""
    return next((each for each in seats_on(session, on) if each.kind == SeatKind.CHAIR), None)


def vice_chair_on(session: Session, on: date) -> SeatOn | None:
    """The vice-chair's seat on that day; the first when several are appointed."""
    found = seats_on(session, on)
    return next((each for each in found if AppointmentKind.VICE_CHAIR in each.appointments), None)


def secretary_on(session: Session, on: date) -> SeatOn | None:
    """The secretary's seat on that day."""
    found = seats_on(session, on)
    return next((each for each in found if AppointmentKind.SECRETARY in each.appointments), None)


def places(session: Session, person_id: int, on: date) -> Places:
    """The seats that a person holds or stands in for on that day, and what these make them: one query."""
    rows = session.execute(
        select(Term.seat_id, Term.capacity, SeatRow.kind, SeatRow.speciality, Appointment.kind)
        .select_from(Term)
        .join(Seat, Seat.id == Term.seat_id)
        .join(SeatRow, and_(SeatRow.seat_id == Seat.id, row_on(on)))
        .outerjoin(Appointment, and_(Appointment.seat_id == Seat.id, appointed_on(on)))
        .where(Term.person_id == person_id, sits_on(on), exists_on(on))
    )
    held: set[int] = set()
    stands_in: set[int] = set()
    roles: set[str] = set()
    for seat_id, capacity, kind, speciality, appointed in rows:
        if capacity == Capacity.ALTERNATE:
            stands_in.add(seat_id)
            roles.add("alternate")
            continue
        held.add(seat_id)
        roles |= {"member"}
        roles |= {kind} - {SeatKind.SPECIALIST.value}
        roles |= {speciality} - {Speciality.NONE.value}
        roles |= {appointed} if appointed else set()
    return Places(frozenset(held), frozenset(stands_in), frozenset(roles))


def lines(session: Session, on: date, found: list[SeatOn] | None = None) -> list[Line]:
    """The reporting lines of that day: offices and free seats at the top, in seat order, each with those below."""
    found = seats_on(session, on) if found is None else found
    nodes = {each.id: Line(on=each) for each in found}
    offices: dict[int, Line] = {}
    top: list[Line] = []
    for each in found:
        node, office = nodes[each.id], each.office
        if office is not None:
            if office.id not in offices:
                offices[office.id] = Line(office=office)
                top.append(offices[office.id])
            offices[office.id].below.append(node)
        elif each.reports_to_seat_id in nodes:
            nodes[each.reports_to_seat_id].below.append(node)
        else:
            top.append(node)
    return top


def voting_seat_count(session: Session, on: date) -> int:
    """How many voting seats existed on that day, filled or not."""
    query = select(func.count()).select_from(SeatRow).join(Seat, Seat.id == SeatRow.seat_id)
    return session.scalar(query.where(SeatRow.voting, row_on(on), exists_on(on))) or 0
