"""When the council last changed, and what of a day's council reads otherwise today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from council.core.saying import Both, Say
from council.seats.models import Appointment, Seat, SeatRow, Term
from council.seats.queries.day import SeatOn


def last_change(session: Session, on: date) -> date | None:
    """The latest day up to `on` that began with another row, holder, alternate or appointment than the day before."""
    ended = func.coalesce(Term.ended_on, Term.ends_on)
    found = session.execute(
        select(
            _latest(SeatRow.from_on, on),
            _latest(Term.starts_on, on),
            _latest(Appointment.starts_on, on),
            select(func.max(ended)).where(ended < on).scalar_subquery(),
            select(func.max(Appointment.ends_on)).where(Appointment.ends_on < on).scalar_subquery(),
            select(func.max(Seat.abolished_on)).where(Seat.abolished_on < on).scalar_subquery(),
        )
    ).one()
    begun = [each for each in found[:3] if each]
    over = [each + timedelta(days=1) for each in found[3:] if each]
    return max([*begun, *over], default=None)


def _latest(day: InstrumentedAttribute[Any], until: date) -> ScalarSelect[date | None]:
    return select(func.max(day)).where(day <= until).scalar_subquery()


def since(then: Iterable[SeatOn], later: Iterable[SeatOn]) -> dict[int, list[Say]]:
    """For each seat of a day what is different on a later one; seats that read the same are left out."""
    known = {each.id: each for each in later}
    titles = {each.id: each.name for each in known.values()}
    found = {each.id: _changes(each, known.get(each.id), titles) for each in then}
    return {key: said for key, said in found.items() if said}


def _changes(then: SeatOn, now: SeatOn | None, titles: Mapping[int, Both]) -> list[Say]:
    if now is None:
        return [Say("seats.since.abolished")]
    said = []
    if now.name != then.name:
        said.append(Say("seats.since.title", title=now.name))
    if _person(now) != _person(then):
        said.append(
            Say("seats.since.holder", person=now.holder.name) if now.holder else Say("seats.since.vacant")
        )
    if (now.office, now.reports_to_seat_id) != (then.office, then.reports_to_seat_id):
        above = now.office.name if now.office else titles.get(now.reports_to_seat_id or 0)
        said.append(Say("seats.since.line", above=above) if above else Say("seats.since.no_line"))
    if now.department_id != then.department_id:
        moved = now.department
        said.append(
            Say("seats.since.moved", department=moved.name) if moved else Say("seats.since.no_department")
        )
    if now.voting != then.voting:
        said.append(Say("seats.since.vote" if now.voting else "seats.since.no_vote"))
    for kind in sorted(now.appointments ^ then.appointments):
        given = "given" if kind in now.appointments else "ended"
        said.append(Say(f"seats.since.{kind}_{given}"))
    if {each.id for each in now.alternates} != {each.id for each in then.alternates}:
        names = [each.name for each in now.alternates]
        said.append(
            Say("seats.since.alternates", people=names) if names else Say("seats.since.no_alternates")
        )
    return said


def _person(seat: SeatOn) -> int | None:
    return seat.holder.id if seat.holder else None
