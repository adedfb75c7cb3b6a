"""People take seats and leave them, judged by the charter of the day; each change with its line in the log."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.accounts.models import Person
from council.audit.service import expect, record
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.core.saying import Say
from council.db.thread import link
from council.seats import queries, rules
from council.seats.events import TermEnded
from council.seats.kinds import Capacity, EndKind
from council.seats.models import Seat, Term
from council.seats.rules import Span
from council.seats.service import appointments
from council.seats.service.judging import check_sitting_cap, known_decision


def record_term(
    session: Session,
    actor: Actor,
    seat: Seat,
    person: Person,
    *,
    starts_on: date,
    ends_on: date | None = None,
    capacity: str = "member",
    decision_ref: str | None = None,
    ex_officio: bool = False,
    expected: int | None = None,
    now: datetime,
) -> Term:
    """Seat a person. Without an end an elected term lasts as long as the charter says; ex officio it stays open.

    The charter in force on the first day judges length, terms in a row, the department's share and alternates.
    """
    check(actor, "seats:term:record", seat)
    expect(seat, expected)
    known_decision(session, decision_ref)
    law = charter.law_on(session, starts_on)
    member = Capacity(capacity) is Capacity.MEMBER
    if ends_on is None and member and not ex_officio and law is not None:
        ends_on = rules.last_day(starts_on, law.rules.terms.months)
    rules.check_days(starts_on, ends_on, created=seat.created_on, abolished=seat.abolished_on)
    new = _new_span(session, seat, person, starts_on, ends_on, member=member, ex_officio=ex_officio)
    others = _spans_near(session, seat, person, starts_on)
    rules.check_free(new, others)
    rules.check_alternate(law, new)
    rules.check_length(law, new)
    rules.check_limits(lambda day: charter.law_on(session, day), new, others)
    if member:
        check_sitting_cap(session, seat, person, on=starts_on)
    term = Term(
        seat_id=seat.id, person_id=person.id, capacity=capacity, starts_on=starts_on, ends_on=ends_on,
        ex_officio=ex_officio, decision_ref=decision_ref,
    )  # fmt: skip
    session.add(term)
    session.flush()
    record(
        session, actor, "seats.record_term", term, now=now,
        person=person.name, capacity=capacity, starts_on=starts_on, ends_on=ends_on, decision=decision_ref,
    )  # fmt: skip
    if decision_ref:
        link(session, decision_ref, seat.ref, "recorded", now=now)
    return term


def cautions(
    session: Session, seat: Seat, person: Person, *, starts_on: date, ends_on: date | None
) -> list[Say]:
    """What to look at twice before seating a person; nothing here forbids it."""
    if starts_on < seat.created_on:
        return []
    new = _new_span(session, seat, person, starts_on, ends_on)
    return rules.cautions(new, _spans_near(session, seat, person, starts_on))


def end_term(
    session: Session,
    actor: Actor,
    term: Term,
    *,
    on: date,
    reason: str = "",
    kind: str = EndKind.RESIGNED.value,
    decision_ref: str | None = None,
    end_appointments: bool = False,
    expected: int | None = None,
    now: datetime,
) -> Term:
    """End a term early; `on` is the last day that the person sits. A removal needs the council's decision.

    Appointments belong to the seat: they wait there for the next holder unless they are ended as well.
    """
    check(actor, "seats:term:record", term)
    expect(term, expected)
    if term.last_day is not None and on > term.last_day:
        raise Refused("seats.ended_before", field="on", last=term.last_day)
    if on < term.starts_on:
        raise Refused("seats.ends_before_start", field="on", starts=term.starts_on)
    why, decision = EndKind(kind), known_decision(session, decision_ref)
    if why is EndKind.REMOVED:
        rules.check_removal(
            charter.law_on(session, on),
            decision_class=decision.decision_class if decision else None,
            decided_on=decision.on if decision else None,
            last=on,
        )
    term.ended_on, term.end_kind, term.end_reason = on, why.value, reason.strip()
    term.end_decision_ref = decision_ref or None
    record(
        session, actor, "seats.end_term", term, now=now,
        person=term.person.name, on=on, kind=kind, decision=decision_ref or None,
    )  # fmt: skip
    session.flush()
    if decision_ref:
        link(session, decision_ref, term.audit_ref, "recorded", now=now)
    if end_appointments and term.capacity == Capacity.MEMBER:
        appointments.end_running(session, actor, term.seat, on=on, now=now)
    announce(TermEnded(session, actor, now, term, on))
    return term


def _new_span(
    session: Session,
    seat: Seat,
    person: Person,
    starts_on: date,
    ends_on: date | None,
    *,
    member: bool = True,
    ex_officio: bool = False,
) -> Span:
    row = queries.row_of(session, seat.id, starts_on)
    return Span(person.id, seat.id, starts_on, ends_on, member, row.voting, person.name, row.name, ex_officio)


def _spans_near(session: Session, seat: Seat, person: Person, on: date) -> list[Span]:
    """Terms of the person and of the seat; whether other seats vote is asked of the new term's first day."""
    voting = {each.id: each.voting for each in queries.seats_on(session, on)}
    return [
        Span(
            term.person_id, term.seat_id, term.starts_on, term.last_day,
            member=term.capacity == Capacity.MEMBER, voting=voting.get(term.seat_id, False),
            who=term.person.name, seat_name=term.seat.name, ex_officio=term.ex_officio,
        )
        for term in queries.terms_near(session, person_id=person.id, seat_id=seat.id)
    ]  # fmt: skip
