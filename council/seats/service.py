"""Changing who sits where: seats and offices, terms, appointments; each change with its line in the log."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from council.access.can import check
from council.accounts.models import Department, Person
from council.audit.service import expect, record
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused
from council.core.saying import Say
from council.db.thread import link
from council.seats import queries, rules
from council.seats.kinds import AppointmentKind, Capacity, EndKind, SeatKind, Speciality
from council.seats.models import Appointment, Office, Seat, SeatRow, Term
from council.seats.rules import Span


@dataclass(frozen=True)
class SeatContent:
    """What stands in a seat's row of the duty table."""

    name_en: str
    name_zh: str
    kind: str = SeatKind.REPRESENTATIVE.value
    order: int = 1
    speciality: str = Speciality.NONE.value
    department_id: int | None = None
    voting: bool = True
    duties_en: str = ""
    duties_zh: str = ""
    reports_to_seat_id: int | None = None
    reports_to_office_id: int | None = None


def create_office(session: Session, actor: Actor, *, name_en: str, name_zh: str, now: datetime) -> Office:
    """A post outside the council that seats may report to."""
    check(actor, "seats:seat:edit")
    if not name_en.strip() and not name_zh.strip():
        raise Refused("core.required", field="name_en")
    office = Office(name_en=name_en.strip(), name_zh=name_zh.strip())
    session.add(office)
    session.flush()
    record(session, actor, "seats.create_office", office, now=now, name=office.name)
    return office


def create_seat(
    session: Session,
    actor: Actor,
    *,
    created_on: date,
    decision_ref: str | None = None,
    now: datetime,
    **row: Any,
) -> Seat:
    """A new place on the council, vacant; `row` holds the fields of `SeatContent`, true from its first day."""
    check(actor, "seats:seat:edit")
    content = SeatContent(**row)
    _check_content(session, content, seat_id=None, on=created_on)
    seat = Seat(**asdict(content), created_on=created_on)
    session.add(seat)
    session.flush()
    session.add(SeatRow(seat_id=seat.id, from_on=created_on, decision_ref=decision_ref, **asdict(content)))
    session.flush()
    record(session, actor, "seats.create", seat, now=now, name=seat.name)
    if decision_ref:
        link(session, decision_ref, seat.ref, "recorded", now=now)
    return seat


def edit_seat(
    session: Session,
    actor: Actor,
    seat: Seat,
    content: SeatContent,
    *,
    from_on: date | None = None,
    decision_ref: str | None = None,
    expected: int | None = None,
    now: datetime,
) -> Seat:
    """Change a seat's row of the duty table from a day on (today); what stood before that day stays as it was.

    A row of the same day is replaced; a later one stays and ends this one.
    """
    check(actor, "seats:seat:edit", seat)
    expect(seat, expected)
    day = from_on or _today(session, now)
    rules.check_row_day(day, created=seat.created_on, abolished=seat.abolished_on)
    _check_content(session, content, seat_id=seat.id, on=day)
    known = queries.rows_of(session, seat.id)
    before = next(each for each in known if each.from_on <= day)
    wanted = asdict(content)
    detail = {k: [getattr(before, k), v] for k, v in wanted.items() if getattr(before, k) != v}
    if not detail:
        return seat
    row = before
    if before.from_on != day:
        row = SeatRow(seat_id=seat.id, from_on=day)
        session.add(row)
    row.decision_ref = decision_ref
    latest = not any(each.from_on > day for each in known)
    for name, value in wanted.items():
        setattr(row, name, value)
        if latest:
            setattr(seat, name, value)
    flag_modified(seat, "name_en")  # the edit token grows also when only an earlier row changes
    record(session, actor, "seats.edit", seat, now=now, from_on=day, **detail)
    if decision_ref:
        link(session, decision_ref, seat.ref, "recorded", now=now)
    session.flush()
    return seat


def abolish_seat(session: Session, actor: Actor, seat: Seat, *, on: date, now: datetime) -> Seat:
    """Close a seat after a day; refused while somebody sits in it or another seat reports to it."""
    check(actor, "seats:seat:edit", seat)
    if on < seat.created_on:
        raise Refused("seats.before_seat", field="on", created=seat.created_on)
    after = on + timedelta(days=1)
    for term in queries.terms_of(session, seat.id):
        if term.last_day is None or term.last_day >= after:
            raise Refused("seats.still_held", field="on", person=term.person.name, starts=term.starts_on)
    for each in queries.seats_on(session, after):
        if each.reports_to_seat_id == seat.id:
            raise Refused("seats.still_above", field="on", seat=each.name)
    seat.abolished_on = on
    record(session, actor, "seats.abolish", seat, now=now, on=on)
    session.flush()
    return seat


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
    """Seat a person. Without an end an elected term lasts as long as the charter says; ex officio it stays open."""
    check(actor, "seats:term:record", seat)
    expect(seat, expected)
    law = charter.law_on(session, starts_on)
    member = Capacity(capacity) is Capacity.MEMBER
    if ends_on is None and member and not ex_officio and law is not None:
        ends_on = rules.last_day(starts_on, law.rules.terms.months)
    rules.check_days(starts_on, ends_on, created=seat.created_on, abolished=seat.abolished_on)
    new = Span(
        person.id, seat.id, starts_on, ends_on, member, seat.voting, person.name, seat.name, ex_officio
    )
    others = [_span(each) for each in queries.terms_near(session, person_id=person.id, seat_id=seat.id)]
    rules.check_free(new, others)
    rules.check_alternate(law, new)
    rules.check_length(law, new)
    rules.check_limits(law, new, others)
    if seat.department is not None:
        rules.check_department(
            law,
            voting_seats=queries.voting_seat_count(session, starts_on),
            held=_held(session, seat, starts_on),
            department=seat.department.name,
            new=new,
        )
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
    new = Span(
        person.id, seat.id, starts_on, ends_on, voting=seat.voting, who=person.name, seat_name=seat.name
    )
    near = queries.terms_near(session, person_id=person.id, seat_id=seat.id)
    return rules.cautions(new, [_span(each) for each in near])


def end_term(
    session: Session,
    actor: Actor,
    term: Term,
    *,
    on: date,
    reason: str = "",
    kind: str = EndKind.RESIGNED.value,
    expected: int | None = None,
    now: datetime,
) -> Term:
    """End a term early; `on` is the last day that the person sits."""
    check(actor, "seats:term:record", term)
    expect(term, expected)
    if term.last_day is not None and on > term.last_day:
        raise Refused("seats.ended_before", field="on", last=term.last_day)
    if on < term.starts_on:
        raise Refused("seats.ends_before_start", field="on", starts=term.starts_on)
    term.ended_on, term.end_kind, term.end_reason = on, EndKind(kind).value, reason.strip()
    record(session, actor, "seats.end_term", term, now=now, person=term.person.name, on=on, kind=kind)
    session.flush()
    return term


def appoint(
    session: Session,
    actor: Actor,
    kind: str,
    seat: Seat,
    *,
    starts_on: date,
    ends_on: date | None = None,
    decision_ref: str | None = None,
    now: datetime,
) -> Appointment:
    """Give a seat the vice-chair or the secretary's task; an open one of the kind ends the day before."""
    check(actor, "seats:appointment:record", seat)
    kind = AppointmentKind(kind).value
    rules.check_days(starts_on, ends_on, created=seat.created_on, abolished=seat.abolished_on)
    if kind == AppointmentKind.VICE_CHAIR and seat.kind == SeatKind.CHAIR:
        raise Refused("seats.chair_is_no_vice", field="kind")
    known = list(session.scalars(select(Appointment).where(Appointment.kind == kind)))
    names = {each.id: each.name for each in queries.find_by_ids(session, {a.seat_id for a in known})}
    rules.check_one_at_a_time(starts_on, ends_on, [(a.starts_on, a.ends_on, names[a.seat_id]) for a in known])
    for before in known:
        if before.ends_on is None and before.starts_on < starts_on:
            before.ends_on = starts_on - timedelta(days=1)
            record(session, actor, "seats.end_appointment", before, now=now, kind=kind, on=before.ends_on)
    new = Appointment(
        kind=kind, seat_id=seat.id, starts_on=starts_on, ends_on=ends_on, decision_ref=decision_ref
    )
    session.add(new)
    session.flush()
    record(session, actor, "seats.appoint", new, now=now, kind=kind, starts_on=starts_on, ends_on=ends_on)
    if decision_ref:
        link(session, decision_ref, seat.ref, "recorded", now=now)
    return new


def _today(session: Session, now: datetime) -> date:
    profile = charter.profile(session)
    return local_date(now, profile.time_zone if profile else "UTC")


def _check_content(session: Session, content: SeatContent, *, seat_id: int | None, on: date) -> None:
    if not content.name_en.strip() and not content.name_zh.strip():
        raise Refused("core.required", field="name_en")
    if content.kind not in SeatKind.values():
        raise Refused("core.unknown", field="kind", value=content.kind)
    if content.speciality not in Speciality.values():
        raise Refused("core.unknown", field="speciality", value=content.speciality)
    if content.department_id is not None and session.get(Department, content.department_id) is None:
        raise Refused("core.unknown", field="department_id", value=content.department_id)
    if seat_id is not None:
        rules.check_lines(seat_id, content.reports_to_seat_id, on, queries.lines_above(session))


def _held(session: Session, seat: Seat, on: date) -> int:
    return sum(
        each.voting and not each.vacant and each.department_id == seat.department_id
        for each in queries.seats_on(session, on)
        if each.id != seat.id
    )


def _span(term: Term) -> Span:
    return Span(
        term.person_id, term.seat_id, term.starts_on, term.last_day,
        member=term.capacity == Capacity.MEMBER, voting=term.seat.voting,
        who=term.person.name, seat_name=term.seat.name, ex_officio=term.ex_officio,
    )  # fmt: skip
