"""Seats and offices come, change from a day on, and go; each change with its line in the log."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from council.access.can import check
from council.accounts.models import Department
from council.audit.service import expect, record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.saying import Both
from council.db.thread import link
from council.seats import queries, rules
from council.seats.kinds import Capacity, EndKind, SeatKind, Speciality
from council.seats.models import Office, Seat, SeatRow
from council.seats.service import appointments, terms
from council.seats.service.judging import check_seat_cap, known_decision, today


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
    _check_names(name_en, name_zh, [each.name for each in queries.offices(session)])
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
    known_decision(session, decision_ref)
    _check_content(session, content, seat_id=None, on=created_on)
    check_seat_cap(
        session, seat_id=None, department_id=content.department_id, voting=content.voting, on=created_on
    )
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
    known_decision(session, decision_ref)
    day = from_on or today(session, now)
    rules.check_row_day(day, created=seat.created_on, abolished=seat.abolished_on)
    _check_content(session, content, seat_id=seat.id, on=day)
    known = queries.rows_of(session, seat.id)
    before = next(each for each in known if each.from_on <= day)
    wanted = asdict(content)
    detail = {k: [getattr(before, k), v] for k, v in wanted.items() if getattr(before, k) != v}
    if not detail:
        return seat
    if detail.keys() & {"voting", "department_id"}:
        check_seat_cap(
            session, seat_id=seat.id, department_id=content.department_id, voting=content.voting, on=day
        )
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
    """Close a seat after a day; refused while a member sits in it or another seat reports to it.

    Its alternates' terms and its appointments end with it.
    """
    check(actor, "seats:seat:edit", seat)
    if on < seat.created_on:
        raise Refused("seats.before_seat", field="on", created=seat.created_on)
    after = on + timedelta(days=1)
    running = [t for t in queries.terms_of(session, seat.id) if t.last_day is None or t.last_day >= after]
    for term in running:
        if term.capacity == Capacity.MEMBER or term.starts_on > on:
            raise Refused("seats.still_held", field="on", person=term.person.name, starts=term.starts_on)
    for name in queries.reporting_after(session, seat.id, after):
        raise Refused("seats.still_above", field="on", seat=name)
    for term in running:
        terms.end_term(session, actor, term, on=on, kind=EndKind.ABOLISHED, now=now)
    appointments.end_running(session, actor, seat, on=on, now=now)
    seat.abolished_on = on
    record(session, actor, "seats.abolish", seat, now=now, on=on)
    session.flush()
    return seat


def _check_content(session: Session, content: SeatContent, *, seat_id: int | None, on: date) -> None:
    if not content.name_en.strip() and not content.name_zh.strip():
        raise Refused("core.required", field="name_en")
    if content.kind not in SeatKind.values():
        raise Refused("core.unknown", field="kind", value=content.kind)
    if content.speciality not in Speciality.values():
        raise Refused("core.unknown", field="speciality", value=content.speciality)
    if content.department_id is not None and session.get(Department, content.department_id) is None:
        raise Refused("core.unknown", field="department_id", value=content.department_id)
    others = [each for each in queries.standing_from(session, on) if each.id != seat_id]
    _check_names(content.name_en, content.name_zh, [each.name for each in others])
    if content.kind == SeatKind.CHAIR:
        for each in others:
            if each.kind == SeatKind.CHAIR:
                raise Refused("seats.one_chair", field="kind", seat=each.name)
    if seat_id is not None:
        rules.check_lines(seat_id, content.reports_to_seat_id, on, queries.lines_above(session))


def _check_names(name_en: str, name_zh: str, taken: list[Both]) -> None:
    """Refused when another bears the name in either language: files and lists know places by their names."""
    for field, name, known in (
        ("name_en", name_en, {each.en.casefold() for each in taken}),
        ("name_zh", name_zh, {each.zh.casefold() for each in taken}),
    ):
        if name.strip() and name.strip().casefold() in known:
            raise Refused("seats.name_taken", field=field, name=name.strip())
