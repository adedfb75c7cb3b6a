"""What ends soon and has nobody after it: members' and alternates' terms, appointments; who is to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from council.accounts.models import Person
from council.core.saying import Both, Say
from council.db.asking import Ask, answer
from council.seats import queries
from council.seats.kinds import Capacity
from council.seats.models import Appointment, Seat, Term

WARN_DAYS = 60
LAST_DAYS = 30


@dataclass(frozen=True)
class Ending:
    """Something that ends on `last`; `people` hold it. `words` stand beside the seat, `notice` alone."""

    ref: str
    seat_id: int
    seat: Both
    last: date
    people: frozenset[int]
    words: Say
    notice: Say

    @property
    def seat_ref(self) -> str:
        """The seat as a reference."""
        return f"seat:{self.seat_id}"

    def pressing(self, on: date) -> bool:
        """Whether the last thirty days have begun."""
        return (self.last - on).days <= LAST_DAYS

    def key(self, on: date) -> str:
        """What a warning is sent by, once: this end on this day, at this step."""
        return f"{self.ref}:{self.last.isoformat()}:{LAST_DAYS if self.pressing(on) else WARN_DAYS}"


def ending(session: Session, on: date) -> list[Ending]:
    """All that ends within sixty days without a successor, the earliest first."""
    terms, appointments = (answer(session, each) for each in asks(on))
    if not terms and not appointments:
        return []
    titles = queries.titles_on(
        session, {one.id: (one.id, on) for one in {e.seat for e in (*terms, *appointments)}}
    )
    found = [_of_term(each, titles[each.seat_id]) for each in terms]
    if appointments:
        sitting = {each.id: each.holder for each in queries.seats_on(session, on)}
        found += [
            _of_appointment(each, titles[each.seat_id], sitting.get(each.seat_id)) for each in appointments
        ]
    return sorted(found, key=lambda each: (each.last, each.ref))


def asks(on: date) -> tuple[Ask, Ask]:
    """The questions for terms and for appointments that end soon."""
    until = on + timedelta(days=WARN_DAYS)
    after, given = aliased(Term), aliased(Appointment)
    last = func.coalesce(Term.ended_on, Term.ends_on)
    follows = and_(
        after.seat_id == Term.seat_id, after.capacity == Term.capacity, after.starts_on > last,
        or_(Term.capacity == Capacity.MEMBER, after.person_id == Term.person_id),
    )  # fmt: skip
    terms = (
        select(Term.id)
        .join(Seat, Seat.id == Term.seat_id)
        .where(last >= on, last <= until, _stays(last), ~select(after.id).where(follows).exists())
    )
    replaced = and_(given.kind == Appointment.kind, given.starts_on > Appointment.ends_on)
    appointments = (
        select(Appointment.id)
        .join(Seat, Seat.id == Appointment.seat_id)
        .where(
            Appointment.ends_on >= on,
            Appointment.ends_on <= until,
            _stays(Appointment.ends_on),
            ~select(given.id).where(replaced).exists(),
        )
    )
    return (
        Ask(
            f"terms without successor {on}",
            Term,
            terms,
            lambda one: (joinedload(one.person).lazyload(Person.roles), joinedload(one.seat)),
        ),
        Ask(
            f"appointments without successor {on}",
            Appointment,
            appointments,
            lambda one: (joinedload(one.seat),),
        ),
    )


def officers(session: Session, on: date) -> frozenset[int]:
    """Chair, vice-chair and secretary of the day, as people."""
    found = (
        queries.chair_on(session, on),
        queries.vice_chair_on(session, on),
        queries.secretary_on(session, on),
    )
    return frozenset(each.holder.id for each in found if each is not None and each.holder is not None)


def _stays(last: Any) -> ColumnElement[bool]:
    return or_(Seat.abolished_on.is_(None), Seat.abolished_on > last)


def _of_term(term: Term, seat: Both) -> Ending:
    last = term.last_day
    assert last is not None, "the question asks for terms with a last day"
    kind = "term" if term.capacity == Capacity.MEMBER else "alternate"
    return Ending(
        term.ref,
        term.seat_id,
        seat,
        last,
        frozenset((term.person_id,)),
        Say(f"seats.{kind}_ends", person=term.person.name, last=last),
        Say(f"seats.{kind}_ends_notice", person=term.person.name, seat=seat, last=last),
    )


def _of_appointment(one: Appointment, seat: Both, holder: Person | None) -> Ending:
    assert one.ends_on is not None, "the question asks for appointments with a last day"
    return Ending(
        one.ref,
        one.seat_id,
        seat,
        one.ends_on,
        frozenset((holder.id,) if holder else ()),
        Say(f"seats.{one.kind}_ends", last=one.ends_on),
        Say(f"seats.{one.kind}_ends_notice", seat=seat, last=one.ends_on),
    )
