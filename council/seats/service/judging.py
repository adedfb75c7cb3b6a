"""What the charter of the day says to a change of seats: departments, decisions, the council's own day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.accounts.models import Person
from council.charter import queries as charter
from council.core.clock import local_date
from council.core.errors import Refused
from council.core.saying import Both
from council.seats import hooks, queries, rules
from council.seats.hooks import Decision
from council.seats.models import Seat
from council.seats.rules import Held


def today(session: Session, now: datetime) -> date:
    """The day it is where the council sits."""
    profile = charter.profile(session)
    return local_date(now, profile.time_zone if profile else "UTC")


def known_decision(session: Session, ref: str | None) -> Decision | None:
    """The carried decision that a form named; refused when the register has no such one."""
    if not ref:
        return None
    found = hooks.decision(session, ref)
    if found is None:
        raise Refused("seats.unknown_decision", field="decision_ref")
    return found


def check_seat_cap(
    session: Session, *, seat_id: int | None, department_id: int | None, voting: bool, on: date
) -> None:
    """Refused when a seat with a vote, new or changed, would give a department too many.

    Not asked before the first member sits: a council being founded is judged when its seats are filled.
    """
    if not voting or not queries.anybody_sat(session):
        return
    seats = _held(session, on)
    holder = next((each.of_holder for each in seats if each.seat == seat_id), None)
    changed = Held(seat_id or 0, True, department_id, of_holder=holder)
    rest = [each for each in seats if each.seat != seat_id]
    departments = _named(session, (department_id, holder))
    rules.check_departments(charter.law_on(session, on), departments, [*rest, changed], vacant=True)


def check_sitting_cap(session: Session, seat: Seat, person: Person, *, on: date) -> None:
    """Refused when the person in this seat would give a department, the seat's or their own, too many."""
    seats = _held(session, on)
    own = next((each for each in seats if each.seat == seat.id), None)
    if own is None or not own.voting:
        return
    filled = replace(own, filled=True, of_holder=person.department_id)
    departments = _named(session, (own.department, person.department_id))
    rules.check_departments(
        charter.law_on(session, on), departments, [filled if each is own else each for each in seats]
    )


def check_moving_cap(session: Session, person: Person, department_id: int | None, *, on: date) -> None:
    """Refused when somebody who sits with a vote moves to a department that would then hold too many."""
    mine = {each.id for each in queries.seats_on(session, on) if each.holder and each.holder.id == person.id}
    seats = _held(session, on)
    moved = [replace(each, of_holder=department_id) if each.seat in mine else each for each in seats]
    if any(each.voting for each in moved if each.seat in mine):
        departments = _named(session, (department_id,))
        rules.check_departments(charter.law_on(session, on), departments, moved)


def _held(session: Session, on: date) -> list[Held]:
    return [
        Held(
            each.id,
            each.voting,
            each.department_id,
            filled=not each.vacant,
            of_holder=each.holder.department_id if each.holder else None,
        )
        for each in queries.seats_on(session, on)
    ]


def _named(session: Session, keys: Sequence[int | None]) -> dict[int, Both]:
    known = {each.id: each.name for each in accounts.departments(session)}
    return {key: known[key] for key in keys if key is not None and key in known}
