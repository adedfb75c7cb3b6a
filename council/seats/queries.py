"""Who sat where on any day: seats with holders and alternates, roles, appointments, reporting lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, lazyload

from council.accounts.models import Department, Person
from council.core.errors import NotFound
from council.core.saying import Both
from council.db.asking import Ask, answer
from council.db.session import once
from council.seats.kinds import AppointmentKind, Capacity, SeatKind, Speciality
from council.seats.models import Appointment, Office, Seat, SeatRow, Term
from council.web.registries import Places, link_columns


@dataclass(frozen=True)
class SeatOn:
    """A seat as it stood on a day, by the row of that day; `seat` only says which.

    `appointments` holds `vice_chair` and `secretary` where given.
    """

    seat: Seat
    row: SeatRow
    holder: Person | None = None
    alternates: tuple[Person, ...] = ()
    appointments: frozenset[str] = frozenset()
    term: Term | None = None

    @property
    def id(self) -> int:
        """The seat's key."""
        return self.seat.id

    @property
    def vacant(self) -> bool:
        """Whether nobody held it."""
        return self.holder is None

    @property
    def name(self) -> Both:
        """The seat's title on that day."""
        return self.row.name

    @property
    def kind(self) -> str:
        """What the seat was for."""
        return self.row.kind

    @property
    def kind_state(self) -> SeatKind:
        """The kind with its label and icon."""
        return self.row.kind_state

    @property
    def speciality(self) -> str:
        """What it added to its holder's rights."""
        return self.row.speciality

    @property
    def voting(self) -> bool:
        """Whether it had a vote."""
        return self.row.voting

    @property
    def department(self) -> Department | None:
        """The department it belonged to."""
        return self.row.department

    @property
    def department_id(self) -> int | None:
        """The key of that department."""
        return self.row.department_id

    @property
    def duties(self) -> Both:
        """What stood in the duty table."""
        return self.row.duties

    @property
    def order(self) -> int:
        """Its place in the duty table."""
        return self.row.order

    @property
    def reports_to_seat_id(self) -> int | None:
        """The seat it reported to."""
        return self.row.reports_to_seat_id

    @property
    def office(self) -> Office | None:
        """The office it reported to."""
        return self.row.office


@dataclass(frozen=True)
class Line:
    """A node of the reporting lines: an office or a seat, with those that report to it."""

    office: Office | None = None
    on: SeatOn | None = None
    below: list[Line] = field(default_factory=list)


def sits_on(day: date) -> ColumnElement[bool]:
    """The condition that a term covers a day."""
    last = func.coalesce(Term.ended_on, Term.ends_on)
    return and_(Term.starts_on <= day, or_(last.is_(None), last >= day))


def _appointed_on(day: date) -> ColumnElement[bool]:
    return and_(Appointment.starts_on <= day, or_(Appointment.ends_on.is_(None), Appointment.ends_on >= day))


def _exists_on(day: date) -> ColumnElement[bool]:
    return and_(Seat.created_on <= day, or_(Seat.abolished_on.is_(None), Seat.abolished_on >= day))


def row_on(on: date) -> ColumnElement[bool]:
    """The condition that a row of the duty table is the one its seat had on a day."""
    held = aliased(SeatRow)
    newest = select(func.max(held.from_on)).where(held.seat_id == SeatRow.seat_id, held.from_on <= on)
    return SeatRow.from_on == newest.scalar_subquery()


def seats_on(session: Session, on: date) -> list[SeatOn]:
    """Every seat that existed on the day, in order, with who sat in it: two queries, asked once a page."""
    return list(once(session, "seats", on, work=lambda: _seats_on(session, on)))


def _seats_on(session: Session, on: date) -> list[SeatOn]:
    rows = session.execute(
        select(Seat, SeatRow, Appointment.kind)
        .select_from(Seat)
        .join(SeatRow, and_(SeatRow.seat_id == Seat.id, row_on(on)))
        .outerjoin(Appointment, and_(Appointment.seat_id == Seat.id, _appointed_on(on)))
        .where(_exists_on(on))
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
        .outerjoin(Appointment, and_(Appointment.seat_id == Seat.id, _appointed_on(on)))
        .where(Term.person_id == person_id, sits_on(on), _exists_on(on))
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


def get_seat(session: Session, seat_id: int) -> Seat:
    """A seat by its key."""
    found = session.get(Seat, seat_id)
    if found is None:
        raise NotFound(f"seat {seat_id}")
    return found


def get_term(session: Session, term_id: int) -> Term:
    """A term by its key."""
    found = session.get(Term, term_id)
    if found is None:
        raise NotFound(f"term {term_id}")
    return found


def find_by_ids(session: Session, ids: Iterable[int]) -> list[Seat]:
    """Seats by their keys."""
    return list(session.scalars(select(Seat).where(Seat.id.in_(set(ids)))))


def offices(session: Session) -> list[Office]:
    """Every office that a seat may report to."""
    return list(session.scalars(select(Office).order_by(Office.id)))


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


def voting_seat_count(session: Session, on: date) -> int:
    """How many voting seats existed on that day, filled or not."""
    query = select(func.count()).select_from(SeatRow).join(Seat, Seat.id == SeatRow.seat_id)
    return session.scalar(query.where(SeatRow.voting, row_on(on), _exists_on(on))) or 0


def rows_of(session: Session, seat_id: int) -> list[SeatRow]:
    """Every row that a seat had in the duty table, newest first."""
    query = select(SeatRow).where(SeatRow.seat_id == seat_id).order_by(SeatRow.from_on.desc())
    return list(session.scalars(query))


def row_of(session: Session, seat_id: int, on: date) -> SeatRow:
    """The row that a seat had on a day on which it existed."""
    return session.scalars(select(SeatRow).where(SeatRow.seat_id == seat_id, row_on(on))).one()


def lines_above(session: Session) -> list[tuple[int, date, int | None]]:
    """Each seat with the day from which it reports to a seat, or to none, by day: whether lines have a circle."""
    query = select(SeatRow.seat_id, SeatRow.from_on, SeatRow.reports_to_seat_id).order_by(SeatRow.from_on)
    return [(row.seat_id, row.from_on, row.reports_to_seat_id) for row in session.execute(query)]


def seat_rows() -> Select[Any]:
    """Seats for links."""
    return select(*link_columns(Seat.id, en=Seat.name_en, zh=Seat.name_zh))


def office_rows() -> Select[Any]:
    """Offices for links."""
    return select(*link_columns(Office.id, en=Office.name_en, zh=Office.name_zh))
