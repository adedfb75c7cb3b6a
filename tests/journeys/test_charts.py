"""A chart by keyboard: arrows walk from point to point, the words stand beside it; short and long, wide and at 320 px."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from council.db import db
from council.metrics import service
from council.metrics.periods import Frequency, Period
from council.metrics.rules import Entry
from tests import database, people
from tests.journeys.conftest import Moving, Person, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
LENGTHS = {"three": 3, "sixty": 60, "decade": 520}


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("zh", 320)])
def test_points_are_walked_by_arrow_keys(
    browser: Browser, tmp_path: Path, worker_id: str, lang: str, width: int
) -> None:
    with database.fresh(tmp_path, f"{worker_id}_chart_{lang}") as url:
        served = serve(url, tmp_path / "instance", Moving(NOW))
        try:
            with served.app.app_context():
                people.found(db.session, NOW - timedelta(days=60))
                email = _filled()
            one = Person(
                browser, served, lang, email, people.PASSWORD, viewport={"width": width, "height": 900}
            )
            for code in LENGTHS:
                for more in ("", "?span=all"):
                    page = one.go(f"/metrics/{code}{more}")
                    one.look()
                    assert page.evaluate("document.documentElement.scrollWidth") <= width
            page = one.go("/metrics/sixty?span=all")
            dots = page.locator("svg.spc:visible .spc-dots path")
            dots.last.focus()
            tip = page.locator(".spc-tip")
            expect(tip).to_have_text(dots.last.locator("title").text_content() or "")
            for _ in range(59):
                page.keyboard.press("ArrowLeft")
            expect(dots.first).to_be_focused()
            expect(dots.first).to_have_attribute(
                "aria-label", dots.first.locator("title").text_content() or ""
            )
            expect(tip).to_be_in_viewport()
            page.keyboard.press("ArrowLeft")
            expect(dots.first).to_be_focused()
            page.keyboard.press("Tab")
            expect(tip).to_have_count(1 if page.locator(".spc-dots path:focus").count() else 0)
        finally:
            served.close()


def _filled() -> str:
    """Three weekly metrics, of few values and of many."""
    cast, draw = people.Cast(db.session, NOW.date()), random.Random(5)
    last = Period.containing(NOW.date(), Frequency.WEEKLY).previous
    for code, weeks in LENGTHS.items():
        metric = service.create_metric(
            db.session, cast.actor("analyst"), code=code, name_en="Waiting time", name_zh="等待时间", kind="mean",
            direction="down", frequency="weekly", unit_en="min", unit_zh="分钟", now=NOW,
        )  # fmt: skip
        rows = [(metric, Entry(last.plus(-k).start, value=draw.gauss(8, 1))) for k in range(weeks)]
        service.record_many(db.session, cast.actor("analyst"), rows, source="journey", now=NOW)
    db.session.commit()
    return cast.analyst.email
