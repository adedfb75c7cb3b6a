"""Who sat where on several days of the past at once, as the quorum of each day needs it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from council.seats.kinds import AppointmentKind, Capacity
from council.seats.models import Appointment, Seat, SeatRow, Term


@dataclass(frozen=True)
class Sat:
    """A seat on a day: whether it voted, who held it, who could stand in, whether the vice-chair was given to it."""

    seat: int
    kind: str
    voting: bool
    holder: int | None
    alternates: tuple[int, ...]
    vice_chair: bool


def sat_on(session: Session, days: Collection[date]) -> dict[date, tuple[Sat, ...]]:
    """Every seat of each day in the council's order: three queries, however many days."""
    if not days:
        return {}
    first, last = min(days), max(days)
    rows = session.execute(
        select(
            Seat.id, Seat.created_on, Seat.abolished_on,
            SeatRow.from_on, SeatRow.kind, SeatRow.voting, SeatRow.order,
        )
        .join(SeatRow, SeatRow.seat_id == Seat.id)
        .where(SeatRow.from_on <= last)
        .order_by(SeatRow.from_on)
    ).all()  # fmt: skip
    until = func.coalesce(Term.ended_on, Term.ends_on)
    terms = session.execute(
        select(Term.seat_id, Term.person_id, Term.capacity, Term.starts_on, until.label("until"))
        .where(Term.starts_on <= last, or_(until.is_(None), until >= first))
        .order_by(Term.starts_on, Term.id)
    ).all()
    given = session.execute(
        select(Appointment.seat_id, Appointment.starts_on, Appointment.ends_on).where(
            Appointment.kind == AppointmentKind.VICE_CHAIR, Appointment.starts_on <= last
        )
    ).all()
    found = {}
    for day in days:
        newest = {row.id: row for row in rows if row.from_on <= day}
        there = [
            row for row in newest.values()
            if row.created_on <= day and (row.abolished_on is None or row.abolished_on >= day)
        ]  # fmt: skip
        sitting = [
            term for term in terms if term.starts_on <= day and (term.until is None or term.until >= day)
        ]
        holders = {term.seat_id: term.person_id for term in sitting if term.capacity == Capacity.MEMBER}
        vice = {
            one.seat_id
            for one in given
            if one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)
        }
        found[day] = tuple(
            Sat(
                seat=row.id,
                kind=row.kind,
                voting=row.voting,
                holder=holders.get(row.id),
                alternates=tuple(
                    term.person_id for term in sitting
                    if term.seat_id == row.id and term.capacity != Capacity.MEMBER
                ),
                vice_chair=row.id in vice,
            )
            for row in sorted(there, key=lambda row: (row.order, row.id))
        )  # fmt: skip
    return found
