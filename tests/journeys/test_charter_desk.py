"""The chair changes a rule and pastes a text: the sentence follows each choice, and every page passes axe."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from council.charter import service as charter
from council.db import db
from tests import database, people
from tests.charter.test_pasting import thirty
from tests.journeys.conftest import Moving, Person, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("zh", 360)])
def test_a_rule_is_read_back_while_it_is_chosen(
    browser: Browser, tmp_path: Path, worker_id: str, lang: str, width: int
) -> None:
    with database.fresh(tmp_path, f"{worker_id}_desk_{lang}") as url:
        served = serve(url, tmp_path / "instance", Moving(NOW))
        try:
            with served.app.app_context():
                people.found(db.session, NOW - timedelta(days=60))
                db.session.commit()
                cast = people.Cast(db.session, NOW.date())
                charter.draft_version(db.session, cast.actor("chair"), change_summary="x", now=NOW)
                db.session.commit()
                email = cast.chair.email
            view = {"width": width, "height": 900}
            chair = Person(browser, served, lang, email, people.PASSWORD, viewport=view)
            for page in ("", "/rules", "/articles", "/articles/new", "/articles/5/number"):
                chair.go(f"/council/charter/v2{page}")
                chair.look()
            page = chair.go("/council/charter/v2/rules/ordinary.quorum")
            said = page.locator("#read-back")
            page.select_option("#fraction", "3/4")
            expect(said).to_contain_text("more than three quarters of the filled voting seats, at least 3.")
            page.fill("#minimum", "8")
            page.locator("#minimum").blur()
            expect(said.locator(".law-refused")).to_contain_text("8")
            chair.look()
            page.fill("#minimum", "4")
            page.locator("#minimum").blur()
            expect(said).to_contain_text("at least 4.")
            expect(said.locator(".law-refused")).to_have_count(0)
            chair.press("Save")
            page.wait_for_url("**/rules#rule-ordinary.quorum")
            changed = page.locator("[id='rule-ordinary.quorum'] dd")
            expect(changed).to_contain_text("4")
            page = chair.go("/council/charter/v2/paste")
            page.fill("#en", thirty()["en"])
            page.fill("#zh", thirty()["zh"])
            chair.press("Show how it is split")
            chair.look()
            chair.press("Replace the articles of the draft")
            page.wait_for_url("**/council/charter/v2")
            expect(page.locator("#article-30-whole")).to_be_visible()
            chair.look()
            chair.go("/council/charter/v1...v2")
            chair.look()
            chair.close()
        finally:
            served.close()
