"""The report's pages: begun, written, previewed, issued, and the same bytes for every reader."""

from __future__ import annotations

import pytest

from council.reports import queries
from tests.reports.quarter import AFTER, a_quarter, a_report


@pytest.fixture(autouse=True)
def later(clock):
    clock.moment = AFTER


def test_the_secretary_begins_and_writes_a_report(session, cast, sign_in):
    secretary = sign_in("secretary")
    page = secretary.get("/reports/")
    assert "No report yet" in page.text
    page = secretary.get("/reports/new")
    answer = secretary.submit(page, "", code="2026-Q1", status=303)
    page = secretary.get(answer.location)
    answer = secretary.submit(
        page,
        "/edit",
        message_en="All is well.",
        message_zh="一切正常。",
        asked_en="One.\nTwo.",
        asked_zh="一。\n二。",
        status=303,
    )
    page = secretary.get(answer.location)
    assert "All is well." in page.text and "One." in page.text
    assert queries.get(session, "2026-Q1").asked == [
        {"en": "One.", "zh": "一。"},
        {"en": "Two.", "zh": "二。"},
    ]


def test_what_does_not_pair_is_said_beside_the_field(session, cast, sign_in):
    a_report(session, cast)
    secretary = sign_in("secretary")
    page = secretary.get("/reports/2026-Q1/edit")
    page = secretary.submit(page, "/edit", asked_en="One.\nTwo.", asked_zh="一。", status=422)
    assert "must pair" in page.text


def test_without_a_message_the_button_says_why(session, cast, sign_in):
    a_report(session, cast, message_en="", message_zh="")
    secretary = sign_in("secretary")
    assert "Write the message first" in secretary.get("/reports/2026-Q1").text


def test_a_draft_is_unknown_to_management_until_it_is_issued(session, cast, sign_in):
    a_report(session, cast)
    manager = sign_in("manager")
    for url in ("/reports/2026-Q1", "/reports/2026-Q1/en.pdf"):
        assert manager.get(url, status=404).status == 404
    assert "2026-Q1" not in manager.get("/reports/").text


def test_issued_by_the_button_and_served_byte_for_byte(session, cast, sign_in):
    a_quarter(session, cast)
    a_report(session, cast)
    secretary, manager = sign_in("secretary"), sign_in("manager", lang="zh")
    page = secretary.get("/reports/2026-Q1")
    answer = secretary.submit(page, "/issue", status=303)
    assert "sealed and ready for management" in secretary.get(answer.location).text
    session.expire_all()
    kept = queries.edition(session, queries.get(session, "2026-Q1"), "zh")
    first = manager.client.get("/reports/2026-Q1/zh.pdf")
    assert first.mimetype == "application/pdf" and first.data == kept.content
    again = manager.client.get("/reports/2026-Q1/zh.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["ETag"] == f'"{kept.sha256}"'
    assert "首次解决率连续三个月下降" in manager.get("/reports/2026-Q1").text


def test_a_draft_edition_says_so(session, cast, sign_in):
    a_quarter(session, cast)
    a_report(session, cast)
    analyst = sign_in("analyst")
    printed = analyst.client.get("/reports/2026-Q1/en.pdf")
    assert printed.status_code == 200 and printed.data.startswith(b"%PDF")
    assert "draft" in printed.headers["Content-Disposition"]
    assert analyst.client.get("/reports/2026-Q1/fr.pdf").status_code == 404


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("part", ["secretary", "manager", "auditor", "sales", "analyst"])
def test_every_reader_opens_the_list(session, cast, sign_in, part, lang):
    a_report(session, cast)
    assert sign_in(part, lang=lang).get("/reports/").status == 200


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_writing_pages_in_both_languages(session, cast, sign_in, lang):
    a_report(session, cast)
    secretary = sign_in("secretary", lang=lang)
    for url in ("/reports/2026-Q1", "/reports/2026-Q1/edit", "/reports/new"):
        assert secretary.get(url).status == 200
