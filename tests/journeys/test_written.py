"""Decided without a meeting: a written resolution with a recusal, and a silence that an objection ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from council.db import db
from council.decisions import queries, service
from tests.conftest import NOW
from tests.journeys.conftest import Person
from tests.journeys.hall import Hall, submit
from tests.make import a_proposal
from tests.people import Cast

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PHONE = {"width": 360, "height": 740}
TITLE = "退款进度每日短信告知"
REQUEST = "退款办理期间，每日以短信告知客户进度。"
INTEREST = "短信服务商由我部门签约。"
OBJECTION = "It costs more than the budget of this year holds."


@pytest.fixture
def hall(browser: Browser, own_database: str, tmp_path: Path) -> Iterator[Hall]:
    made = Hall(browser, own_database, tmp_path)
    with made.served.app.app_context():
        a_proposal(
            db.session,
            Cast(db.session, NOW.date()),
            state="docketed",
            lang="zh",
            title=TITLE,
            request=REQUEST,
        )
    yield made
    made.close()


def test_a_written_resolution(hall: Hall) -> None:
    secretary = hall.at("service", "zh")
    vote = asked(secretary, "written")
    expect(secretary.page.locator("main")).to_contain_text("2026年3月9日 24:00")
    secretary.look()
    answers(secretary, "yes")

    sales = hall.at("sales", "en", viewport=PHONE)
    page = sales.go("/")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url(f"**{vote}")
    sales.look()
    answers(sales, "abstain")
    answers(sales, "yes")
    expect(page.locator("#roll tr", has_text="Sam Poole")).to_contain_text("Yes")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

    marketing = hall.at("marketing", "zh")
    page = marketing.go(vote)
    fold = page.locator("details.fold", has=page.locator("form[action$='/recuse']"))
    fold.locator("summary").click()
    fold.locator("[name=reason]").fill(INTEREST)
    fold.locator("button").last.click()
    page.locator("dialog[open] button").last.click()
    expect(page.locator("#stances")).to_contain_text(INTEREST)
    expect(page.locator(".my-vote")).to_have_count(0)
    marketing.look()

    others(hall, vote, chair="yes", operations="yes", support="no")
    hall.clock.jump_to(NOW + timedelta(days=9))
    secretary = hall.at("service", "zh")
    page = secretary.go("/")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url(f"**{vote}")
    expect(page.locator(".my-vote")).to_have_count(0)
    secretary.look()
    secretary.push("/close")
    expect(page.locator(".page-head")).to_contain_text(secretary.say("Carried"))
    working = page.locator("#working .working").first
    expect(working).to_contain_text("章程第 1 版第 6.7 条")
    secretary.look()
    page.locator(".page-head a.btn-primary").click()
    page.wait_for_url(re.compile(r"/decisions/D-2026-001$"))
    expect(page.locator("main")).to_contain_text(REQUEST)
    expect(page.locator("tr", has_text="秦梅")).to_contain_text(secretary.say("Recused"))
    secretary.look()
    page = secretary.go("/decisions/")
    expect(page.locator("tr", has_text="D-2026-001")).to_contain_text(secretary.say("Written resolution"))

    sales = hall.at("sales", "en")
    page = sales.go("/proposals/P-2026-001")
    expect(page.locator(".page-head")).to_contain_text("Adopted")
    expect(page.locator(".thread")).to_contain_text("D-2026-001")
    sales.look()


def test_an_objection_brings_it_to_a_meeting(hall: Hall) -> None:
    chair = hall.at("chair", "en")
    vote = asked(chair, "lazy_consensus")
    chair.look()
    vice = hall.at("operations", "en")
    page = vice.go(vote)
    page.locator(".my-vote button[value=no]").click()
    expect(page.locator(".flash:not([hidden])")).to_contain_text("Say why you object")
    page.locator(".my-vote [name=note]").fill(OBJECTION)
    page.locator(".my-vote button[value=no]").click()
    expect(page.locator("#roll")).to_contain_text(OBJECTION)
    expect(page.locator(".page-head")).to_contain_text("Void")
    expect(page.locator("#working")).to_contain_text("the matter goes to a meeting")
    expect(page.locator("#working")).to_contain_text("article 6.6 of charter v1")
    vice.look()
    chair = hall.at("chair", "zh")
    page = chair.go("/proposals/P-2026-001")
    expect(page.locator(".page-head")).to_contain_text(chair.say("On the docket"))
    expect(page.locator("main .note:not(.flash)")).to_contain_text(OBJECTION)
    chair.look()
    person = hall.at("sales", "zh")
    page = person.go(vote)
    expect(page.locator(".my-vote")).to_have_count(0)


def asked(person: Person, method: str) -> str:
    """From the proposal's page to the vote that members answer: its address."""
    page = person.go("/proposals/P-2026-001")
    person.press("Decide without a meeting")
    page.locator(f"[name=method][value={method}]").check()
    expect(page.locator("[name=text]")).to_have_value(REQUEST)
    person.look()
    submit(person)
    page.wait_for_url(re.compile(r"/decisions/written/\d+$"))
    return page.url.removeprefix(person.served.address)


def others(hall: Hall, vote: str, **choices: str) -> None:
    """The rest of the council answers."""
    with hall.served.app.app_context():
        cast, motion = (
            Cast(db.session, NOW.date()),
            queries.get_outside(db.session, int(vote.rsplit("/")[-1])),
        )
        for part, choice in choices.items():
            seat = cast.seat(part).id
            service.answer(db.session, cast.actor(part), motion, seat_id=seat, choice=choice, now=NOW)
        db.session.commit()


def answers(person: Person, choice: str) -> None:
    button = person.page.locator(f".my-vote button[value={choice}]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
