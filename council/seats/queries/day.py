"""A seat as it stood on a day, and the conditions under which a row, a term, an appointment is that day's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from council.accounts.models import Department, Person
from council.core.saying import Both
from council.seats.kinds import SeatKind
from council.seats.models import Appointment, Office, Seat, SeatRow, Term


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


def appointed_on(day: date) -> ColumnElement[bool]:
    """The condition that an appointment covers a day."""
    return and_(Appointment.starts_on <= day, or_(Appointment.ends_on.is_(None), Appointment.ends_on >= day))


def exists_on(day: date) -> ColumnElement[bool]:
    """The condition that a seat exists on a day."""
    return and_(Seat.created_on <= day, or_(Seat.abolished_on.is_(None), Seat.abolished_on >= day))


def row_on(on: date) -> ColumnElement[bool]:
    """The condition that a row of the duty table is the one its seat had on a day."""
    held = aliased(SeatRow)
    newest = select(func.max(held.from_on)).where(held.seat_id == SeatRow.seat_id, held.from_on <= on)
    return SeatRow.from_on == newest.scalar_subquery()
