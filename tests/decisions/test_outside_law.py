"""Votes without a meeting and the law of their day: charters that change, seats that change hands, alternates, days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.kinds import DayKind, DecisionClass, Method
from council.charter.pinning import Law
from council.charter.rules import LazyConsensus, RuleSet, WrittenResolution
from council.core.errors import Refused
from council.db import migrate
from council.db.engine import bare_engine
from council.decisions import outside, queries, service
from council.decisions.kinds import Choice
from council.decisions.tally import tally
from council.meetings.electorate import SeatOn
from council.meetings.workdays import Calendar
from council.seats import queries as seats
from council.seats import service as seating
from tests.charter.test_adoption import version, voted
from tests.decisions.test_outside import VOTING, ask, say
from tests.people import Cast
from tests.policies.making import a_version
from tests.seats.test_migration import first_schema

__all__ = ["version"]
OPENED = datetime(2026, 9, 28, 2, 30, tzinfo=UTC)
"""Monday 28 September 2026, half past ten in Shanghai."""


def test_a_change_adopted_meanwhile_does_not_reach_it(
    session: Session, cast: Cast, version: object, now: datetime
) -> None:
    before = ask(session, cast, now)
    session.commit()
    voted(session, cast, version, now + timedelta(hours=1), no=1)  # type: ignore[arg-type]
    law = charter.in_force(session, now.date())
    assert law is not None and law.number == 2
    after = ask(session, cast, now + timedelta(hours=2))
    assert [queries.pinned_rule(one).version for one in (before, after)] == [1, 2]
    for motion in (before, after):
        say(session, cast, motion, now + timedelta(hours=3), **dict.fromkeys(VOTING, "yes"))
        service.close_outside(session, cast.actor("chair"), motion, now=now + timedelta(hours=4))
        law_named = motion.working[0].params["law"]
        assert law_named.params["version"] == queries.pinned_rule(motion).version


def test_a_seat_that_changes_hands_stays_with_whom_it_had(
    session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now)
    seat = cast.seat("sales")
    term = next(one for one in seats.terms_of(session, seat.id) if one.person_id == cast.sales.id)
    seating.end_term(session, cast.actor("secretary"), term, on=now.date(), reason="Moves on.", now=now)
    tomorrow = now + timedelta(days=1)
    seating.record_term(
        session, cast.actor("secretary"), seat, cast.outsider, starts_on=tomorrow.date(), now=now
    )
    session.commit()
    newcomer = Cast(session, tomorrow.date()).actor("outsider")
    assert seat.id in newcomer.seat_ids
    with pytest.raises(Refused, match=r"decisions.not_your_seat") as caught:
        service.answer(session, newcomer, motion, seat_id=seat.id, choice="yes", now=tomorrow)
    assert caught.value.params["law"].params["version"] == 1
    _, this, _ = service.counted(session, motion, tomorrow)
    assert this.count.entitled == len(VOTING)


def test_an_alternate_answers_while_the_holder_is_silent(session: Session, cast: Cast, now: datetime) -> None:
    seat = cast.seat("sales")
    seating.record_term(
        session,
        cast.actor("secretary"),
        seat,
        cast.outsider,
        starts_on=now.date(),
        capacity="alternate",
        now=now,
    )
    motion = ask(session, cast, now)
    session.commit()
    stand_in, holder = Cast(session, now.date()).actor("outsider"), cast.actor("sales")
    service.answer(session, stand_in, motion, seat_id=seat.id, choice="no", now=now)
    service.answer(session, holder, motion, seat_id=seat.id, choice="yes", now=now)
    with pytest.raises(Refused, match=r"decisions.answered_already"):
        service.answer(session, stand_in, motion, seat_id=seat.id, choice="no", now=now)
    with pytest.raises(Refused, match=r"decisions.not_your_seat"):
        service.recuse(session, stand_in, motion, seat_id=seat.id, reason="Mine.", now=now)
    _, this, _ = service.counted(session, motion, now)
    assert (this.votes.yes, this.votes.no) == (1, 0)


SEATS = [
    SeatOn(1, "chair", True, holder=101, alternates=(201,)),
    SeatOn(2, "representative", True, holder=102, alternates=(101, 201, 202)),
    SeatOn(3, "representative", True, holder=101),
    SeatOn(4, "specialist", False, holder=104, alternates=(203,)),
    SeatOn(5, "representative", True),
]


@pytest.mark.parametrize(
    ("seat", "person", "given", "key"),
    [
        (2, 102, {}, None),
        (2, 201, {}, None),
        (2, 202, {2: 201}, "decisions.answered_already"),
        (2, 201, {2: 202}, None),
        (2, 201, {2: 102}, "decisions.answered_already"),
        (2, 201, {1: 201}, "decisions.counts_once"),
        (2, 101, {}, "decisions.counts_once"),
        (2, 999, {}, "decisions.not_your_seat"),
        (1, 202, {}, "decisions.not_your_seat"),
    ],
)
def test_who_answers_for_a_seat(seat: int, person: int, given: dict[int, int], key: str | None) -> None:
    pinned = Law(3, RuleSet()).pin(DecisionClass.ORDINARY)
    who = outside.asked_members(SEATS, (), pinned)
    place = next(one for one in who.places if one.seat == seat)
    if key is None:
        outside.check_answerer(pinned, who, SEATS, given, place, person)
        return
    with pytest.raises(Refused) as caught:
        outside.check_answerer(pinned, who, SEATS, given, place, person)
    assert caught.value.key == key


def test_one_person_with_two_seats_counts_once() -> None:
    pinned = Law(3, RuleSet()).pin(DecisionClass.ORDINARY)
    assert [one.seat for one in outside.asked_members(SEATS, (), pinned).voting()] == [1, 2]


MAKE_UP = Calendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    make_up=frozenset({date(2026, 10, 10)}),
    years=frozenset({2026}),
)


@pytest.mark.parametrize(
    ("rule", "closes"),
    [
        (WrittenResolution(days=7), datetime(2026, 10, 5, 16, 0, tzinfo=UTC)),
        # 29 and 30 September; then the holidays; 8, 9 and the Saturday that is worked.
        (WrittenResolution(days=5, day_kind=DayKind.WORKING), datetime(2026, 10, 10, 16, 0, tzinfo=UTC)),
        (WrittenResolution(days=6, day_kind=DayKind.WORKING), datetime(2026, 10, 12, 16, 0, tzinfo=UTC)),
    ],
)
def test_days_end_at_their_midnight_where_the_council_sits(rule: WrittenResolution, closes: datetime) -> None:
    pinned = Law(1, RuleSet(written=rule)).pin(DecisionClass.ORDINARY)
    found = outside.period(pinned, Method.WRITTEN, OPENED, date(2026, 9, 28), "Asia/Shanghai", MAKE_UP)
    assert (found.closes_at, found.warnings) == (closes, ())


def test_a_year_without_working_days_is_told() -> None:
    rule = WrittenResolution(days=5, day_kind=DayKind.WORKING)
    pinned = Law(1, RuleSet(written=rule)).pin(DecisionClass.ORDINARY)
    found = outside.period(pinned, Method.WRITTEN, OPENED, date(2026, 9, 28), "Asia/Shanghai", Calendar())
    assert [one.params["year"] for one in found.warnings] == ["2026"]


@pytest.mark.parametrize("minutes", [0, 59, 60, 72 * 60 - 1, 72 * 60, 72 * 60 + 30])
def test_hours_are_whole_and_settling_ends_what_silence_does_not_carry(minutes: int) -> None:
    lazy = LazyConsensus(hours=72, minimum_approvals=1, article="6.6")
    pinned = Law(1, RuleSet(lazy=lazy)).pin(DecisionClass.ORDINARY)
    who = outside.asked_members(SEATS, (), pinned)
    now, closes = OPENED + timedelta(minutes=minutes), OPENED + timedelta(hours=72)
    one = outside.counted(
        Method.LAZY_CONSENSUS, who, [], demands=0, opened=OPENED, closes_at=closes, now=now, settled=True
    )
    assert one.hours_open == minutes // 60
    assert tally(pinned, one).outcome == ("void" if minutes >= 72 * 60 else "open")


def test_the_answer_share_is_exact() -> None:
    """Two thirds of seven are five, not four and a half."""
    rule = WrittenResolution(answer_share=Fraction(2, 3), answer_strict=False, article="6.7")
    pinned = Law(1, RuleSet(written=rule)).pin(DecisionClass.ORDINARY)
    seven = [SeatOn(n, "representative", True, holder=100 + n) for n in range(1, 8)]
    who = outside.asked_members(seven, (), pinned)
    assert outside.asked(pinned, Method.WRITTEN, who).params["needed"] == 5
    outside.check_choice(pinned, Method.WRITTEN, Choice.ABSTAIN, "")


def test_a_policy_is_adopted_in_writing(app: Flask, session: Session, cast: Cast, now: datetime) -> None:
    text_up = a_version(session, cast, state="in_review")
    with app.test_request_context():
        with pytest.raises(Refused, match=r"decisions.wrong_class"):
            service.ask(
                session,
                cast.actor("chair"),
                text_up.ref,
                text="Yes.",
                lang="en",
                decision_class="ordinary",
                now=now,
            )
        motion = service.ask(
            session,
            cast.actor("chair"),
            text_up.ref,
            text="Yes.",
            lang="en",
            decision_class="policy",
            now=now,
        )
        assert "Complaint handling" in motion.heading
        say(session, cast, motion, now, **dict.fromkeys(VOTING, "yes"))
        service.close_outside(session, cast.actor("chair"), motion, now=now)
    session.commit()
    assert (motion.state, text_up.state, text_up.decision_ref) == ("carried", "adopted", motion.ref)


def test_the_database_wants_a_meeting_or_an_end(session: Session, cast: Cast, now: datetime) -> None:
    motion = ask(session, cast, now)
    session.commit()
    for change in ("closes_at = NULL", "title = NULL", "method = 'roll_call'", "item_id = 1"):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.connection().execute(text(f"UPDATE motions SET {change} WHERE id = {motion.id}"))


@pytest.mark.sqlite
def test_votes_of_the_first_schema_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    first_schema(url, monkeypatch)
    engine = bare_engine(url)
    columns = (
        "id, meeting_id, item_id, text, lang, decision_class, method, state, charter_version_id, rule, electorate, "
        "opening, opened_at, closed_at, end_reason, row_version"
    )
    with engine.connect() as connection, connection.begin():
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        values = (
            "7, 1, 1, 'That it is so.', 'en', 'ordinary', 'roll_call', 'withdrawn', 1, '{}', '{}', '{}', "
            "'2026-01-05 00:00:00', '2026-01-05 01:00:00', 'Later.', 3"
        )
        connection.execute(text(f"INSERT INTO motions ({columns}) VALUES ({values})"))
        monkeypatch.setattr(migrate, "_check_foreign_keys", lambda connection: None)
    engine.dispose()
    assert migrate.upgrade(url) == "0001"
    engine = bare_engine(url)
    with engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM motions")).mappings()
        assert (row["id"], row["text"], row["end_reason"], row["row_version"]) == (
            7,
            "That it is so.",
            "Later.",
            3,
        )
        assert (row["title"], row["closes_at"]) == (None, None)
    engine.dispose()
