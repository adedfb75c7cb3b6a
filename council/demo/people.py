"""The people of the demo: accounts, seats, terms and appointments, and who comes and goes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from council.accounts import queries as accounts
from council.accounts import service as making
from council.accounts.demo_logins import DemoLogin
from council.charter import service as charter
from council.charter import starter
from council.core.actor import SYSTEM
from council.core.saying import Both
from council.demo.seating import SEATS, at_first, month_end
from council.demo.stage import SECRETARY, Stage, story
from council.seats import queries
from council.seats import service as seats
from council.seats.kinds import AppointmentKind, Capacity, EndKind
from council.seats.rules import last_day
from council.seats.starter import create_all

PASSWORD = "quay-lantern-demo"
FIRST_HOLDER = {"support": "support_before"}
SALES_ENDS, ALTERNATE_ENDS = 45, 24
"""Days from today to the end of the term of Sales, and of the alternate of Operations."""
BY_OFFICE = ("chair", "service")
"""Seats that follow an office: their terms are open."""
VICE_CHAIR = "operations"
"""Of the first year."""


def found(stage: Stage, now: datetime) -> None:
    """The founding act: the company's people, the charter, the seats and their first holders."""
    session, day = stage.session, stage.today(now)
    company = story("people")["company"]
    charter.found(
        session, SYSTEM, name_en=company["name_en"], name_zh=company["name_zh"], time_zone=company["time_zone"],
        content_language=stage.lang, articles=starter.articles(), rules=starter.rules(), founded_on=day,
        signatories=company[f"signatories_{stage.lang}"], decision_pattern=company[f"decision_pattern_{stage.lang}"],
        demo=True, now=now,
    )  # fmt: skip
    made = create_all(session, SYSTEM, at_first(), created_on=day, now=now)
    stage.seats = dict(zip(SEATS, made, strict=True))
    _department(stage, now)
    _accounts(stage, now)
    for part in SEATS:
        _first_term(stage, part, seat_day=day, now=now)
    seats.appoint(
        session, SYSTEM, AppointmentKind.VICE_CHAIR, stage.seats[VICE_CHAIR], starts_on=day,
        ends_on=month_end(stage.calendar.slots[12]), now=now,
    )  # fmt: skip
    seats.appoint(
        session, SYSTEM, AppointmentKind.SECRETARY, stage.seats[SECRETARY], starts_on=day,
        ends_on=month_end(stage.calendar.slots[14]), now=now,
    )  # fmt: skip
    _comings_and_goings(stage)


def logins() -> list[DemoLogin]:
    """Whom the sign-in page of a demo council offers."""
    people = story("people")
    return [
        DemoLogin(
            Both(*people["people"][one["part"]][:2]), Both(*one["role"]), address(one["part"]), PASSWORD
        )
        for one in people["logins"]
    ]


def address(part: str) -> str:
    """A part's e-mail address; `.test` belongs to nobody."""
    return f"{part.replace('_', '.')}@lantern-quay.test"


def _department(stage: Stage, now: datetime) -> None:
    """A department without a seat yet."""
    told = story("seats")["created"]["ecommerce"]["department"]
    making.create_department(stage.session, SYSTEM, name_en=told["en"], name_zh=told["zh"], now=now)


def _accounts(stage: Stage, now: datetime) -> None:
    departments = {one.name_en: one.id for one in accounts.departments(stage.session)}
    for part, (name_en, name_zh, department, *roles) in story("people")["people"].items():
        person = making.create_person(
            stage.session, SYSTEM, name_en=name_en, name_zh=name_zh, email=address(part),
            department_id=departments[department] if department else None, language=stage.lang, roles=roles, now=now,
        )  # fmt: skip
        making.set_password(stage.session, SYSTEM, person, PASSWORD, now=now)
        stage.people[part] = person


def _first_term(stage: Stage, part: str, *, seat_day: date, now: datetime) -> None:
    person = stage.people[FIRST_HOLDER.get(part, part)]
    # The first term of Marketing was agreed for a year only, a second one follows; that of Sales ends soon.
    ends = {
        "marketing": last_day(seat_day, 12),
        "sales": stage.calendar.today + timedelta(days=SALES_ENDS),
    }.get(part)
    seats.record_term(
        stage.session, SYSTEM, stage.seats[part], person, starts_on=seat_day, ends_on=ends,
        ex_officio=part in BY_OFFICE, now=now,
    )  # fmt: skip


def _comings_and_goings(stage: Stage) -> None:
    """Alternates, a second term, a representative who leaves."""
    founded = stage.calendar.founded
    soon = stage.calendar.today + timedelta(days=ALTERNATE_ENDS)
    stage.when("1-3", lambda now: _alternate(stage, "operations", now, ends=soon))
    stage.when("3-5", lambda now: _alternate(stage, "marketing", now))
    stage.when("7+6", lambda now: _leave(stage, "support", now))
    stage.when(month_end(stage.calendar.slots[7]) + timedelta(days=1), lambda now: _close_account(stage, now))
    second = last_day(founded, 12) + timedelta(days=1)
    stage.when(second - timedelta(days=6), lambda now: _second_term(stage, "marketing", second, now))


def _alternate(stage: Stage, part: str, now: datetime, *, ends: date | None = None) -> None:
    seats.record_term(
        stage.session, stage.actor(SECRETARY, now), stage.seats[part], stage.people[f"{part}_alternate"],
        starts_on=stage.today(now), ends_on=ends, capacity=Capacity.ALTERNATE, now=now,
    )  # fmt: skip


def _second_term(stage: Stage, part: str, starts: date, now: datetime) -> None:
    secretary = stage.actor(SECRETARY, now)
    seats.record_term(
        stage.session, secretary, stage.seats[part], stage.people[part], starts_on=starts, now=now
    )


def _leave(stage: Stage, part: str, now: datetime) -> None:
    person = stage.people[FIRST_HOLDER[part]]
    term = next(
        one for one in queries.terms_of(stage.session, stage.seats[part].id) if one.person_id == person.id
    )
    reason = {"en": "Leaves the company", "zh": "离职"}[stage.lang]
    seats.end_term(
        stage.session, stage.actor(SECRETARY, now), term, on=month_end(stage.today(now)), reason=reason,
        kind=EndKind.LEFT, now=now,
    )  # fmt: skip


def _close_account(stage: Stage, now: datetime) -> None:
    making.deactivate(
        stage.session, stage.actor("administrator", now), stage.people["support_before"], now=now
    )
    stage.forget_rights()
