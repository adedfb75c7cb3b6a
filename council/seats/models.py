"""Seats with their dated rows, offices, the terms of those who sit, and the appointments given to seats."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.accounts.models import Department, Person
from council.core.saying import Both
from council.db.base import Base, Governed, Key, Named, Versioned, one_of
from council.seats.kinds import AppointmentKind, Capacity, EndKind, SeatKind, Speciality


class Office(Key, Versioned, Governed, Named, Base):
    """A post outside the council that a seat reports to."""

    REF = "office"
    __tablename__ = "offices"


class DutyRow(Named):
    """What stands in one row of the duty table; a seat's name is its title."""

    order: Mapped[int] = mapped_column("position")
    kind: Mapped[str]
    speciality: Mapped[str] = mapped_column(default=Speciality.NONE.value)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"), index=True)
    voting: Mapped[bool] = mapped_column(default=True)
    duties_en: Mapped[str] = mapped_column(default="")
    duties_zh: Mapped[str] = mapped_column(default="")
    reports_to_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), index=True)
    reports_to_office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True)

    @property
    def duties(self) -> Both:
        return Both(self.duties_en, self.duties_zh)

    @property
    def kind_state(self) -> SeatKind:
        """The kind with its label and icon."""
        return SeatKind(self.kind)


class Seat(Key, Versioned, Governed, DutyRow, Base):
    """A place on the council, existing while vacant until it is abolished.

    Its own columns repeat the row recorded for the latest day: enough for a link, not for a question about a day.
    """

    REF = "seat"
    __tablename__ = "seats"
    created_on: Mapped[date]
    abolished_on: Mapped[date | None]
    department: Mapped[Department | None] = relationship(lazy="joined")
    office: Mapped[Office | None] = relationship(lazy="joined")
    __table_args__ = (
        one_of("kind", SeatKind.values()),
        one_of("speciality", Speciality.values()),
        CheckConstraint("reports_to_seat_id IS NULL OR reports_to_office_id IS NULL", name="one_line"),
        CheckConstraint("abolished_on IS NULL OR abolished_on >= created_on", name="days"),
    )


class SeatRow(Key, Governed, DutyRow, Base):
    """A seat's row of the duty table from a day on, until the day of the next."""

    REF = "seat_row"
    __tablename__ = "seat_rows"
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    from_on: Mapped[date]
    decision_ref: Mapped[str | None]
    department: Mapped[Department | None] = relationship(lazy="joined")
    office: Mapped[Office | None] = relationship(lazy="joined")
    __table_args__ = (
        one_of("kind", SeatKind.values()),
        one_of("speciality", Speciality.values()),
        CheckConstraint("reports_to_seat_id IS NULL OR reports_to_office_id IS NULL", name="one_line"),
        UniqueConstraint("seat_id", "from_on"),
    )

    @property
    def audit_ref(self) -> str:
        return f"seat:{self.seat_id}"


class Term(Key, Versioned, Governed, Base):
    """A person in a seat from a day to a day, both included; `ended_on` when it ended before its time."""

    REF = "term"
    __tablename__ = "terms"
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    capacity: Mapped[str] = mapped_column(default=Capacity.MEMBER.value)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    ex_officio: Mapped[bool] = mapped_column(default=False)
    decision_ref: Mapped[str | None]
    ended_on: Mapped[date | None]
    end_kind: Mapped[str | None]
    end_reason: Mapped[str] = mapped_column(default="")
    end_decision_ref: Mapped[str | None]
    seat: Mapped[Seat] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (
        one_of("capacity", Capacity.values()),
        one_of("end_kind", EndKind.values()),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days"),
        CheckConstraint("(ended_on IS NULL) = (end_kind IS NULL)", name="ended"),
        Index(None, "seat_id", "starts_on"),
        Index(None, "person_id", "starts_on"),
    )

    @property
    def audit_ref(self) -> str:
        return f"seat:{self.seat_id}"

    @property
    def last_day(self) -> date | None:
        """The last day on which the person sits or sat; None while no end is known."""
        return self.ended_on or self.ends_on

    @property
    def capacity_state(self) -> Capacity:
        """The capacity with its label."""
        return Capacity(self.capacity)

    @property
    def end_state(self) -> EndKind | None:
        """The reason for an early end with its label."""
        return EndKind(self.end_kind) if self.end_kind else None


class Appointment(Key, Versioned, Governed, Base):
    """Vice-chair or secretary, given to a seat from a day to a day, both included."""

    REF = "appointment"
    __tablename__ = "appointments"
    kind: Mapped[str]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    decision_ref: Mapped[str | None]
    seat: Mapped[Seat] = relationship()
    __table_args__ = (
        one_of("kind", AppointmentKind.values()),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days"),
        Index(None, "seat_id", "starts_on"),
        Index(None, "kind", "starts_on"),
    )

    @property
    def audit_ref(self) -> str:
        return f"seat:{self.seat_id}"

    @property
    def kind_state(self) -> AppointmentKind:
        """The kind with its label."""
        return AppointmentKind(self.kind)
