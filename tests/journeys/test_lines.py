"""Management looks at last year's reporting lines on a phone; the secretary takes a duty table over from a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy.orm import Session

from council.db import db
from council.seats import queries, service
from council.seats.files.duties import content_on
from tests.conftest import NOW
from tests.journeys.hall import Hall, submit
from tests.paper.reading import text_of
from tests.people import Cast

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LATER = datetime(2027, 3, 2, 2, 0, tzinfo=UTC)
MOVED = date(2026, 9, 1)
PHONE = {"width": 360, "height": 740}
IMPORT = "/council/seats/import"


@pytest.fixture
def hall(browser: Browser, own_database: str, tmp_path: Path) -> Iterator[Hall]:
    made = Hall(browser, own_database, tmp_path)
    with made.served.app.app_context():
        moved(db.session)
    made.clock.jump_to(LATER)
    yield made
    made.close()


def moved(session: Session) -> None:
    """Since September the marketing seat has another title and reports to the chair."""
    cast, now = Cast(session, NOW.date()), NOW + timedelta(days=183)
    seat = cast.seat("marketing")
    before = next(each for each in queries.seats_on(session, MOVED) if each.id == seat.id)
    after = replace(
        content_on(before), name_en="Brand representative", name_zh="品牌代表",
        reports_to_office_id=None, reports_to_seat_id=cast.seat("chair").id,
    )  # fmt: skip
    service.edit_seat(session, cast.actor("chair"), seat, after, from_on=MOVED, now=now)
    session.commit()


def test_lines_of_last_year_on_a_phone(hall: Hall) -> None:
    director = hall.at("manager", "zh", viewport=PHONE)
    page = director.go("/council")
    page.locator("#lines .card-more a").click()
    expect(page.locator("#lines")).to_contain_text("品牌代表")
    director.look()
    director.press("A year earlier")
    expect(page.locator("#on")).to_have_value("2026-03-02")
    expect(page.locator("main .note").last).to_contain_text("2026年3月2日")
    column = page.locator(".lines-column", has_text="市场总监")
    expect(column).to_contain_text("市场代表")
    expect(column).to_contain_text("现名“品牌代表”")
    expect(page.locator("#duties tr", has_text="市场代表")).to_contain_text("市场总监")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    director.look()
    link = page.locator("#lines a[href*='lines.pdf']").first.get_attribute("href") or ""
    paper = director.context.request.get(link)
    text = text_of(paper.body()).replace(" ", "")
    assert "市场代表" in text and "市场总监" in text and "品牌代表" not in text
    assert "lines-2026-03-02-zh.pdf" in paper.headers["content-disposition"]
    expect(page.get_by_role("link", name=director.say("Import the duty table"))).to_have_count(0)
    refused = director.context.request.get(IMPORT)
    assert refused.status == 403


def test_a_duty_table_is_taken_over(hall: Hall) -> None:
    secretary = hall.at("service", "en")
    page = secretary.go("/council/seats")
    with page.expect_download() as waiting:
        page.locator("#duties a[href*='duties.csv']").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == 9
    rows[1]["duties_en"] = "Brings what customers ask of sales"
    rows[1]["duties_zh"] = "反映客户对销售的要求"
    rows[3]["kind"] = "director"
    rows.append(dict(rows[2], order="10", title_en="Finance representative", title_zh="财务代表"))
    page.locator(".verbs summary").click()
    secretary.press("Import the duty table")
    secretary.look()

    def send() -> None:
        page.set_input_files("#file", {"name": "seats.csv", "mimeType": "text/csv", "buffer": written(rows)})
        submit(secretary)
        page.wait_for_url("**/import/preview")

    send()
    problem = page.locator("#problems tbody tr")
    expect(problem).to_have_count(1)
    expect(problem.locator("td").first).to_have_text("5")
    expect(problem).to_contain_text("director")
    expect(page.get_by_role("button", name="Take it over")).to_have_count(0)
    secretary.look()
    rows[3]["kind"] = "representative"
    secretary.press("Send the corrected file")
    send()
    expect(page.locator("#problems")).to_have_count(0)
    assert counts(page.locator(".stat-value").all_inner_texts()) == [1, 1, 8, 0]
    expect(page.locator("#lines ins").first).to_contain_text("反映客户对销售的要求")
    secretary.look()
    secretary.press("Take it over")
    page.wait_for_url("**/council/seats")
    row = page.locator("#duties tr", has_text="Finance representative")
    expect(row).to_contain_text("Vacant")
    expect(page.locator("#duties")).to_contain_text("Brings what customers ask of sales")
    secretary.go(IMPORT)
    send()
    assert counts(page.locator(".stat-value").all_inner_texts()) == [0, 0, 10, 0]
    expect(page.locator("main")).to_contain_text("there is nothing to take over")
    expect(page.get_by_role("button", name="Take it over")).to_have_count(0)
    secretary.look()


def written(rows: list[dict[str, str]]) -> bytes:
    """The rows as a spreadsheet would save them."""
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def counts(found: list[str]) -> list[int]:
    """New, changed, unchanged, faulty."""
    return [int(each) for each in found]
