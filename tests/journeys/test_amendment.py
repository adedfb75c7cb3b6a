"""The charter is amended: drafted, read back, replayed, voted on, and in force from its day and not before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy.orm import Session

from council.db import db
from council.meetings import queries
from council.meetings import service as meetings
from tests.conftest import NOW
from tests.journeys.conftest import Person
from tests.journeys.hall import Hall, arrive, roll_call, submit
from tests.make import a_decision
from tests.people import Cast

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ROOM = ("chair", "sales", "marketing", "operations", "service", "support")
"""Six of the seven voting members: enough for the charter as it is and, just so, as it will be."""
SUMMARY = (
    "A decision needs three quarters of the filled seats, because two departments were outvoted while away."
)
ITEM = "How long callers wait at noon"
ARTICLE = {
    "en": "The council can decide when more than three quarters of the filled voting seats are present, and at least four of them.",
    "zh": "已有人任职的有表决权席位中，到会者超过四分之三且不少于四席的，委员会方可作出决议。",
}


@pytest.fixture
def hall(browser: Browser, own_database: str, tmp_path: Path) -> Iterator[Hall]:
    made = Hall(browser, own_database, tmp_path)
    with made.served.app.app_context():
        held(db.session, NOW - timedelta(days=20))
    yield made
    made.close()


def held(session: Session, now: datetime) -> None:
    """A meeting of the past, five in the room, with one decision carried."""
    cast = Cast(session, NOW.date())
    motion = a_decision(session, cast, decision_class="ordinary", now=now)
    meetings.close(session, cast.actor("chair"), motion.meeting, now=now + timedelta(hours=1))
    session.commit()


def test_an_amendment_takes_force_on_its_day(hall: Hall) -> None:
    chair = hall.at("chair", "en")
    the_chair_drafts(chair)
    the_chair_replays_it(chair)
    first = on_an_agenda(chair, "2026-03-16", about="Charter v2")
    hall.clock.jump_to(datetime(2026, 3, 16, 6, 0, tzinfo=UTC))
    chair, secretary = hall.at("chair", "en"), hall.at("service", "zh")
    the_meeting_adopts(hall, secretary, first)
    it_waits_for_its_day(chair, secretary, first)
    hall.clock.jump_to(datetime(2026, 4, 1, 2, 0, tzinfo=UTC))
    the_new_law_governs(hall, first)


def the_chair_drafts(chair: Person) -> None:
    page = chair.go("/council/charter")
    chair.press("Draft a new version")
    page.fill("#change_summary", SUMMARY)
    page.fill("#in_force_from", "2026-04-01")
    chair.look()
    submit(chair)
    page.wait_for_url("**/council/charter/v2")
    expect(page.locator("#changed")).to_contain_text("Nothing yet")
    page.locator("#ready").get_by_text("Every rule can be met.").wait_for()

    chair.go("/council/charter/v2/rules")
    page.locator("[id='rule-ordinary.quorum'] .law-edit").click()
    page.select_option("#fraction", "3/4")
    page.fill("#minimum", "8")
    chair.press("Save")
    refused = page.locator("#minimum-err")
    expect(refused).to_contain_text("7")
    expect(page.locator("#minimum")).to_have_value("8")
    expect(page.locator("#fraction")).to_have_value("3/4")
    chair.look()
    page.fill("#minimum", "4")
    page.locator("#minimum").blur()
    for words in ("more than three quarters of the filled voting seats, at least 4", "四分之三"):
        expect(page.locator("#read-back")).to_contain_text(words)
    page.check("#alongside")
    chair.press("Save")
    page.wait_for_url("**/rules#rule-ordinary.quorum")
    expect(page.locator("[id='rule-policy.quorum'] dd")).to_contain_text("three quarters")
    expect(page.locator("[id='rule-charter.quorum'] dd")).to_contain_text("two thirds")

    chair.go("/council/charter/v2/articles/5.2")
    page.fill("#body_en", ARTICLE["en"])
    submit(chair)
    page.wait_for_url("**/v2#article-5.2")
    expect(page.locator("#ready")).to_contain_text("lag")
    chair.go("/council/charter/v2/articles/5.2")
    page.fill("#body_zh", ARTICLE["zh"])
    submit(chair)
    page.wait_for_url("**/v2#article-5.2")
    expect(page.locator("#ready")).to_contain_text("Both languages say the same.")
    expect(page.locator("#changed")).to_contain_text("4 rules changed")
    expect(page.locator("#article-5-whole")).to_contain_text("more than three quarters")
    chair.look()


def the_chair_replays_it(chair: Person) -> None:
    chair.press("Replay this version")
    page = chair.page
    page.wait_for_url("**/decisions/replay/v2")
    differs = page.locator("tr.differs")
    expect(differs.first).to_contain_text("article 5.2 of charter v2")
    chair.look()


def on_an_agenda(chair: Person, day: str, about: str) -> str:
    """Put up for the vote, taken from the docket, called."""
    page = chair.go("/council/charter/v2")
    chair.push("/submit")
    expect(page.locator(".page-head")).to_contain_text("In review")
    code = planned(chair, day)
    page.locator("#docket li", has_text=about).locator("button").click()
    expect(page.locator("#agenda")).to_contain_text(about)
    chair.look()
    called(chair, code)
    return code


def planned(chair: Person, day: str) -> str:
    page = chair.go("/meetings/new")
    for name, value in (("day", day), ("starts", "14:00"), ("ends", "16:00"), ("place", "Room 4")):
        page.fill(f"[name={name}]", value)
    submit(chair)
    page.wait_for_url(re.compile(r"/meetings/2026-\d+"))
    code = re.findall(r"/meetings/(2026-\d+)", page.url)[0]
    chair.go(f"/meetings/{code}/agenda")
    return code


def called(chair: Person, code: str) -> None:
    page = chair.go(f"/meetings/{code}")
    chair.push("/call")
    expect(page.locator(".page-head")).to_contain_text(chair.say("Called"))


def arrived(hall: Hall, code: str, parts: tuple[str, ...]) -> None:
    """These are in the room."""
    with hall.served.app.app_context():
        cast, now = Cast(db.session, NOW.date()), hall.clock()
        meeting = queries.get(db.session, code)
        for part in parts:
            meetings.arrive(db.session, cast.actor("secretary"), meeting, cast[part].id, now=now)
        db.session.commit()


def the_meeting_adopts(hall: Hall, secretary: Person, code: str) -> None:
    arrived(hall, code, ROOM[:5])
    page = secretary.go(f"/minutes/{code}/room")
    arrive(secretary, [hall.id_of(ROOM[5])])
    secretary.push("/open")
    secretary.push("/start")
    expect(page.locator(".quorum-line")).to_contain_text("章程第 1 版第 5.3 条")
    put = page.locator("form[action$='/put']")
    expect(put.locator("[name=decision_class]")).to_have_value("charter")
    expect(put.locator("[name=method]")).to_have_value("roll_call")
    secretary.look()
    put.locator("button[type=submit]").click()
    roll_call(secretary, but={hall.seat_of("support"): "no"})
    expect(page.locator(".vote.is-done")).to_contain_text("通过")
    expect(page.locator(".vote.is-done .working")).to_contain_text("章程第 1 版第 6.3 条")
    secretary.look()


def it_waits_for_its_day(chair: Person, secretary: Person, code: str) -> None:
    """Adopted, and yet the meeting that adopted it, and the law of the day, are as before."""
    page = secretary.page
    secretary.go("/council/charter/v2")
    expect(page.locator(".page-head")).to_contain_text(secretary.say("In force later"))
    expect(page.locator("#facts")).to_contain_text("4月1日")
    secretary.look()
    page = chair.go("/council/charter")
    expect(page.locator("h1")).to_have_text("Charter v1")
    page = chair.go(f"/minutes/{code}/room")
    chair.push("/close")
    page.wait_for_url(f"**/minutes/{code}")
    expect(page.locator("main")).to_contain_text("charter v1")


def the_new_law_governs(hall: Hall, first: str) -> None:
    chair = hall.at("chair", "zh")
    page = chair.go("/council/charter")
    expect(page.locator("h1")).to_contain_text("2")
    expect(page.locator("#article-5-whole")).to_contain_text(ARTICLE["zh"])
    chair.look()
    page.fill("#law-on", "2026-03-31")
    page.locator(".law-on button").click()
    expect(page.locator("h1")).to_contain_text("1")
    page = chair.go(f"/minutes/{first}")
    expect(page.locator("main")).to_contain_text("章程第 1 版第 5.3 条")
    second = planned(chair, "2026-04-15")
    page = chair.go(f"/meetings/{second}/items/new")
    page.fill("[name=title]", ITEM)
    submit(chair)
    called(chair, second)
    hall.clock.jump_to(datetime(2026, 4, 15, 6, 0, tzinfo=UTC))
    chair = hall.at("chair", "en")
    arrived(hall, second, ROOM[:5])
    page = chair.go(f"/minutes/{second}/room")
    line = page.locator(".quorum-line")
    expect(line).to_contain_text("5 / 6")
    expect(line).to_contain_text("article 5.2 of charter v2")
    chair.look()
    arrive(chair, [hall.id_of(ROOM[5])])
    expect(line).to_contain_text("6 / 6")
    expect(line).to_contain_text(chair.say("Quorum met"))
    chair.push("/open")
    chair.look()
