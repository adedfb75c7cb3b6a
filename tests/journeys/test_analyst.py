"""The analyst takes a quarter's values over from a file, in Chinese, and corrects a value that moves a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.db import db
from council.initiatives.kinds import VerdictKind
from council.metrics.models import Observation
from council.notifications.models import Notice
from council.sheets.writing import csv_bytes
from tests import make
from tests.conftest import NOW
from tests.initiatives.making import STEADY, a_metric, an_initiative
from tests.journeys.conftest import Person
from tests.journeys.hall import Hall, submit
from tests.people import Cast

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
COLUMNS = ["指标", "2025年10月", "2025年11月", "2025年12月"]
QUARTER = [
    ["首次解决率", "71", "72", "71"],
    ["等待时间", "8.1", "7.9", "8.3"],
    ["来电量", "1,204", "1,180", "1,251"],
]
AUGUST = "2025-08-01"


@pytest.fixture
def hall(browser: Browser, own_database: str, tmp_path: Path) -> Iterator[Hall]:
    made = Hall(browser, own_database, tmp_path)
    with made.served.app.app_context():
        measured(db.session)
    yield made
    made.close()


def measured(session: Session) -> None:
    """Values until September; an initiative in check whose verdict rests on August, where 95 was typed for 73."""
    cast = Cast(session, NOW.date())
    metric = a_metric(session, cast, [*STEADY, 72, 73, 95, 72], code="fcr")
    waiting = make.a_metric(
        session, cast, code="wait", name_en="Waiting time", name_zh="等待时间", kind="score", direction="down",
        unit_en="min", unit_zh="分钟", scale=1.0, upper_bound=None,
    )  # fmt: skip
    calls = make.a_metric(
        session, cast, code="calls", name_en="Calls", name_zh="来电量", kind="count", direction="neutral",
        unit_en="", unit_zh="", scale=1.0, upper_bound=None,
    )  # fmt: skip
    make.values(session, cast, waiting, [8.0, 8.2, 7.8] * 5 + [8.1], until=date(2025, 9, 1))
    make.values(session, cast, calls, [1190, 1210, 1175, 1204], until=date(2025, 9, 1))
    an_initiative(session, cast, metric, guard=waiting, state="check", lang="zh")
    session.commit()


def send(person: Person, rows: Sequence[Sequence[str]]) -> None:
    """From the scoreboard to the preview, as the columns are proposed."""
    page = person.page
    person.go("/metrics")
    person.press("Import values")
    data = csv_bytes(COLUMNS, rows)
    page.set_input_files("#file", {"name": "2025-Q4.csv", "mimeType": "text/csv", "buffer": data})
    submit(person)
    page.wait_for_url("**/import/columns")
    expect(page.locator(".import-columns select").last).to_have_value("across")
    person.look()
    submit(person)
    page.wait_for_url("**/import/preview")


def test_a_quarter_is_taken_over_and_a_correction_moves_a_verdict(hall: Hall) -> None:
    analyst = hall.at("analyst", "zh")
    page = analyst.page

    send(analyst, [QUARTER[0], [*QUARTER[1][:2], "7.9 左右", QUARTER[1][3]], QUARTER[2]])
    problem = page.locator("#problems tbody tr")
    expect(problem).to_have_count(1)
    expect(problem.locator("td").first).to_have_text("3")
    expect(problem).to_contain_text("2025年11月")
    expect(problem).to_contain_text("“7.9 左右”")
    assert page.locator("main form.form-page").count() == 0
    analyst.look()
    analyst.press("Send the corrected file")
    page.wait_for_url("**/metrics/import")

    send(analyst, QUARTER)
    expect(page.locator("#problems")).to_have_count(0)
    assert counts(analyst) == [9, 0, 0, 0]
    expect(page.locator("#new")).to_contain_text("1,251")
    analyst.look()
    analyst.press("Take it over")
    page.wait_for_url("**/import/batches/*")
    expect(page.locator("#values tbody tr")).to_have_count(9)
    expect(page.locator("#about")).to_contain_text("2025-Q4.csv")
    analyst.look()

    page.locator("#metrics a", has_text="首次解决率").click()
    expect(page.locator("#imports")).to_contain_text("2025-Q4.csv")
    page.locator("#values summary").click()
    page.locator(f"#values a[href*='{AUGUST}']").click()
    analyst.look()
    page.fill("#value", "73")
    submit(analyst)
    expect(page.locator(".field-error, .form-errors").first).to_be_visible()
    page.fill("#note", "录入时把 73 误写成 95")
    submit(analyst)
    page.wait_for_url("**/metrics/fcr")
    expect(page.locator(".flash[role=alert]")).to_contain_text("1个改进项目")
    moved = page.locator("#changes .target-words")
    faded, none = (analyst.say(one.label) for one in (VerdictKind.FADED, VerdictKind.NO_CHANGE))
    expect(moved).to_contain_text(f"I-2026-001：{faded} → {none}")
    expect(page.locator("#changes")).to_contain_text("2025年8月")
    analyst.look()
    moved.locator("a").click()
    expect(page.locator("main")).to_contain_text(none)
    analyst.look()
    with hall.served.app.app_context():
        lead = Cast(db.session, NOW.date())["sales"].id
        told = db.session.scalars(select(Notice).where(Notice.person_id == lead)).all()
        assert sum("verdict_changed" in str(one.words) for one in told) == 1

    before = recorded(hall)
    send(analyst, QUARTER)
    assert counts(analyst) == [0, 0, 9, 0]
    expect(page.locator("main .stack .note")).to_contain_text(
        analyst.say("Everything in the file stands here already; there is nothing to take over.")
    )
    expect(page.get_by_role("button", name=analyst.say("Take it over"))).to_have_count(0)
    analyst.look()
    analyst.press("Discard the file")
    page.wait_for_url("**/metrics/import")
    expect(page.locator("#batches tbody tr")).to_have_count(1)
    assert recorded(hall) == before


def counts(person: Person) -> list[int]:
    """New, changed, unchanged, faulty."""
    return [int(each) for each in person.page.locator(".stat-value").all_inner_texts()]


def recorded(hall: Hall) -> tuple[int, int]:
    """How many values there are, and how many of them were corrected since."""
    with hall.served.app.app_context():
        total = db.session.scalar(select(func.count(Observation.id))) or 0
        stand = select(func.count(Observation.id)).where(Observation.superseded_at.is_(None))
        return total, total - (db.session.scalar(stand) or 0)
