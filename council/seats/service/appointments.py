"""Vice-chair and secretary, given to seats and ended; each change with its line in the log."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect, record
from council.core.actor import Actor
from council.core.errors import Refused
from council.db.thread import link
from council.seats import queries, rules
from council.seats.kinds import AppointmentKind, SeatKind
from council.seats.models import Appointment, Seat
from council.seats.service.judging import known_decision


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
    known_decision(session, decision_ref)
    rules.check_days(starts_on, ends_on, created=seat.created_on, abolished=seat.abolished_on)
    if (
        kind == AppointmentKind.VICE_CHAIR
        and queries.row_of(session, seat.id, starts_on).kind == SeatKind.CHAIR
    ):
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


def end_appointment(
    session: Session,
    actor: Actor,
    appointment: Appointment,
    *,
    on: date,
    expected: int | None = None,
    now: datetime,
) -> Appointment:
    """End an appointment; `on` is its last day."""
    check(actor, "seats:appointment:record", appointment)
    expect(appointment, expected)
    if appointment.ends_on is not None and on > appointment.ends_on:
        raise Refused("seats.appointment_over", field="on", last=appointment.ends_on)
    if on < appointment.starts_on:
        raise Refused("seats.ends_before_start", field="on", starts=appointment.starts_on)
    appointment.ends_on = on
    record(session, actor, "seats.end_appointment", appointment, now=now, kind=appointment.kind, on=on)
    session.flush()
    return appointment


def end_running(session: Session, actor: Actor, seat: Seat, *, on: date, now: datetime) -> None:
    """End every appointment of the seat that would run on after a day."""
    for each in queries.appointments_of(session, seat.id):
        if each.starts_on <= on and (each.ends_on is None or each.ends_on > on):
            end_appointment(session, actor, each, on=on, now=now)
