"""From nothing to a council in force: the first start, bad input and good, then the first sign-in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import database
from tests.journeys.conftest import Moving, Person, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASSWORD = "four small boats at noon"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_council_is_founded(browser: Browser, tmp_path: Path, worker_id: str, lang: str) -> None:
    with database.fresh(tmp_path, f"{worker_id}_found_{lang}") as url:
        served = serve(url, tmp_path / "instance", Moving(datetime(2026, 11, 21, 2, 0, tzinfo=UTC)))
        try:
            founder = Person(browser, served, lang)
            page = founder.go("/")
            assert page.url.endswith("/start")
            founder.look()
            page.locator("#founding button[type=submit]").last.click()
            expect(page.get_by_role("alert").first).to_be_visible()
            founder.look()
            page.fill("#admin_name_en", "Vera Stone")
            page.fill("#admin_name_zh", "石薇")
            page.fill("#admin_email", "vera@example.org")
            page.fill("#admin_password", PASSWORD)
            page.fill("#admin_password_again", PASSWORD)
            page.fill("#name_en", "Northwind Service Council")
            page.fill("#name_zh", "北风客户服务委员会")
            page.fill("#founded_on", "2026-11-20")
            page.fill("#signatories", "Vera Stone\nHugo Lane")
            for number, (name, address) in enumerate(
                [("Hugo Lane", "hugo@example.org"), ("Ines Moor", "ines@example.org")]
            ):
                row = page.locator(".seat-row").nth(number)
                if row.get_attribute("open") is None:
                    row.locator("summary").click()
                page.fill(f"#seats-{number}-holder", name)
                page.fill(f"#seats-{number}-email", address)
            page.locator("#founding button[type=submit]").last.click()
            page.wait_for_url("**/admin/people")
            founder.look()
            founder.close()

            administrator = Person(browser, served, lang, "vera@example.org", PASSWORD)
            page = administrator.go("/council/charter")
            expect(page.locator(".page-head")).to_contain_text(administrator.say("In force"))
            administrator.look()
            page = administrator.go("/council")
            expect(page.locator("main")).to_contain_text("Hugo Lane")
            administrator.look()
            administrator.go("/admin/people")
            expect(page.locator("main")).to_contain_text("ines@example.org")
            administrator.look()
            administrator.go("/admin/log")
            administrator.look()
            administrator.go("/start")
            assert administrator.page.url == served.address + "/"
            administrator.close()
        finally:
            served.close()
