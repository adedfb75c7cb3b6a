"""A report is issued once: frozen, sealed, the same bytes for everybody."""

from __future__ import annotations

import hashlib
import re
import subprocess
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from council.core.errors import Forbidden, Refused
from council.metrics import queries as metric_queries
from council.metrics import service as metrics
from council.reports import gather, paper, queries, service
from council.reports.risks import risks_of
from council.reports.shapes import fingerprint
from tests.reports.quarter import AFTER, a_quarter, a_report


def out(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=True).stdout


def squeezed(said):
    return re.sub(r"\s+", "", said)


@pytest.fixture
def report(session, cast):
    a_quarter(session, cast)
    return a_report(session, cast)


def issued(app, session, cast, report):
    with app.app_context():
        service.issue(session, cast.actor("secretary"), report, now=AFTER)
    session.commit()
    return queries.get(session, report.code)


def test_an_issued_report_is_one_frozen_record_in_two_editions(app, session, cast, report, tmp_path):
    found = issued(app, session, cast, report)
    assert found.state == "issued" and found.record_hash == fingerprint(found.snapshot)
    assert {one.lang for one in found.editions} == {"en", "zh"}
    for one in found.editions:
        kept = queries.edition(session, found, one.lang)
        assert hashlib.sha256(kept.content).hexdigest() == kept.sha256
        path = tmp_path / f"{one.lang}.pdf"
        path.write_bytes(kept.content)
        assert "No syntax or stream encoding errors" in out("qpdf", "--check", path)
        fonts = out("pdffonts", path).splitlines()[2:]
        assert fonts and all(re.search(r"\byes\s+yes\s+yes\b", line) for line in fonts), fonts
        said = squeezed(out("pdftotext", path, "-"))
        assert found.record_hash[:16] in said and found.log_hash[:16] in said
        with pikepdf.open(BytesIO(kept.content)) as file:
            assert len(file.pages) == kept.pages
            assert set(file.attachments) == {"2026-Q1-metrics.csv", "2026-Q1-decisions.csv"}
            data = file.attachments["2026-Q1-metrics.csv"].get_file().read_bytes().decode("utf-8-sig")
            assert "fcr,First contact resolution,首次解决率,%,%,2026-03,70.4" in data
            assert len(data.splitlines()) == 1 + 3 * 24


def test_the_same_gathering_prints_the_same_bytes(app, session, cast, report):
    with app.app_context():
        first = paper.print_one(gather.contents(session, report, now=AFTER), "zh", (7, "c0ffee" * 10))
        session.expire_all()
        again = paper.print_one(gather.contents(session, report, now=AFTER), "zh", (7, "c0ffee" * 10))
    assert first.bytes == again.bytes
    assert first.warnings == () and first.missing_glyphs == ""


def test_the_chinese_edition_says_the_same_in_chinese(app, session, cast, report, tmp_path):
    with app.app_context():
        contents = gather.contents(session, report, now=AFTER)
        path = tmp_path / "zh.pdf"
        path.write_bytes(paper.print_one(contents, "zh", (7, "ab" * 32)).bytes)
    said = squeezed(out("pdftotext", path, "-"))
    for wanted in (
        "季度报告", "2026年第1季度", "首次解决率连续三个月下降", "请批准借调两名分析师至六月", "决议与表决", "D-2026-001",
        "同意4票，反对1票，弃权0票", "稳定达标", "持续不达标", "需要关注的指标", "新的话务路由把老客户分给了新员工",
        "未完成事项", "逾期13天", "数字的读法",
    ):  # fmt: skip
        assert squeezed(wanted) in said, wanted
    assert "First contact resolution" not in out("pdftotext", path, "-")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_contents_name_the_page_of_each_part(app, session, cast, report, tmp_path, lang):
    with app.app_context():
        contents = gather.contents(session, report, now=AFTER)
        pdf = paper.print_one(contents, lang, (7, "ab" * 32))
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.bytes)
    pages = [
        squeezed(out("pdftotext", "-f", str(n), "-l", str(n), path, "-")) for n in range(1, pdf.pages + 1)
    ]
    parts = {
        "en": ("Decisions and votes", "Membership, attendance and quorum", "How to read the numbers"),
        "zh": ("决议与表决", "委员、出席与法定人数", "数字的读法"),
    }
    front = " ".join(out("pdftotext", "-layout", "-f", "1", "-l", "2", path, "-").split())
    for heading in parts[lang]:
        number = int(re.search(re.escape(heading) + r"\s+(\d+)", front)[1])
        assert squeezed(heading) in pages[number - 1], (heading, number)


def test_what_is_issued_is_sealed_by_the_database(app, session, cast, report):
    issued(app, session, cast, report)
    for statement in (
        "UPDATE reports SET message_en = 'other'",
        "UPDATE report_editions SET sha256 = 'other'",
        "DELETE FROM report_editions",
        "DELETE FROM reports",
        "INSERT INTO reports SELECT * FROM reports",
        "INSERT INTO report_editions (report_id, lang, content, sha256, pages) SELECT report_id, 'en', content, 'x', 1 FROM report_editions",
    ):
        with pytest.raises(DatabaseError, match="sealed|unique constraint"):
            session.connection().exec_driver_sql("SAVEPOINT seal_test")
            session.execute(text(statement))
        session.connection().exec_driver_sql("ROLLBACK TO seal_test")


def test_it_is_issued_once_and_not_edited_after(app, session, cast, report):
    found = issued(app, session, cast, report)
    secretary = cast.actor("secretary")
    with app.app_context(), pytest.raises(Refused) as twice:
        service.issue(session, secretary, found, now=AFTER)
    assert twice.value.key == "core.not_in_this_state"
    with pytest.raises(Refused) as edited:
        service.edit(
            session, secretary, found, message_en="x", message_zh="", asked_en="", asked_zh="", now=AFTER
        )
    assert edited.value.key == "reports.is_issued"


def test_nothing_is_issued_when_the_record_moved_while_printing(app, session, cast, report):
    with app.app_context():
        papers = service.print_papers(session, report, now=AFTER)
        service.edit(
            session, cast.actor("secretary"), report, message_en="Another message.", message_zh="", asked_en="",
            asked_zh="", now=AFTER,
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            service.issue(session, cast.actor("secretary"), report, now=AFTER, papers=papers)
    assert refused.value.key == "reports.moved_on"
    assert report.state == "draft" and not report.editions


def test_a_later_value_does_not_change_the_issued_report(app, session, cast, report):
    found = issued(app, session, cast, report)
    before = {lang: queries.edition(session, found, lang).content for lang in ("en", "zh")}
    analyst = cast.actor("analyst")
    metric = metric_queries.get_metric(session, "fcr")
    metrics.record_observation(
        session, analyst, metric, date(2026, 4, 1), value=75.0, now=AFTER.replace(month=5)
    )
    session.commit()
    session.expire_all()
    found = queries.get(session, "2026-Q1")
    assert {lang: queries.edition(session, found, lang).content for lang in ("en", "zh")} == before


def test_who_may_write_and_who_may_issue(app, session, cast, report):
    for part in ("sales", "manager", "auditor", "administrator"):
        with pytest.raises(Forbidden):
            service.draft(session, cast.actor(part), code="2025-Q4", now=AFTER)
    with app.app_context(), pytest.raises(Forbidden):
        service.issue(session, cast.actor("analyst"), report, now=AFTER)


def test_a_draft_says_so_on_every_page(app, session, cast, report, tmp_path):
    with app.app_context():
        pdf = paper.print_one(gather.contents(session, report, now=AFTER), "zh", (7, "ab" * 32), draft=True)
    path = tmp_path / "draft.pdf"
    path.write_bytes(pdf.bytes)
    for number in range(1, pdf.pages + 1):
        assert "草稿" in out("pdftotext", "-f", str(number), "-l", str(number), path, "-")


def test_risks_are_read_from_the_records(app, session, cast, report):
    with app.app_context():
        contents = gather.contents(session, report, now=AFTER)
    assert [(one.key, one.params["n"]) for one in risks_of(contents)] == [("reports.risk_actions", 1)]
