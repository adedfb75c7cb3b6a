"""Approval by silence, from the circulated record to the sealed one: nobody objects, somebody does, the night run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from council.audit.service import record
from council.charter import codec, starter
from council.charter.kinds import Approval, DayKind
from council.charter.models import CharterVersion
from council.charter.rules import MinutesRule
from council.core.actor import SYSTEM
from council.core.errors import Refused
from council.db import db
from council.meetings.models import Meeting
from council.minutes import queries, service
from council.minutes.models import Minutes
from council.paper.press import Pdf
from council.web import registries
from tests import make
from tests.people import Cast

DAY = timedelta(days=1)
PAPERS = {"en": Pdf(b"%PDF en", "a" * 64, 3), "zh": Pdf(b"%PDF zh", "b" * 64, 3)}
SILENCE = MinutesRule(
    circulate_days=5, day_kind=DayKind.WORKING, approval=Approval.DEEMED, deemed_days=5, article="8.1"
)


@pytest.fixture
def minutes(session: Session, cast: Cast, now: datetime) -> Minutes:
    """The draft of a meeting on Monday 16 March, held under a charter by which silence approves."""
    meeting = make.a_meeting(session, cast, state="closed", now=now)
    _under_silence(session, meeting, now)
    return queries.get(session, meeting.code)


def _under_silence(session: Session, meeting: Meeting, now: datetime) -> None:
    version = CharterVersion(
        number=7, state="adopted", authoritative_lang="en", founding=True, made_at=now, adopted_at=now,
        in_force_from=now.date(), rules=codec.encode(replace(starter.STARTER, minutes=SILENCE)),
    )  # fmt: skip
    session.add(version)
    session.flush()
    meeting.charter_version_id = version.id
    for thing in (version, meeting):
        record(session, SYSTEM, "meetings.edit", thing, now=now)
    session.commit()


def waits(session: Session, cast: Cast, part: str, on: datetime) -> list[str]:
    found = registries.waiting_for(session, cast.actor(part), on.date())
    return [one.reason.key for one in found if one.ref.startswith("minutes:")]


def docketed(session: Session, on: datetime) -> list[str]:
    return [w.reason.key for w in registries.docket(session, on.date()) if w.ref.startswith("minutes:")]


def test_nobody_objects_and_the_secretary_seals(
    app: Flask, session: Session, cast: Cast, minutes: Minutes
) -> None:
    over = minutes.opened_at
    with app.test_request_context():
        assert waits(session, cast, "secretary", over) == ["minutes.waits_to_circulate"]
        assert waits(session, cast, "secretary", over + 8 * DAY) == ["minutes.overdue_to_circulate"]
        service.circulate(session, cast.actor("secretary"), minutes, now=over + DAY)
        session.commit()
        assert minutes.respond_by.isoformat() == "2026-03-24"  # five working days after Tuesday the 17th
        assert docketed(session, over + 2 * DAY) == []
        assert waits(session, cast, "sales", over + 2 * DAY) == ["minutes.waits_for_comment"]
        assert waits(session, cast, "secretary", over + 9 * DAY) == ["minutes.waits_deemed"]
        assert waits(session, cast, "sales", over + 9 * DAY) == []
    secretary = cast.actor("secretary")
    with pytest.raises(Refused) as early:
        service.approve(
            session, secretary, minutes, papers=PAPERS, printed_of=minutes.sha256 or "", now=over + 8 * DAY
        )
    assert early.value.key == "minutes.not_deemed_yet"
    assert early.value.params["last"] == minutes.respond_by
    assert early.value.params["law"].params == {"article": "8.1", "version": 7}
    service.approve(
        session, secretary, minutes, papers=PAPERS, printed_of=minutes.sha256 or "", now=over + 9 * DAY
    )
    session.commit()
    assert (minutes.state, minutes.approved_by_ref) == ("approved", None)
    assert minutes.meeting.sealed_at is not None


def test_an_objection_sends_them_to_the_next_meeting(
    app: Flask, session: Session, cast: Cast, minutes: Minutes
) -> None:
    over, secretary = minutes.opened_at, cast.actor("secretary")
    service.circulate(session, secretary, minutes, now=over + DAY)
    service.comment(
        session, cast.actor("sales"), minutes, text="I voted no.", kind="objection", now=over + 2 * DAY
    )
    session.commit()
    with app.test_request_context():
        assert docketed(session, over + 3 * DAY) == ["minutes.waits_objected"]
        assert "minutes.waits_deemed" not in waits(session, cast, "secretary", over + 30 * DAY)
    with pytest.raises(Refused, match="objections_stand"):
        service.check_approval(session, minutes, now=over + 30 * DAY)
    service.take_back(session, secretary, minutes, reason="The roll was wrong.", now=over + 4 * DAY)
    service.circulate(session, secretary, minutes, now=over + 5 * DAY)
    session.commit()
    with app.test_request_context():
        assert docketed(session, over + 6 * DAY) == []  # heard: silence counts again


@pytest.mark.parametrize(
    ("after", "key"), [(1, "circulated_in_time"), (7, "circulated_in_time"), (8, "circulated_late")]
)
def test_the_record_says_whether_it_went_round_in_time(
    session: Session, cast: Cast, minutes: Minutes, after: int, key: str
) -> None:
    service.circulate(session, cast.actor("secretary"), minutes, now=minutes.opened_at + after * DAY)
    said = service.compose(session, minutes.meeting).circulated
    assert said is not None and said.key == f"minutes.{key}"


@pytest.mark.parametrize(
    ("lang", "late", "law"),
    [("en", ": late.", "article 8.1 of charter v7"), ("zh", "已逾期", "第 7 版第 8.1 条")],
)
def test_the_page_says_it(
    session: Session, cast: Cast, minutes: Minutes, sign_in, clock, lang: str, late: str, law: str
) -> None:
    service.circulate(session, cast.actor("secretary"), minutes, now=minutes.opened_at + 8 * DAY)
    session.commit()
    clock.moment = minutes.opened_at + 9 * DAY
    page = sign_in("secretary", lang).get(f"/minutes/{minutes.code}")
    assert late in page.text and law in page.text


def test_the_night_run_seals_what_is_ripe(own_app: Flask) -> None:
    """Real papers are printed; what is not ripe is named and left."""
    with own_app.app_context():
        cast = Cast(db.session, make.NOW.date())
        meeting = make.a_meeting(db.session, cast, state="closed")
        _under_silence(db.session, meeting, make.NOW)
        found = queries.get(db.session, meeting.code)
        service.circulate(db.session, cast.actor("secretary"), found, now=found.opened_at + DAY)
        db.session.commit()
        clock, over = own_app.config["CLOCK"], found.opened_at
        run = own_app.test_cli_runner()
        clock.moment = over + 2 * DAY
        early = run.invoke(args=["minutes", "seal"])
        assert early.exit_code == 0 and "sealed" not in early.output, early.output
        clock.moment = over + 9 * DAY
        ripe = run.invoke(args=["minutes", "seal"])
        assert ripe.exit_code == 0 and f"{meeting.code}: sealed" in ripe.output, ripe.output
        db.session.expire_all()
        assert queries.get(db.session, meeting.code).state == "approved"
        assert set(queries.papers(db.session, queries.get(db.session, meeting.code))) == {"en", "zh"}
