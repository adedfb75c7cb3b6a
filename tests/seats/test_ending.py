"""What ends soon: on the docket from sixty days, pressing from thirty, and told once at each step."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.db import db
from council.notifications.due import tell_due
from council.notifications.models import Notice, Reminder
from council.seats import ending, queries, service
from tests import make
from tests.people import Cast

LAST = date(2027, 12, 31)
"""The last day of everybody's first term."""


def found(session: Session, days_before: int) -> list[ending.Ending]:
    return ending.ending(session, LAST - timedelta(days=days_before))


def notices(session: Session) -> list[tuple[int, str]]:
    return [(one.person_id, one.say.key) for one in session.scalars(select(Notice).order_by(Notice.id))]


@pytest.mark.parametrize(
    ("days", "many", "pressing"),
    [(61, 0, None), (60, 9, False), (31, 9, False), (30, 9, True), (0, 9, True), (-1, 0, None)],
)
def test_sixty_days_before_and_pressing_at_thirty(
    session: Session, cast: Cast, days: int, many: int, pressing: bool | None
) -> None:
    ends = found(session, days)
    assert len(ends) == many
    assert {one.pressing(LAST - timedelta(days=days)) for one in ends} == ({pressing} if many else set())


def test_who_has_a_successor_is_not_warned_of(session: Session, cast: Cast, now: datetime) -> None:
    make.a_term(session, cast, cast.seat("sales"), starts_on=LAST + timedelta(days=1), now=now)
    assert cast.seat("sales").id not in {one.seat_id for one in found(session, 40)}
    assert len(found(session, 40)) == 8


def test_an_alternates_end_and_an_appointments_end(session: Session, cast: Cast, now: datetime) -> None:
    day = now.date()
    until = day + timedelta(days=50)
    make.a_term(session, cast, cast.seat("sales"), capacity="alternate", ends_on=until, now=now)
    (given,) = queries.appointments_of(session, cast.seat("vice_chair").id)
    service.end_appointment(session, cast.actor("chair"), given, on=until, now=now)
    session.commit()
    found = ending.ending(session, day)
    assert {one.words.key for one in found} == {"seats.alternate_ends", "seats.vice_chair_ends"}
    assert {one.people for one in found} == {
        frozenset({cast.outsider.id}),
        frozenset({cast.operations.id}),
    }
    service.appoint(
        session,
        cast.actor("chair"),
        "vice_chair",
        cast.seat("sales"),
        starts_on=until + timedelta(days=1),
        now=now,
    )
    session.commit()
    assert [one.words.key for one in ending.ending(session, day)] == ["seats.alternate_ends"]


def test_each_step_is_told_once(session: Session, cast: Cast, now: datetime) -> None:
    day = now.date()
    until = day + timedelta(days=60)
    term = make.a_term(session, cast, cast.seat("sales"), capacity="alternate", ends_on=until, now=now)
    session.execute(Notice.__table__.delete())
    officers = {cast.chair.id, cast["vice_chair"].id, cast["secretary"].id, cast.outsider.id}
    told = [tell_due(session, day + timedelta(days=n), now=now) for n in (-1, 0, 0, 1, 29, 30, 30, 60, 61)]
    assert told == [0, 1, 0, 0, 0, 1, 0, 0, 0]
    assert {who for who, _ in notices(session)} == officers
    assert len(notices(session)) == 2 * len(officers)
    keys = list(session.scalars(select(Reminder.key).order_by(Reminder.id)))
    assert keys == [f"term:{term.id}:{until}:{step}" for step in (60, 30)]


def test_a_late_first_run_tells_only_the_last_step(session: Session, cast: Cast, now: datetime) -> None:
    until = now.date() + timedelta(days=20)
    make.a_term(session, cast, cast.seat("sales"), capacity="alternate", ends_on=until, now=now)
    assert tell_due(session, now.date(), now=now) == 1
    assert tell_due(session, now.date() + timedelta(days=1), now=now) == 0


def test_another_last_day_is_told_anew(session: Session, cast: Cast, now: datetime) -> None:
    day = now.date()
    term = make.a_term(
        session, cast, cast.seat("sales"), capacity="alternate", ends_on=day + timedelta(days=60), now=now
    )
    assert tell_due(session, day, now=now) == 1
    service.end_term(session, cast.actor("secretary"), term, on=day + timedelta(days=50), now=now)
    assert tell_due(session, day, now=now) == 1


def test_the_command_tells_and_says_how_much(own_app: Flask) -> None:
    runner = own_app.test_cli_runner()
    own_app.config["CLOCK"] = lambda: datetime.fromisoformat("2027-11-20T02:00:00+00:00")
    first, second = (runner.invoke(args=["notices", "due"]) for _ in range(2))
    assert (first.exit_code, first.output.strip()) == (0, "notices due: 9")
    assert (second.exit_code, second.output.strip()) == (0, "notices due: 0")
    with own_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Reminder)) == 9
