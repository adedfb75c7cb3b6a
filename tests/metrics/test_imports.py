"""Files of values from sending to taking over: both layouts, both languages, corrections, refusals, all or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.audit.models import AuditLine
from council.core.errors import Forbidden, Refused
from council.metrics import queries, service
from council.metrics.models import (
    Batch,
    ChannelValue,
    Import,
    ImportMapping,
    ImportPiece,
    ImportRow,
    Metric,
    Observation,
    Rollup,
)
from council.metrics.queries.importing import lines_of
from council.sheets.outcome import Mark
from council.sheets.staged import Source
from council.sheets.writing import csv_bytes, xlsx_bytes
from tests import make
from tests.conftest import NOW
from tests.make import a_metric, values
from tests.metrics.test_views import _queries as queries_of
from tests.page import Page, Visitor
from tests.people import Cast
from tests.sheets.files import workbook

HOME = "/metrics/import"
LONG = ["metric", "period", "value", "numerator", "denominator", "note"]
Enter = Callable[..., Visitor]


@pytest.fixture
def fcr(session: Session, cast: Cast) -> Metric:
    metric = a_metric(session, cast)
    a_metric(
        session, cast, code="calls", name_en="Calls", name_zh="来电量", kind="count", unit_en="", unit_zh="",
        scale=1.0, upper_bound=None, owner_seat_id=cast.seat("sales").id,
    )  # fmt: skip
    session.commit()
    return metric


def table(columns: Sequence[str], *rows: Sequence[Any]) -> bytes:
    return csv_bytes(columns, rows)


def run(
    session: Session,
    cast: Cast,
    data: bytes,
    roles: Sequence[str] = LONG,
    *,
    who: str = "analyst",
    decimals: str = "",
) -> Import:
    """Sent, mapped and read to its end."""
    actor = cast.actor(who)
    found = service.receive(session, actor, Source.of("值.csv", data), data, now=NOW)
    service.choose(session, actor, found, roles, decimals, now=NOW)
    while found.state == "checking":
        service.read_on(session, actor, found, now=NOW)
    return found


def take(
    session: Session, cast: Cast, data: bytes, roles: Sequence[str] = LONG, decimals: str = "", **options: Any
) -> Batch:
    found = run(session, cast, data, roles, decimals=decimals)
    batch = service.take_over(session, cast.actor("analyst"), found, now=NOW, **options)
    session.commit()
    return batch


def counted(found: Import) -> list[int]:
    """New, changed, the same, faulty."""
    return [found.counts[one] for one in ("new", "changed", "same", "faulty")]


def wrong(found: Import) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.say.key) for one in service.problems_of(found).shown]


def stored(session: Session, metric: Metric) -> dict[str, float | None]:
    return {str(one.period_start): one.value for one in queries.series(session, metric.id)}


# ---- layouts, encodings, numbers

WIDE = [["2026-01", "75.5%", "1,200"], ["2025年12月", "７４．５", 1100], ["2025/11/30", "", "1000"]]


@pytest.mark.parametrize(
    ("data", "roles"),
    [
        (table(["metric", "period", "value"], ["fcr", "2026-01", "75.5%"], ["首次呼叫解决率", "2025年12月", "74.5"],
               ["calls", "2026/1/1", "1,200"], ["Calls", "Dec 2025", 1100], ["来电量", "2025-11-30", "1000"]),
         ["metric", "period", "value"]),
        (table(["月份", "首次呼叫解决率", "来电量"], *WIDE), ["period", "m:fcr", "m:calls"]),
        (xlsx_bytes(["月份", "首次呼叫解决率", "来电量"], WIDE), ["period", "m:fcr", "m:calls"]),
        (table(["月份", "首次呼叫解决率", "来电量"], *WIDE).decode("utf-8-sig").encode("gb18030"),
         ["period", "m:fcr", "m:calls"]),
        (table(["metric", "2025-11", "2025-12", "2026-01"], ["fcr", "", "74.5", "75.5"], ["calls", 1000, 1100, 1200]),
         ["metric", "across", "across", "across"]),
        ("指标;期间;值\nfcr;2026-01;75,5 %\nfcr;2025-12;74,5\ncalls;2026-01;1.200\ncalls;2025-12;1.100\ncalls;2025-11;1.000"
         .encode(), ["metric", "period", "value"]),
    ],
    ids=["long", "wide csv", "wide xlsx", "gb18030", "periods across", "decimal comma"],
)  # fmt: skip
def test_every_layout_gives_the_same_values(
    session: Session, cast: Cast, fcr: Metric, data: bytes, roles: list[str]
) -> None:
    decimals = "." if b"1,200" in data or b"PK" in data else ""
    batch = take(session, cast, data, roles, decimals)
    assert stored(session, fcr) == {"2025-12-01": 74.5, "2026-01-01": 75.5}
    calls = queries.get_metric(session, "calls")
    assert stored(session, calls) == {"2025-11-01": 1000, "2025-12-01": 1100, "2026-01-01": 1200}
    assert (batch.rows, batch.corrected, batch.unchanged) == (5, 0, 0)
    assert session.scalar(select(func.count()).select_from(Rollup)) == 5


def test_numbers_that_can_be_read_two_ways_are_asked_about(session: Session, cast: Cast, fcr: Metric) -> None:
    data, roles = table(["m", "p", "v"], ["calls", "2026-01", "1.234"]), ["metric", "period", "value"]
    with pytest.raises(Refused, match="decimals_unsure"):
        run(session, cast, data, roles)
    assert counted(run(session, cast, data, roles, decimals=",")) == [1, 0, 0, 0]
    assert wrong(run(session, cast, data, roles, decimals=".")) == [(2, "v", "metrics.count_whole")]


def test_percent_cells_of_a_spreadsheet_are_shares(session: Session, cast: Cast, fcr: Metric) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["metric", "period", "value"])
    book.active.append(["fcr", date(2026, 1, 1), 0.57])
    book.active["C2"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    take(session, cast, out.getvalue(), ["metric", "period", "value"])
    assert stored(session, fcr) == {"2026-01-01": 57.0}


def test_channels_add_up(session: Session, cast: Cast, fcr: Metric) -> None:
    for code in ("phone", "chat"):
        service.create_channel(
            session, cast.actor("analyst"), code=code, name_en=code.title(), name_zh=code, standard_en="soon",
            standard_zh="及时", standard_seconds=60, wanted_share=0.8, now=NOW,
        )  # fmt: skip
    columns, roles = ["metric", "channel", "period", "numerator", "denominator"], [
        "metric", "channel", "period", "numerator", "denominator",
    ]  # fmt: skip
    take(
        session,
        cast,
        table(columns, ["fcr", "phone", "2026-01", 80, 100], ["fcr", "Chat", "2026-01", 30, 100]),
        roles,
    )
    assert stored(session, fcr) == {"2026-01-01": 55.0}
    service.take_over(
        session, cast.actor("analyst"), run(session, cast, table(columns, ["fcr", "chat", "2026-01", 40, 100]), roles),
        reason="Counted again", now=NOW + timedelta(hours=1),
    )  # fmt: skip
    session.commit()
    assert stored(session, fcr) == {"2026-01-01": 60.0}
    assert session.scalars(select(ChannelValue.value).where(ChannelValue.superseded_at.is_(None))).all() == [
        80,
        40,
    ]
    whole = queries.find_observation(session, fcr.id, date(2026, 1, 1))
    assert whole is not None and whole.note == "Counted again"
    sums = session.scalars(select(Rollup.numerator).order_by(Rollup.channel_id)).all()
    service.recount(session, fcr)
    assert sorted(sums) == sorted(session.scalars(select(Rollup.numerator)).all()) == [40, 80, 120]
    whole_now = table(["metric", "period", "value"], ["fcr", "2026-01", 61])
    assert wrong(run(session, cast, whole_now, LONG[:3])) == [(2, "value", "metrics.recorded_by_channel")]
    both = table(columns, ["fcr", "", "2025-12", 70, 100], ["fcr", "chat", "2025-12", 30, 100])
    assert wrong(run(session, cast, both, roles)) == [(2, "numerator", "metrics.recorded_by_channel")]


# ---- again, and corrected


def test_the_same_file_twice_changes_nothing(session: Session, cast: Cast, fcr: Metric) -> None:
    data = table(LONG, ["fcr", "2026-01", "", 75, 100, "note"], ["fcr", "2026-01", "", 75, 100, "note"])
    batch = take(session, cast, data)
    assert (batch.rows, batch.unchanged) == (1, 1)
    again = run(session, cast, data)
    assert counted(again) == [0, 0, 2, 0]
    with pytest.raises(Refused, match="import_nothing"):
        service.take_over(session, cast.actor("analyst"), again, now=NOW)


def test_a_correction_keeps_what_stood_and_needs_a_reason(session: Session, cast: Cast, fcr: Metric) -> None:
    values(session, cast, fcr, [70.0, 71.0, 72.0], until=date(2026, 1, 1))
    session.commit()
    found = run(
        session,
        cast,
        table(LONG[:3], ["fcr", "2026-01", 74], ["fcr", "2025-12", 71], ["fcr", "2025-10", 69]),
        LONG[:3],
    )
    assert counted(found) == [1, 1, 1, 0]
    shown = [(row.line, row.value, before.value) for row, before in lines_of(session, found, Mark.CHANGED)]
    assert shown == [(2, 74, 72)]
    actor = cast.actor("analyst")
    with pytest.raises(Refused, match="correction_reason"):
        service.take_over(session, actor, found, now=NOW)
    batch = service.take_over(session, actor, found, reason="Late calls counted", now=NOW)
    session.commit()
    assert stored(session, fcr) == {"2025-10-01": 69, "2025-11-01": 70, "2025-12-01": 71, "2026-01-01": 74}
    old = session.scalars(select(Observation).where(Observation.superseded_at.is_not(None))).one()
    assert old.value == 72
    now = queries.find_observation(session, fcr.id, date(2026, 1, 1))
    assert now is not None and (now.note, now.batch_id) == ("Late calls counted", batch.id)
    assert (batch.rows, batch.corrected, batch.unchanged) == (2, 1, 1)
    total = session.scalar(select(func.sum(Rollup.total)).where(Rollup.metric_id == fcr.id))
    assert total == 69 + 70 + 71 + 74


def test_one_line_in_the_log_and_nothing_left_behind(session: Session, cast: Cast, fcr: Metric) -> None:
    before = session.scalar(select(func.count()).select_from(AuditLine)) or 0
    batch = take(session, cast, table(LONG[:3], ["fcr", "2026-01", 75], ["calls", "2026-01", 5]), LONG[:3])
    lines = session.scalars(select(AuditLine).order_by(AuditLine.seq).offset(before)).all()
    assert [(one.verb, one.ref) for one in lines] == [("metrics.import", f"batch:{batch.id}")]
    told = lines[0].detail
    assert (told["sha256"], told["new"], told["corrected"], told["file"]) == (batch.sha256, 2, 0, "值.csv")
    for kind in (Import, ImportPiece, ImportRow):
        assert session.scalars(select(kind)).all() == []


def test_what_was_recorded_meanwhile_stops_it(session: Session, cast: Cast, fcr: Metric) -> None:
    found = run(session, cast, table(LONG[:3], ["fcr", "2026-01", 75]), LONG[:3])
    service.record_observation(session, cast.actor("analyst"), fcr, date(2026, 1, 1), value=70.0, now=NOW)
    with pytest.raises(Refused, match="import_changed"):
        service.take_over(session, cast.actor("analyst"), found, reason="x", now=NOW)
    assert counted(found) == [0, 1, 0, 0]


# ---- what is refused


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [
        (["nothing", "2026-01", 1], "metric", "metrics.no_such_metric"),
        (["", "2026-01", 1], "metric", "sheets.needed"),
        (["fcr", "", 1], "period", "sheets.needed"),
        (["fcr", "soon", 1], "period", "metrics.not_a_period"),
        (["fcr", "2026-01-03", 1], "period", "metrics.no_such_period"),
        (["fcr", "2026-W05", 1], "period", "metrics.period_misfit"),
        (["fcr", "2027-01", 1], "period", "metrics.period_in_future"),
        (["fcr", "2026-03", 1], "period", "metrics.period_not_over"),
        (["fcr", "2026-01", "many"], "value", "sheets.not_a_number"),
        (["fcr", "2026-01", "NaN"], "value", "sheets.not_a_number"),
        (["fcr", "2026-01", "inf"], "value", "sheets.not_a_number"),
        (["fcr", "2026-01", "1e999"], "value", "sheets.not_a_number"),
        (["fcr", "2026-01", 101], "value", "metrics.above_bound"),
        (["fcr", "2026-01", "-1"], "value", "metrics.below_bound"),
        (["fcr", "2026-01", "", 9, 8], "numerator", "metrics.numerator_above"),
        (["fcr", "2026-01", "", 0, 0], "denominator", "metrics.denominator_positive"),
        (["fcr", "2026-01", "", 9], "denominator", "metrics.denominator_needed"),
        (["fcr", "2026-01", 80, 1, 2], "value", "metrics.value_disagrees"),
        (["calls", "2026-01", "1.5"], "value", "metrics.count_whole"),
        (["calls", "2026-01", "5%"], "value", "metrics.no_percent"),
        (["fcr", "2026-01", "", "5%", 8], "numerator", "metrics.no_percent"),
        (["fcr", "2026-01", 1, "", "", "x" * 3000], "note", "sheets.too_long"),
    ],
)
def test_each_wrong_line_is_named(
    session: Session, cast: Cast, fcr: Metric, row: list[Any], column: str, key: str
) -> None:
    data = table(LONG, ["fcr", "2025-12", 75], row + [""] * (6 - len(row)))
    found = run(session, cast, data, decimals=".")
    assert wrong(found) == [(3, column, key)]
    assert counted(found) == [1, 0, 0, 1]
    with pytest.raises(Refused, match="import_not_ready"):
        service.take_over(session, cast.actor("analyst"), found, now=NOW)
    assert stored(session, fcr) == {}


def test_a_formula_is_refused_by_its_line(session: Session, cast: Cast, fcr: Metric) -> None:
    data = workbook([["metric", "period", "value"], ["fcr", "2026-01", "=40+35"], ["=A2", "2025-12", 75]])
    assert wrong(run(session, cast, data, LONG[:3])) == [
        (2, "value", "sheets.formula"),
        (3, "metric", "sheets.formula"),
    ]


def test_lines_that_contradict_each_other_are_named(session: Session, cast: Cast, fcr: Metric) -> None:
    found = run(session, cast, table(LONG[:3], ["fcr", "2026-01", 75], ["fcr", "2026年1月", 76]), LONG[:3])
    assert wrong(found) == [(3, "value", "sheets.twice")]
    assert service.problems_of(found).shown[0].say.params == {"line": 2}


def test_a_file_full_of_faults_is_not_read_to_its_end(session: Session, cast: Cast, fcr: Metric) -> None:
    found = run(session, cast, table(LONG[:3], *[["fcr", "2026-01", "x"]] * 20_000), LONG[:3])
    problems = service.problems_of(found)
    assert len(problems.shown) == 200 and problems.total == 1000
    assert found.counts["stopped"] and found.checked < found.rows
    assert session.scalars(select(ImportRow)).all() == []


def test_more_values_than_a_file_may_hold(
    session: Session, cast: Cast, fcr: Metric, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("council.metrics.service.arriving.MOST_VALUES", 1)
    data = table(["p", "a", "b"], ["2026-01", 75, 10])
    assert (0, "", "metrics.too_many_values") in wrong(
        run(session, cast, data, ["period", "m:fcr", "m:calls"])
    )


def test_an_owner_records_what_is_theirs_and_no_more(session: Session, cast: Cast, fcr: Metric) -> None:
    data = table(LONG[:3], ["calls", "2026-01", 5], ["fcr", "2026-01", 75])
    assert wrong(run(session, cast, data, LONG[:3], who="sales")) == [(3, "metric", "metrics.not_yours")]
    with pytest.raises(Forbidden):
        run(session, cast, data, LONG[:3], who="auditor")


# ---- pages


def send(visitor: Visitor, data: bytes, name: str = "值.csv", *, status: int = 303) -> Page:
    page = visitor.submit(visitor.get(HOME), file=(io.BytesIO(data), name), status=status)
    return visitor.get(page.location) if status == 303 else page


def read_on(visitor: Visitor, page: Page) -> Page:
    """From the columns to the preview, by the button, as without scripts."""
    if "/import/columns" in page.url:
        page = visitor.submit(page, "/import/columns", follow=True)
    while "/import/reading" in page.url:
        page = visitor.submit(page, "/import/reading", follow=True)
    return page


def shown(page: Page) -> list[int]:
    found = [each for each in page.tree.iter("p") if each.get("class") == "stat-value"]
    return [int("".join(each.itertext()).replace(",", "")) for each in found]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_from_file_to_batch(sign_in: Enter, session: Session, cast: Cast, fcr: Metric, lang: str) -> None:
    values(session, cast, fcr, [70.0], until=date(2026, 1, 1))
    session.commit()
    visitor = sign_in("analyst", lang)
    preview = read_on(
        visitor, send(visitor, table(["指标", "期间", "值"], ["fcr", "2026-01", 75], ["calls", "2026-01", 7]))
    )
    assert shown(preview) == [1, 1, 0, 0]
    refused = visitor.submit(preview, "/import/preview", status=422)
    assert {"en": "Say why the value is corrected", "zh": "更正"}[lang] in refused.html.partition(
        "form-errors"
    )[2][:900]
    batch = visitor.submit(refused, "/import/preview", reason="补录", lang="zh", follow=True)
    assert "/import/batches/" in batch.url
    assert {"en": "took over values from a file", "zh": "从文件导入了数值"}[lang] in batch.text
    assert "/metrics/fcr" in batch.links() and "/metrics/calls" in batch.links()
    assert batch.url in visitor.get("/metrics/fcr").links()
    assert batch.url in visitor.get(HOME).links()
    assert sign_in("manager", lang).get(batch.url)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_wrong_is_told_in_the_readers_language(sign_in: Enter, fcr: Metric, lang: str) -> None:
    visitor = sign_in("analyst", lang)
    page = read_on(
        visitor,
        send(visitor, table(["指标", "期间", "值"], ["fcr", "2026-W05", "75"], ["无此", "2026-01", 1])),
    )
    assert {"en": "does not fit a metric that is monthly", "zh": "频率（每月）不符"}[lang] in page.text
    assert {"en": "There is no metric “无此”", "zh": "没有名为“无此”的指标"}[lang] in page.text
    assert shown(page) == [0, 0, 0, 2]
    other = sign_in("analyst", "zh" if lang == "en" else "en").get("/metrics/import/preview")
    assert {"en": "频率（每月）不符", "zh": "a metric that is monthly"}[lang] in other.text
    visitor.submit(page, "/import/discard")
    assert "/import/columns" in visitor.get("/metrics/import/preview").url or "/import" in page.url


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_columns_are_chosen_and_remembered(
    sign_in: Enter, session: Session, cast: Cast, fcr: Metric, lang: str
) -> None:
    visitor = sign_in("analyst", lang)
    page = send(visitor, table(["Kennzahl", "期间", "Wert"], ["calls", "2026-01", "1.234"]))
    refused = visitor.submit(page, "/import/columns", status=422)
    assert {"en": "Say which columns hold values", "zh": "请指明哪些列为数值"}[lang] in refused.text
    unsure = visitor.submit(refused, "/import/columns", c0="metric", c2="value", status=422)
    assert {"en": "can be read in two ways", "zh": "有两种读法"}[lang] in unsure.text
    assert "1.234" in unsure.text
    preview = read_on(visitor, visitor.get(visitor.submit(unsure, "/import/columns", decimals=",").location))
    assert shown(preview) == [1, 0, 0, 0] and "1,234" in preview.text
    assert session.scalars(select(ImportMapping)).one().roles == {
        "kennzahl": "metric",
        "期间": "period",
        "wert": "value",
    }
    again = send(visitor, table(["Kennzahl", "期间", "Wert"], ["calls", "2025-12", "2.345"]))
    assert shown(read_on(visitor, again)) == [1, 0, 0, 0]
    theirs = send(
        sign_in("secretary", lang), table(["Kennzahl", "期间", "Wert"], ["calls", "2025-12", "2.345"])
    )
    assert {"en": "These columns are known", "zh": "此前导入过相同列"}[lang] in theirs.text


def test_a_long_file_is_read_in_steps_that_show(
    sign_in: Enter, session: Session, cast: Cast, fcr: Metric
) -> None:
    a_metric(session, cast, code="daily", name_en="Daily", name_zh="日报", frequency="daily")
    session.commit()
    day = date(2026, 2, 28)
    rows = [["daily", day - timedelta(days=k), 50] for k in range(12_000)]
    visitor = sign_in("analyst")
    page = visitor.submit(send(visitor, table(LONG[:3], *rows)), "/import/columns", follow=True)
    assert "0 of 12,000 lines are read" in page.text
    part = visitor.post("/metrics/import/reading", status=200, headers={"HX-Request": "true"})
    assert "10,000 of 12,000 lines are read" in part.text and 'hx-trigger="load, submit"' in part.html
    last = visitor.post("/metrics/import/reading", status=200, headers={"HX-Request": "true"})
    assert last.response.headers["HX-Redirect"] == "/metrics/import/preview"
    preview = visitor.get("/metrics/import/preview")
    assert shown(preview) == [12_000, 0, 0, 0]
    visitor.submit(preview, "/import/preview")
    assert session.scalar(select(func.count()).select_from(Observation)) == 12_000


@pytest.mark.parametrize("shape", ["long", "metrics", "periods"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_examples_can_be_sent_back(sign_in: Enter, fcr: Metric, shape: str, lang: str) -> None:
    visitor = sign_in("analyst", lang)
    sent = visitor.client.get(f"/metrics/import/example-{shape}.xlsx")
    assert sent.status_code == 200
    page = read_on(visitor, send(visitor, sent.data, "x.xlsx"))
    assert shown(page) == [0, 0, 0, 0]
    assert visitor.client.get("/metrics/import/example-none.csv").status_code == 404
    assert visitor.client.get("/metrics/import/example-long.pdf").status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "The file is empty"), (b"\x89PNG\r\n\x1a\n\0\0", "neither a workbook nor a text"), (b"a,b\n", "no row under"),
     (b"PK\x03\x04 broken", "damaged")],
)  # fmt: skip
def test_files_that_are_none_are_refused_at_once(
    sign_in: Enter, session: Session, fcr: Metric, data: bytes, said: str
) -> None:
    assert said in send(sign_in("analyst"), data, status=422).text
    assert session.scalars(select(Import)).all() == []


def test_a_file_of_a_hundred_megabytes_is_too_large(sign_in: Enter, fcr: Metric) -> None:
    visitor = sign_in("analyst")
    page = visitor.submit(visitor.get(HOME), file=(io.BytesIO(b"1" * (100 << 20)), "x.csv"), status=413)
    assert "<h1" in page.html


def test_another_persons_file_is_nobody_elses(
    sign_in: Enter, clock: Any, session: Session, fcr: Metric
) -> None:
    visitor = sign_in("analyst")
    send(visitor, table(LONG[:3], ["fcr", "2026-01", 75]))
    assert sign_in("secretary").get("/metrics/import/columns").text.startswith("Import values")
    clock.forward(days=1, minutes=1)
    assert sign_in("analyst").get("/metrics/import/columns").text.startswith("Import values")
    sign_in("manager").get(HOME, status=403)


def test_pages_cost_the_same_whatever_the_history(
    sign_in: Enter, session: Session, cast: Cast, fcr: Metric
) -> None:
    engine = session.get_bind().engine
    for month in range(1, 13):
        make.a_batch(session, cast, [["metric", "period", "value"], ["fcr", f"2025-{month:02}", "70"]])
    batch = make.a_batch(session, cast, [["metric", "period", "value"], ["fcr", "2025-06", "71"]])
    session.commit()
    visitor = sign_in("analyst")
    asked: dict[str, int] = {}

    def look(url: str) -> None:
        asked[url] = queries_of(engine, lambda: visitor.get(url))

    page = send(visitor, table(["metric", "period", "value"], ["fcr", "2025-07", 72], ["fcr", "2026-01", 72]))
    for url in (HOME, f"/metrics/import/batches/{batch.id}", "/metrics/import/columns"):
        look(url)
    read_on(visitor, page)
    look("/metrics/import/preview")
    assert all(n <= 12 for n in asked.values()), asked
