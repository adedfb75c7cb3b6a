"""The founding act: first administrator, the council and its charter, seats, their first holders; once only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.accounts import service as making
from council.accounts.kinds import AccountRole
from council.accounts.models import Person
from council.admin.answers import Answers, SeatAnswer
from council.charter import queries as charters
from council.charter import service as charter
from council.core.actor import SYSTEM
from council.core.errors import Refused
from council.seats import service as seats


def is_founded(session: Session) -> bool:
    """Whether there is a council."""
    return charters.profile(session) is not None


def found(session: Session, answers: Answers, *, now: datetime) -> Person:
    """Found the council; returns the administrator. The caller commits all of it or nothing."""
    if is_founded(session):
        raise Refused("charter.already_founded")
    _check(answers)
    first = answers.administrator
    try:
        administrator = making.create_person(
            session, SYSTEM, name_en=first.name_en, name_zh=first.name_zh, email=first.email,
            language=answers.content_language, roles=(AccountRole.ADMINISTRATOR,), now=now,
        )  # fmt: skip
        making.set_password(session, SYSTEM, administrator, first.password, now=now)
    except Refused as refused:
        raise Refused(refused.key, field=f"admin_{refused.field}", **refused.params) from None
    charter.found(
        session, SYSTEM, name_en=answers.name_en, name_zh=answers.name_zh, time_zone=answers.time_zone,
        content_language=answers.content_language, articles=answers.articles, rules=answers.rules,
        founded_on=answers.founded_on, signatories=answers.signatories, demo=answers.demo, now=now,
    )  # fmt: skip
    try:
        _seat_everybody(session, answers, now=now)
    except Refused as refused:
        raise Refused(refused.key, field="seats", **refused.params) from None
    return administrator


def _check(answers: Answers) -> None:
    """What would leave a council that cannot act: no chair, no secretary, nobody to seat others."""
    if not any(seat.kind == "chair" for seat in answers.seats):
        raise Refused("admin.no_chair_seat", field="seats")
    for seat in answers.seats:
        if bool(seat.holder) != bool(seat.email):
            raise Refused("admin.holder_incomplete", field="seats", seat=seat.title_en or seat.title_zh)
    held = [seat for seat in answers.seats if seat.email]
    if not any(seat.kind == "chair" for seat in held):
        raise Refused("admin.no_chair", field="seats")
    for name, title in (("secretary", answers.secretary), ("vice_chair", answers.vice_chair)):
        if title and title not in {_title(seat) for seat in held}:
            raise Refused("admin.appointee_unknown", field=name, seat=title)


def _seat_everybody(session: Session, answers: Answers, *, now: datetime) -> None:
    departments: dict[tuple[str, str], int] = {}
    offices: dict[tuple[str, str], int] = {}
    made: dict[str, Any] = {}
    # Seats that others report to come first; the order on the page stays the one of the answers.
    listed = sorted(enumerate(answers.seats, 1), key=lambda pair: pair[1].kind != "chair")
    for order, one in listed:
        department = (one.department_en, one.department_zh)
        if any(department) and department not in departments:
            departments[department] = making.create_department(
                session, SYSTEM, name_en=department[0], name_zh=department[1], now=now
            ).id
        office = (one.reports_to_en, one.reports_to_zh)
        above = (
            made.get(one.reports_to_en) or made.get(one.reports_to_zh)
            if one.reports_to_kind == "seat"
            else None
        )
        if above is None and any(office) and one.reports_to_kind == "office" and office not in offices:
            offices[office] = seats.create_office(
                session, SYSTEM, name_en=office[0], name_zh=office[1], now=now
            ).id
        seat = seats.create_seat(
            session, SYSTEM, name_en=one.title_en, name_zh=one.title_zh, kind=one.kind, speciality=one.speciality,
            voting=one.voting, order=order, department_id=departments.get(department), duties_en=one.duties_en,
            duties_zh=one.duties_zh, reports_to_seat_id=above.id if above else None,
            reports_to_office_id=None if above else offices.get(office), created_on=answers.founded_on, now=now,
        )  # fmt: skip
        made |= {title: seat for title in (one.title_en, one.title_zh) if title}
    # A department's share is judged against all seats, so everybody is seated after the last seat is there.
    for one in answers.seats:
        if one.email:
            department_id = departments.get((one.department_en, one.department_zh))
            person = _holder(session, one, department_id, answers.content_language, now=now)
            seats.record_term(
                session, SYSTEM, made[_title(one)], person, starts_on=answers.founded_on, now=now
            )
    for kind, title in (("vice_chair", answers.vice_chair), ("secretary", answers.secretary)):
        if title:
            seats.appoint(session, SYSTEM, kind, made[title], starts_on=answers.founded_on, now=now)


def _holder(
    session: Session, one: SeatAnswer, department_id: int | None, language: str, *, now: datetime
) -> Person:
    """The holder's account, made if it is not there: one person may hold the administrator's account and a seat."""
    known = accounts.find_person(session, one.email)
    if known is not None:
        return known
    latin = one.holder.isascii()
    return making.create_person(
        session, SYSTEM, name_en=one.holder if latin else "", name_zh="" if latin else one.holder, email=one.email,
        department_id=department_id, language=language, now=now,
    )  # fmt: skip


def _title(seat: SeatAnswer) -> str:
    return seat.title_en or seat.title_zh
