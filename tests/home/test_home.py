"""The first page: each reader's own desk, in both languages, also when nothing is there yet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from council.home import queries
from council.meetings import service as meetings
from council.reports import service as reports
from tests.make import a_meeting, a_proposal
from tests.reports.quarter import AFTER, a_quarter, a_report

READERS = ("chair", "secretary", "sales", "analyst", "manager", "auditor", "administrator")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("part", READERS)
def test_an_empty_council_has_a_calm_first_page(session, cast, sign_in, part, lang):
    page = sign_in(part, lang=lang).get("/")
    assert page.status == 200
    assert ("Good morning" if lang == "en" else "早上好") in page.text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("part", READERS)
def test_a_busy_council_shows_each_reader_their_part(session, cast, sign_in, clock, part, lang):
    a_quarter(session, cast)
    a_proposal(session, cast, by="marketing", now=AFTER)
    a_meeting(session, cast, now=AFTER)
    clock.moment = AFTER
    page = sign_in(part, lang=lang).get("/")
    text = page.text
    en = lang == "en"
    sees_decisions = part != "administrator"
    assert ("D-2026-002" in text) is sees_decisions
    assert (("First contact resolution" if en else "首次解决率") in text) is sees_decisions
    assert ("/meetings/2026-02" in page.links()) is (part not in ("manager", "administrator"))
    assert (("Docket" if en else "待议事项") in text) is (part in ("chair", "secretary"))
    assert ("/admin/log" in page.links()) is (part in ("auditor", "administrator"))


def test_my_action_waits_for_me_and_not_for_others(session, cast, sign_in, clock):
    a_quarter(session, cast)
    clock.moment = AFTER
    assert "Show the waiting time before the call-back" in sign_in("support").get("/").text
    assert "Show the waiting time before the call-back" not in sign_in("sales").get("/").text


def test_the_first_page_follows_the_record(session, cast, sign_in):
    secretary = sign_in("secretary")
    assert "Answer e-mail within a day" not in secretary.get("/").text
    a_proposal(session, cast)
    assert "Answer e-mail within a day" in secretary.get("/").text


def test_the_report_of_the_quarter_waits_for_the_secretary(session, cast, sign_in, clock):
    clock.moment = AFTER
    assert "The quarter is over and its report is not begun." in sign_in("secretary").get("/").text
    a_report(session, cast)
    assert "The report is drafted and not issued yet." in sign_in("secretary").get("/").text
    assert "Quarterly report" not in sign_in("sales").get("/").text


def test_management_finds_the_issued_report(app, session, cast, sign_in, clock):
    report = a_report(session, cast)
    with app.app_context():
        reports.issue(session, cast.actor("secretary"), report, now=AFTER)
    session.commit()
    clock.moment = AFTER
    assert "/reports/2026-Q1/zh.pdf" in sign_in("manager", lang="zh").get("/").links()


def test_the_next_meeting_says_whether_i_am_expected(session, cast, sign_in, now):
    meeting = a_meeting(session, cast)
    sales = sign_in("sales")
    assert "You are expected." in sales.get("/").text
    assert "Not called yet; the latest day is" in sales.get("/").text
    meetings.apologise(session, cast.actor("sales"), meeting, cast.sales.id, reason="On leave.", now=now)
    session.commit()
    assert "You sent your apologies." in sales.get("/").text


def test_a_running_meeting_opens_its_room(session, cast, sign_in, clock):
    a_meeting(session, cast, state="in_session", starts_in=14)
    clock.forward(days=14, minutes=10)
    page = sign_in("chair").get("/")
    assert "Enter the meeting room" in page.text and "You are recorded as present." in page.text


@pytest.mark.parametrize(
    "hour, part", [(3, "evening"), (4, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening")]
)
def test_the_greeting_follows_the_councils_clock(hour, part):
    local = datetime(2026, 3, 2, hour, 30, tzinfo=UTC) - timedelta(hours=8)
    assert queries.greeting(local, "Asia/Shanghai") == part


def test_signed_out_visitors_are_asked_to_sign_in(session, visitor):
    assert visitor.client.get("/").status_code in (302, 303)
