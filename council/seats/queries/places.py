"""Seats and offices by their keys, the rows a seat has had, and both as links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, lazyload

from council.core.errors import NotFound
from council.core.saying import Both
from council.seats.models import Office, Seat, SeatRow, Term
from council.seats.queries.day import row_on
from council.web.registries import link_columns


def get_seat(session: Session, seat_id: int) -> Seat:
    """A seat by its key."""
    found = session.get(Seat, seat_id)
    if found is None:
        raise NotFound(f"seat {seat_id}")
    return found


def find_by_ids(session: Session, ids: Iterable[int]) -> list[Seat]:
    """Seats by their keys."""
    wanted = set(ids)
    return list(session.scalars(select(Seat).where(Seat.id.in_(wanted)))) if wanted else []


def standing_from(session: Session, day: date) -> list[Seat]:
    """Every seat that is not abolished before a day, as its latest row has it."""
    query = select(Seat).where(or_(Seat.abolished_on.is_(None), Seat.abolished_on >= day))
    return list(session.scalars(query.options(lazyload(Seat.department), lazyload(Seat.office))))


def offices(session: Session) -> list[Office]:
    """Every office that a seat may report to."""
    return list(session.scalars(select(Office).order_by(Office.id)))


def rows_of(session: Session, seat_id: int) -> list[SeatRow]:
    """Every row that a seat had in the duty table, newest first."""
    query = select(SeatRow).where(SeatRow.seat_id == seat_id).order_by(SeatRow.from_on.desc())
    return list(session.scalars(query))


def row_of(session: Session, seat_id: int, on: date) -> SeatRow:
    """The row that a seat had on a day on which it existed."""
    return session.scalars(select(SeatRow).where(SeatRow.seat_id == seat_id, row_on(on))).one()


def titles_on(session: Session, wanted: Mapping[int, tuple[int, date]]) -> dict[int, Both]:
    """What seats are called: by any key, for a seat and a day; before its first day a seat has its first title."""
    seats = {seat for seat, _ in wanted.values()}
    query = select(SeatRow).where(SeatRow.seat_id.in_(seats)).order_by(SeatRow.from_on)
    rows: dict[int, list[SeatRow]] = {}
    for row in session.scalars(query.options(lazyload(SeatRow.department), lazyload(SeatRow.office))):
        rows.setdefault(row.seat_id, []).append(row)
    return {
        key: next((each for each in reversed(rows[seat]) if each.from_on <= on), rows[seat][0]).name
        for key, (seat, on) in wanted.items()
    }


def lines_above(session: Session) -> list[tuple[int, date, int | None]]:
    """Each seat with the day from which it reports to a seat, or to none, by day: whether lines have a circle."""
    query = select(SeatRow.seat_id, SeatRow.from_on, SeatRow.reports_to_seat_id).order_by(SeatRow.from_on)
    return [(row.seat_id, row.from_on, row.reports_to_seat_id) for row in session.execute(query)]


def reporting_after(session: Session, seat_id: int, day: date) -> list[Both]:
    """The titles of the seats that report to a seat on a day or will later."""
    rows = session.execute(
        select(Seat, SeatRow)
        .join(SeatRow, SeatRow.seat_id == Seat.id)
        .where(or_(Seat.abolished_on.is_(None), Seat.abolished_on >= day))
        .options(lazyload(Seat.department), lazyload(Seat.office))
        .order_by(Seat.id, SeatRow.from_on)
    ).all()
    found = []
    for number, (seat, row) in enumerate(rows):
        follower = rows[number + 1] if number + 1 < len(rows) else None
        replaced = follower is not None and follower[0] is seat and follower[1].from_on <= day
        if row.reports_to_seat_id == seat_id and not replaced:
            found.append(row.name)
    return found


def anybody_sat(session: Session) -> bool:
    """Whether any term has been recorded yet."""
    return session.scalar(select(Term.id).limit(1)) is not None


def seat_rows() -> Select[Any]:
    """Seats for links."""
    return select(*link_columns(Seat.id, en=Seat.name_en, zh=Seat.name_zh))


def office_rows() -> Select[Any]:
    """Offices for links."""
    return select(*link_columns(Office.id, en=Office.name_en, zh=Office.name_zh))
