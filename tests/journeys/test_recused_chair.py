"""The chair declares an interest: the vice-chair presides over the item, breaks the tie, and the decision says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from council.db import db
from tests.conftest import NOW
from tests.journeys.conftest import Moving, Person, Served, serve
from tests.make import a_meeting, a_proposal
from tests.people import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ROOM = ("chair", "operations", "sales", "marketing", "support")
"""Five of the seven voting members: without the chair four are left, just enough, and two against two."""
TEXT = {
    "en": {
        "title": "A second courier for the islands",
        "problem": "Parcels to the islands wait for three days.",
        "request": "The council asks for a second courier.",
        "interest": "My brother owns one of the bidders.",
        "chair": "Grace Hall",
        "vice": "Omar Reyes",
        "order": "article 4.1 of charter v1",
        "majority": "article 6.1 of charter v1",
    },
    "zh": {
        "title": "为海岛增设第二家承运商",
        "problem": "寄往海岛的包裹要等三天。",
        "request": "委员会请求增设第二家承运商。",
        "interest": "一家投标方由我兄弟所有。",
        "chair": "何岚",
        "vice": "欧文",
        "order": "章程第 1 版第 4.1 条",
        "majority": "章程第 1 版第 6.1 条",
    },
}


@pytest.fixture(params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def served(own_database: str, tmp_path: Path, lang: str) -> Iterator[tuple[Served, str]]:
    """A council whose meeting begins now, called in time, with one proposal on its agenda."""
    clock, words = Moving(NOW), TEXT[lang]
    running = serve(own_database, tmp_path / "served", clock)
    with running.app.app_context():
        cast = Cast(db.session, NOW.date())
        proposal = a_proposal(
            db.session, cast, state="docketed", lang=lang,
            title=words["title"], problem=words["problem"], request=words["request"],
        )  # fmt: skip
        meeting = a_meeting(db.session, cast, state="called", about=(proposal,))
        code, starts = meeting.code, meeting.starts_at
    clock.jump_to(starts + timedelta(minutes=1))
    yield running, code
    running.close()


def test_the_vice_chair_presides_and_breaks_the_tie(
    browser: Browser, served: tuple[Served, str], lang: str
) -> None:
    running, code = served
    words, address = TEXT[lang], f"/minutes/{code}/room"

    def person(part: str) -> Person:
        return Person(browser, running, lang, f"{part}@example.org", PASSWORD)

    chair, vice, secretary = person("chair"), person("operations"), person("service")
    page = secretary.go(address)
    for part in ROOM:
        row = page.locator("form", has=page.locator(f"input[name=person][value='{_id(running, part)}']"))
        row.locator("button").first.click()
        expect(page.locator(".room-people .is-here")).to_have_count(ROOM.index(part) + 1)
    chair.go(address)
    chair.push("/open")
    chair.push("/start")
    expect(chair.page.locator("#now-title")).to_have_text(words["title"])
    expect(chair.page.locator(".presider-line")).to_contain_text(words["chair"])
    expect(chair.page.locator(".presider-line")).to_contain_text(words["order"])

    fold = chair.page.locator("details.fold", has=chair.page.locator("form[action*='/interest']"))
    fold.locator("summary").click()
    chair.page.fill("#interest-reason", words["interest"])
    fold.locator("button").last.click()
    expect(chair.page.locator("main")).to_contain_text(words["interest"])
    expect(chair.page.locator(".presider-line")).to_contain_text(words["vice"])
    expect(chair.page.locator(".quorum-line")).to_contain_text("4 / 4")
    chair.look()

    page = secretary.go(address)
    expect(page.locator(".presider-line")).to_contain_text(words["vice"])
    put = page.locator("form[action$='/put']")
    put.locator("[name=method]").select_option("roll_call")
    put.locator("button[type=submit]").click()
    for part, choice in (("sales", "yes"), ("marketing", "no"), ("support", "no")):
        seat = _seat(running, part)
        line = page.locator(".roll-list form", has=page.locator(f"input[name=seat_id][value='{seat}']"))
        line.locator(f"button[value={choice}]").click()
        expect(line.locator(f"button[value={choice}]")).to_have_attribute("aria-pressed", "true")
    vice.go(address)
    vice.page.locator(".my-vote button[value=yes]").click()
    expect(vice.page.locator(".my-vote button[value=yes]")).to_have_attribute("aria-pressed", "true")
    chair.go(address)
    expect(chair.page.locator(".my-vote")).to_have_count(0)

    secretary.go(address)
    page.locator(".closing-form button").click()
    expect(page.locator(".vote")).to_contain_text(secretary.say("Tied"))
    expect(page.locator(".casting")).to_contain_text(words["vice"])
    secretary.look()
    chair.go(address)
    expect(chair.page.locator(".casting form")).to_have_count(0)
    vice.go(address)
    expect(vice.page.locator(".casting form")).to_have_count(2)
    vice.look()
    vice.page.locator(".casting .vote-yes button").click()
    expect(vice.page.locator(".vote.is-done")).to_contain_text(vice.say("Carried"))

    number = re.findall(r"/decisions/(D-\d{4}-\d+)", vice.page.content())[0]
    page = vice.go(f"/decisions/{number}")
    working = page.locator(".working")
    for law in (words["majority"], words["order"]):
        expect(working).to_contain_text(law)
    expect(page.locator("#working")).to_contain_text(vice.say("The casting vote was given by"))
    expect(page.locator("#working")).to_contain_text(words["vice"])
    expect(page.locator("tr", has_text=words["chair"])).to_contain_text(vice.say("Recused"))
    vice.look()

    chair.go(address)
    chair.push("/close")
    chair.page.wait_for_url(f"**/minutes/{code}")
    item = chair.page.locator("#item-1")
    for said in (words["vice"], words["order"], words["interest"], vice.say("The casting vote was given by")):
        expect(item).to_contain_text(said)
    chair.look()
    for each in (chair, vice, secretary):
        each.close()


def _id(running: Served, part: str) -> int:
    with running.app.app_context():
        return Cast(db.session, NOW.date())[part].id


def _seat(running: Served, part: str) -> int:
    with running.app.app_context():
        return Cast(db.session, NOW.date()).seat(part).id
