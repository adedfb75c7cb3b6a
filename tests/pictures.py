"""`make pictures`: the README's pictures, taken from the demo council in a real browser."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from council.db import db
from council.demo import service as demo
from council.meetings import queries as meetings
from tests import database
from tests.journeys.conftest import BROWSERS, FLAGS, Moving, Person, serve
from tests.journeys.test_walk import PASSWORD

TARGET = Path(__file__).resolve().parents[1] / "docs" / "pictures"
TODAY = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
WIDE = {"width": 1360, "height": 850}


def main() -> None:
    """Load the demo, serve it, and take home, the charter's desk, meeting room and a page of the report."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, database.fresh(Path(folder), "pictures") as url:
        served = serve(url, Path(folder) / "instance", Moving(TODAY))
        with served.app.app_context():
            demo.load(db.session, lang="en", today=TODAY.date(), now=TODAY)
            db.session.commit()
            upcoming = meetings.upcoming(db.session, TODAY)[0]
            code, starts = upcoming.code, upcoming.starts_at
        path = next(found for name in BROWSERS if (found := shutil.which(name)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            try:
                _home(browser, served)
                _law(browser, served)
                _report(browser, served, Path(folder))
                served.clock.jump_to(starts)
                _room(browser, served, code)
            finally:
                browser.close()
                served.close()


def _person(browser, served, part: str, **options) -> Person:  # type: ignore[no-untyped-def]
    return Person(
        browser,
        served,
        "en",
        f"{part}@lantern-quay.test",
        PASSWORD,
        viewport=WIDE,
        device_scale_factor=1,
        **options,
    )


def _home(browser, served) -> None:  # type: ignore[no-untyped-def]
    chair = _person(browser, served, "chair")
    chair.go("/").screenshot(path=TARGET / "home.png")
    chair.close()


def _law(browser, served) -> None:  # type: ignore[no-untyped-def]
    chair = _person(browser, served, "chair")
    chair.go("/council/charter/v3/rules/ordinary.quorum").screenshot(path=TARGET / "rule.png")
    chair.go("/decisions/replay/v3?show=differs").screenshot(path=TARGET / "replay.png")
    chair.close()


def _room(browser, served, code: str) -> None:  # type: ignore[no-untyped-def]
    chair = _person(browser, served, "chair")
    page = chair.go(f"/minutes/{code}/room")
    arrives = page.locator("form[action$='/arrive'] button")
    for _ in range(arrives.count() - 1):
        arrives.first.click()
        page.wait_for_load_state()
    chair.push("/open")
    page.locator("form[action$='/start'] button").first.click()
    page.locator(".now-foot form").first.locator("button").click()
    put = page.locator("form[action$='/put']")
    for name, index in (("mover_seat_id", 1), ("seconder_seat_id", 2)):
        put.locator(f"[name={name}]").select_option(index=index)
    put.locator("[name=method]").select_option("roll_call")
    put.locator("button[type=submit]").click()
    page.wait_for_load_state()
    for line in range(3):
        page.locator(".roll-list form").nth(line).locator("button[value=yes]").click()
        page.wait_for_load_state()
    served.clock.forward(minutes=4)
    chair.go(f"/minutes/{code}/room").screenshot(path=TARGET / "room.png")
    chair.close()


def _report(browser, served, folder: Path) -> None:  # type: ignore[no-untyped-def]
    manager = _person(browser, served, "manager")
    page = manager.go("/reports/")
    code = page.locator("main a[href*='/reports/20']").first.get_attribute("href") or ""
    pdf = folder / "report.pdf"
    pdf.write_bytes(manager.context.request.get(f"/reports/{code.split('/')[2]}/en.pdf").body())
    subprocess.run(["pdftoppm", "-r", "80", "-f", "6", "-l", "6", "-png", pdf, folder / "page"], check=True)
    shutil.copy(sorted(folder.glob("page-*.png"))[0], TARGET / "report.png")
    manager.close()


if __name__ == "__main__":
    main()
