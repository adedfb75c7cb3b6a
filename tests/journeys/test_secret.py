"""A secret ballot in the room: devices and paper together, a receipt shown once, and nobody learns who said what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from council.db import db
from tests.conftest import NOW
from tests.journeys.conftest import Person
from tests.journeys.hall import Hall
from tests.make import a_running_item
from tests.people import Cast

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ROOM = ("chair", "sales", "marketing", "operations", "service")
PHONE = {"width": 360, "height": 740}
TEXT = "Mary Quinn is vice-chair from April."


@pytest.fixture
def hall(browser: Browser, own_database: str, tmp_path: Path) -> Iterator[Hall]:
    made = Hall(browser, own_database, tmp_path)
    with made.served.app.app_context():
        a_running_item(db.session, Cast(db.session, NOW.date()), present=ROOM)
    yield made
    made.close()


def test_a_secret_ballot(hall: Hall) -> None:
    address = "/minutes/2026-01/room"
    chair = hall.at("chair", "en")
    page = chair.go(address)
    put = page.locator("form[action$='/put']")
    if not put.is_visible():
        page.locator("details.fold", has=put).locator("summary").click()
    put.locator("[name=text]").fill(TEXT)
    put.locator("[name=decision_class]").select_option("appointment")
    put.locator("[name=method]").select_option("secret")
    put.locator("button[type=submit]").click()
    expect(page.locator(".vote.is-open")).to_contain_text(TEXT)

    sales = hall.at("sales", "zh", viewport=PHONE)
    receipt = votes(sales, address, "yes")
    sales.look()
    sales.press("Back to the meeting room")
    expect(sales.page.locator(".my-vote button[name=choice]")).to_have_count(0)
    expect(sales.page.locator(".box-count")).to_contain_text("1")
    sales.look()
    marketing = hall.at("marketing", "en")
    votes(marketing, address, "no")
    votes(chair, address, "yes")

    chair.go(address)
    for part in ("operations", "service"):
        line = page.locator(".roll-list form", has=page.locator(f"input[value='{hall.seat_of(part)}']"))
        line.locator("button").click()
        expect(line.locator("button")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".vote.is-open .tally-bar")).to_have_count(0)
    chair.look()
    for name, count in (("yes", "2"), ("no", "1"), ("abstain", "0")):
        page.fill(f"#hands-{name}", count)
    page.locator(".closing-form button").click()
    expect(page.locator(".flash:not([hidden])")).to_contain_text("2")
    for name, count in (("yes", "2"), ("no", "0"), ("abstain", "0")):
        page.fill(f"#hands-{name}", count)
    page.locator(".closing-form button").click()
    expect(page.locator(".vote.is-done")).to_contain_text("Carried")
    expect(page.locator(".vote.is-done .working")).to_contain_text("article 6.4 of charter v1")

    number = re.findall(r"/decisions/(D-\d{4}-\d+)", page.content())[0]
    page = sales.go(f"/decisions/{number}")
    roll = page.locator("#roll tbody tr")
    expect(roll).to_have_count(7)
    for word in ("Yes", "No"):
        expect(page.locator("#roll")).not_to_contain_text(sales.say(word))
    sales.look()
    page.locator("a[href$='/receipt']").click()
    page.fill("[name=receipt]", receipt.lower())
    page.locator("main form.form-page button").last.click()
    expect(page.locator("main .note:not(.flash)")).to_contain_text(sales.say("This slip was counted."))
    sales.look()
    page.fill("[name=receipt]", "AAAA-" * 6 + "AAAA")
    page.locator("main form.form-page button").last.click()
    expect(page.locator("main .note.tone-warn:not(.flash)")).to_be_visible()


def votes(person: Person, address: str, choice: str) -> str:
    """Vote on one's own device: the receipt that is shown."""
    page = person.go(address)
    page.locator(f".my-vote button[value={choice}]").click()
    found = page.locator(".receipt")
    expect(found).to_be_visible()
    return found.inner_text()
