"""A director with a phone, in Chinese: what needs attention, why, the numbers behind it, the sheet to take along."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Person, Served
from tests.journeys.test_walk import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
METRIC = "每千次服务投诉量"


@pytest.mark.parametrize("width", [360, 320])
def test_a_director_reads_the_scoreboard_on_a_phone(
    browser: Browser, demo_served: Callable[[str], Served], width: int
) -> None:
    person = Person(
        browser, demo_served("zh"), "zh", "manager@lantern-quay.test", PASSWORD,
        viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True,
    )  # fmt: skip
    page, say = person.page, person.say

    def looked() -> None:
        person.look()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url

    looked()
    signals = page.locator("#signals")
    expect(signals).to_contain_text(METRIC)
    expect(signals).to_contain_text("需关注")
    signals.get_by_role("link", name=say("Scoreboard")).click()

    page.wait_for_url("**/metrics")
    looked()
    first = page.locator(".matrix tbody tr").first
    expect(first).to_contain_text(say("concern"))
    assert (first.bounding_box() or {"y": 9999})["y"] < 740, "what needs attention stands on the first screen"
    expect(page.get_by_text("偶然出现信号")).to_be_visible()
    first.get_by_role("link", name=METRIC).click()

    page.wait_for_url("**/metrics/complaints-rate")
    looked()
    sentence = page.locator(".stands-says").first
    expect(sentence).to_contain_text("情况已有变化，需关注。")
    expect(page.locator(".stands-says").nth(1)).to_contain_text("个月达标。")
    expect(page.locator("svg.spc:visible").first).to_be_visible()
    page.locator("#reading summary").click()
    expect(page.locator("#reading")).to_contain_text("不必追问原因")
    page.locator("#values summary").click()
    newest = page.locator("#values tbody tr").first
    expect(newest).to_contain_text("2026年10月")
    box = newest.bounding_box()
    assert box and box["height"] < 160, "a period takes a few lines, no screen"
    for cell in newest.locator("td:visible").all():
        place = cell.bounding_box()
        assert place and place["x"] >= 0 and place["x"] + place["width"] <= width
    assert page.locator("form[action*='/metrics/']").count() == 0, (
        "a director reads; nothing here can be changed"
    )
    looked()

    link = page.locator("a[href$='/sheet.pdf']").first
    expect(link).to_be_visible()
    answer = page.request.get(person.served.address + (link.get_attribute("href") or ""))
    assert answer.status == 200 and answer.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.body())) as sheet:
        assert str(sheet.Root.Lang).startswith("zh") and METRIC in str(sheet.docinfo["/Title"])
        assert "complaints-rate-zh.csv" in [str(name) for name in sheet.attachments]
    person.close()
