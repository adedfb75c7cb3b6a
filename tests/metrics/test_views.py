"""Pages of metrics, as people of each part open them in both languages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from council.db.thread import link
from council.i18n import use_language
from council.i18n.catalogue import read as catalogue_of
from council.metrics import catalogue, paper, queries, tables
from council.metrics import service as metrics
from council.metrics.models import Metric
from council.metrics.periods import Frequency, Period
from council.metrics.service import Entry
from tests.conftest import NOW
from tests.make import a_metric, values
from tests.page import Visitor
from tests.people import Cast

STEADY = [74.0, 76.0, 75.0, 77.0, 74.0, 75.0, 76.0, 74.0, 75.0, 77.0, 75.0, 74.0]


@pytest.fixture
def fcr(session: Session, cast: Cast) -> Metric:
    """A proportion with a year of steady values, then one far below."""
    metric = a_metric(session, cast, target=80.0)
    values(session, cast, metric, [*STEADY, 60.0], until=date(2026, 2, 1))
    session.commit()
    return metric


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_scoreboard_shows_each_metric_with_words(
    sign_in: Callable[..., Visitor], fcr: Metric, lang: str
) -> None:
    page = sign_in("sales", lang).get("/metrics")
    assert {"en": "First-call resolution", "zh": "首次呼叫解决率"}[lang] in page.text
    assert "60.0%" in page.text and "80.0%" in page.text
    assert {"en": "concern (low)", "zh": "异常·需关注（偏低）"}[lang] in page.text
    assert {"en": "consistently not met", "zh": "持续不达标"}[lang] in page.text
    assert "<svg" in page.html and "/metrics/fcr" in page.links()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_empty_places_say_what_belongs_there(sign_in: Callable[..., Visitor], lang: str) -> None:
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics")
    assert "/metrics/new" in page.links()
    assert "/metrics" in visitor.get("/metrics/channels").links()
    after = visitor.submit(page, "/metrics/catalogue", follow=True)
    assert after.html.count('<th scope="row"') == catalogue.size().metrics
    assert "/metrics/catalogue" not in after.html
    assert sign_in("manager", lang).post("/metrics/catalogue", status=403)


def test_filters_are_addresses(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, fcr: Metric
) -> None:
    a_metric(session, cast, code="other", name_en="Other number", category="demand")
    session.commit()
    visitor = sign_in("manager")
    assert "Other number" in visitor.get("/metrics?category=demand").text
    assert "First-call" not in visitor.get("/metrics?category=demand").text
    concerned = visitor.get("/metrics?signal=concern").text
    assert "First-call" in concerned and "Other number" not in concerned
    nothing = visitor.get("/metrics?signal=improvement")
    assert "No metric fits these filters" in nothing.text and "/metrics" in nothing.links()
    assert "No metric fits" in visitor.get("/metrics?signal=nonsense").text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_metrics_page_draws_and_says_it(sign_in: Callable[..., Visitor], fcr: Metric, lang: str) -> None:
    page = sign_in("analyst", lang).get("/metrics/fcr")
    assert {"en": "fell below the lower limit in Feb 2026 (60.0%, limit 69.6%)", "zh": "2026年2月"}[
        lang
    ] in page.text
    assert page.html.count("spc-bad") >= 2 and "spc-target" in page.html
    assert {"en": "show a signal by chance", "zh": "偶然"}[lang] in page.text
    assert "/metrics/fcr/record" in page.links() and "/metrics/fcr/values/2026-02-01" in page.links()


def test_who_only_reads_gets_no_buttons(sign_in: Callable[..., Visitor], fcr: Metric) -> None:
    visitor = sign_in("manager")
    page = visitor.get("/metrics/fcr")
    assert "/metrics/fcr/record" not in page.links()
    visitor.get("/metrics/fcr/record", status=403)
    visitor.get("/metrics/no-such", status=404)
    sign_in("outsider").get("/metrics", status=403)


def test_the_owner_of_another_metric_may_not_record(sign_in: Callable[..., Visitor], fcr: Metric) -> None:
    sign_in("service").get("/metrics/fcr/record")
    sign_in("sales").get("/metrics/fcr/record", status=403)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_recording_a_value(sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str) -> None:
    metric = a_metric(session, cast)
    session.commit()
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/fcr/record")
    after = visitor.submit(
        page, "", period_start="2026-02-01", numerator="７５１", denominator="1,000", follow=True
    )
    assert "75.1%" in after.text
    session.expire_all()
    assert queries.series(session, metric.id)[0].value == pytest.approx(75.1)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"numerator": "nan", "denominator": "10"}, "cannot be read as a number"),
        ({"numerator": "1", "denominator": "inf"}, "cannot be read as a number"),
        ({"value": "1e400"}, "cannot be read as a number"),
        ({"value": "5²"}, "cannot be read as a number"),
        ({"numerator": "9" * 16, "denominator": "9" * 17}, "more than 15 digits"),
        ({"numerator": "50%", "denominator": "100"}, "percent sign does not go with"),
        ({"value": "many"}, "cannot be read as a number"),
        ({"value": "101"}, "the largest value this metric can have"),
        ({"value": "-1"}, "the smallest value this metric can have"),
        ({"numerator": "11", "denominator": "10"}, "larger than the denominator"),
        ({"numerator": "11"}, "needs its denominator"),
        ({"numerator": "0", "denominator": "0"}, "a gap, not a zero"),
        ({"numerator": "5", "denominator": "10", "value": "70"}, "Numerator and denominator give 50"),
        ({}, "A value is needed"),
        ({"value": "70", "period_start": "2026-03-01"}, "The period runs until 31 Mar 2026"),
        ({"value": "70", "period_start": "2026-04-01"}, "lies in the future"),
        ({"value": "70", "period_start": "2026-01-15"}, "begins on 1 Jan 2026"),
        ({"value": "70", "period_start": "soon"}, "no day that can be read"),
        ({"value": "70", "period_start": "1800-01-01"}, "from before 1970"),
        ({"value": "70", "period_start": "0001-01-01"}, "from before 1970"),
        ({"value": "70", "period_start": "2025-12-01"}, "has a value already"),
    ],
)
def test_a_wrong_value_is_refused_beside_its_field(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, fields: dict[str, str], says: str
) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, [70.0], until=date(2025, 12, 1))
    session.commit()
    visitor = sign_in("analyst")
    page = visitor.get("/metrics/fcr/record")
    answer = visitor.submit(page, "", status=422, **{"period_start": "2026-02-01", **fields})
    assert says in answer.text
    for name, typed in fields.items():
        assert name == "period_start" or f'value="{typed}"' in answer.html
    session.expire_all()
    assert len(queries.series(session, metric.id)) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_correcting_keeps_what_stood_before(sign_in: Callable[..., Visitor], fcr: Metric, lang: str) -> None:
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/fcr/values/2026-02-01")
    assert visitor.submit(page, "", value="76", status=422)  # the reason is missing
    same = visitor.submit(page, "", value="60", note="——", status=422)
    assert {"en": "nothing would change", "zh": "无须更正"}[lang] in same.text
    after = visitor.submit(page, "", value="76", note="——", follow=True)
    assert "76.0%" in after.text and "60.0%" in after.text
    visitor.get("/metrics/fcr/values/2026-03-01", status=404)
    visitor.get("/metrics/fcr/values/whenever", status=404)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_setting_a_relative_target_needs_its_window(
    sign_in: Callable[..., Visitor], fcr: Metric, lang: str
) -> None:
    visitor = sign_in("secretary", lang)
    page = visitor.get("/metrics/fcr/target")
    answer = visitor.submit(page, "", kind="relative", value="-10", status=422)
    assert {"en": "needs the window", "zh": "基线"}[lang] in answer.text
    after = visitor.submit(
        page,
        "",
        kind="relative",
        value="-10",
        baseline_from="2025-02-01",
        baseline_to="2026-01-01",
        follow=True,
    )
    assert f"{sum(STEADY) / 12 * 0.9:.1f}%" in after.text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_looking_at_a_signal_and_taking_it_off_the_docket(
    sign_in: Callable[..., Visitor], fcr: Metric, lang: str
) -> None:
    analyst, secretary = sign_in("analyst", lang), sign_in("secretary", lang)
    page = analyst.get("/metrics/fcr")
    assert page.form("/look") is not None
    assert analyst.submit(page, "/look", finding="cause", text="", status=422)
    after = analyst.submit(page, "/look", finding="cause", text="2026", follow=True)
    assert {"en": "cause found", "zh": "已找到原因"}[lang] in after.text
    page = secretary.get("/metrics/fcr")
    after = secretary.submit(page, "/dismiss", reason="2026", follow=True)
    assert "/metrics/fcr/dismiss" not in after.html


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_limits_are_reset_by_a_decision_only(
    sign_in: Callable[..., Visitor], session: Session, fcr: Metric, lang: str
) -> None:
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/fcr/rebase")
    assert not [
        f
        for f in page.forms()
        if f.get("action", "").endswith("rebase") or "from_period" in str(list(f.iter("select")))
    ]
    visitor.post(
        "/metrics/fcr/rebase",
        {"from_period": "2025-08-01", "reason": "x", "lang": "en", "decision_ref": "motion:1"},
        status=422,
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_defining_a_metric(sign_in: Callable[..., Visitor], session: Session, lang: str) -> None:
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/new")
    fields = {
        "code": "wait",
        "name_en": "Waiting time",
        "name_zh": "等待时间",
        "kind": "mean",
        "direction": "down",
        "unit_en": "min",
        "unit_zh": "分钟",
        "frequency": "weekly",
    }
    assert visitor.submit(page, "", status=422, **{**fields, "code": "Bad Code"})
    assert visitor.submit(page, "", status=422, **{**fields, "lower_bound": "5", "upper_bound": "1"})
    after = visitor.submit(page, "", follow=True, **fields)
    assert {"en": "Waiting time", "zh": "等待时间"}[lang] in after.text
    page = visitor.get("/metrics/wait/edit")
    answer = visitor.submit(page, "", unit_en="h", unit_zh="小时", status=422)
    assert {"en": "from which period", "zh": "从哪一期"}[lang] in answer.text
    visitor.submit(page, "", unit_en="h", unit_zh="小时", from_period="2026-01-05", reason="x", follow=True)
    session.expire_all()
    assert queries.get_metric(session, "wait").definition_version == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_periods_values_are_entered_together_or_not_at_all(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, fcr: Metric, lang: str
) -> None:
    words = {"kind": "qualitative", "unit_en": "", "unit_zh": "", "scale": 1.0}
    att = a_metric(session, cast, code="att", owner_seat_id=cast.seat("quality").id, **words)
    calls = a_metric(session, cast, code="aht", kind="mean", scale=1.0)
    session.commit()
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/entry?frequency=monthly&period=2026-02-15")
    assert f"m{fcr.id}_numerator" not in page.html and "/metrics/fcr/values/2026-02-01" in page.links()
    typed = {f"m{att.id}_level": "2026", f"m{calls.id}_value": "101"}
    nothing = visitor.submit(page, "", status=422)
    assert {"en": "Nothing was entered", "zh": "尚未填写任何内容"}[lang] in nothing.text
    answer = visitor.submit(page, "", status=422, **typed)
    assert {"en": "the largest value this metric can have", "zh": "最大值"}[lang] in answer.text
    session.expire_all()
    assert not queries.series(session, att.id)
    visitor.submit(page, "", follow=True, **{**typed, f"m{calls.id}_value": "5.5"})
    session.expire_all()
    assert (
        queries.series(session, att.id)[0].level == "2026"
        and queries.series(session, calls.id)[0].value == 5.5
    )
    assert f"m{calls.id}_value" in visitor.get("/metrics/entry?period=2026-01-01").html
    metrics.retire(session, cast.actor("analyst"), att, on=date(2026, 3, 1), now=NOW)
    session.commit()
    numbers = visitor.get("/metrics/entry?period=2026-01-01")
    visitor.submit(numbers, "", follow=True, **{f"m{calls.id}_value": "5,5"})
    session.expire_all()
    assert [o.value for o in queries.series(session, calls.id)] == [5.5, 5.5]
    assert f"m{calls.id}_value" not in sign_in("quality", lang).get("/metrics/entry?period=2025-12-01").html
    assert "/metrics" in sign_in("sales", lang).get("/metrics/entry?frequency=never&period=soon").links()
    sign_in("manager", lang).get("/metrics/entry", status=403)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_channels_stand_against_their_standards(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    made = catalogue.load(session, cast.actor("analyst"), {}, NOW)
    values(session, cast, made["phone-30s"], STEADY, until=date(2026, 2, 1))
    session.commit()
    page = sign_in("manager", lang).get("/metrics/channels")
    assert {"en": "answered within 30 seconds, for 80% of contacts", "zh": "30秒内接听"}[lang] in page.text
    assert page.text.count({"en": "no value yet", "zh": "尚无数据 –"}[lang]) == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_metric_of_the_catalogue_has_a_page(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    made = catalogue.load(session, cast.actor("analyst"), {}, NOW, packs=("core", "trading"))
    session.commit()
    visitor = sign_in("analyst", lang)
    for code in made:
        visitor.get(f"/metrics/{code}")
        visitor.get(f"/metrics/{code}/record")
        visitor.get(f"/metrics/{code}/target")


def test_thirty_metrics_cost_no_more_queries_than_one(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, fcr: Metric
) -> None:
    visitor = sign_in("sales")
    engine = session.get_bind().engine
    bare = _queries(engine, lambda: visitor.get("/account"))
    few = _queries(engine, lambda: visitor.get("/metrics"))
    for n in range(30):
        metric = a_metric(session, cast, code=f"m{n}", target=70.0 + n / 10)
        values(session, cast, metric, [70.0 + (n * k) % 7 for k in range(24)], until=date(2026, 2, 1))
    session.commit()
    many = _queries(engine, lambda: visitor.get("/metrics"))
    assert many == few <= 12, (bare, few, many)
    one = _queries(engine, lambda: visitor.get("/metrics/fcr"))
    assert one <= 20, (bare, one)


def test_the_thread_ties_a_decision_that_can_reset_limits(
    sign_in: Callable[..., Visitor], session: Session, fcr: Metric, now: object
) -> None:
    link(session, fcr.ref, "motion:999", "decided", now=now)  # type: ignore[arg-type]
    session.commit()
    assert sign_in("analyst").get("/metrics/fcr/rebase").status == 200


def _queries(engine: Engine, work: Callable[[], object]) -> int:
    """How many SELECTs a page costs."""
    work()
    ran: list[str] = []

    def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            ran.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(ran)


def by_channel(session: Session, cast: Cast, weeks: int = 30) -> Metric:
    """A share recorded week by week over two channels."""
    channels = {
        code: metrics.create_channel(
            session, cast.actor("analyst"), code=code, name_en=en, name_zh=zh, now=NOW, standard_en="soon",
            standard_zh="及时", standard_seconds=60, wanted_share=0.8,
        ).id
        for code, en, zh in (("phone", "Phone", "电话客服"), ("email", "E-mail", "邮件客服"))
    }  # fmt: skip
    metric = a_metric(session, cast, frequency="weekly", target=80.0)
    last = Period.containing(NOW.date(), Frequency.WEEKLY).previous
    rows = [
        (metric, Entry(last.plus(-k).start, numerator=n + k % 3, denominator=100, channel_id=channels[code]))
        for k in range(weeks)
        for code, n in (("phone", 90), ("email", 60))
    ]
    metrics.record_many(session, cast.actor("analyst"), rows, source="weekly.csv", now=NOW)
    session.commit()
    return metric


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_scoreboard_draws_its_matrix_and_gives_it_away(
    sign_in: Callable[..., Visitor], fcr: Metric, lang: str
) -> None:
    visitor = sign_in("manager", lang)
    page = visitor.get("/metrics")
    (matrix,) = re.findall(r'<section[^>]*id="matrix".*?</section>', page.html, re.S)
    rows = re.findall(r"<tr>.*?</tr>", matrix, re.S)
    (concern,) = [r for r in rows if {"en": ">concern<", "zh": "需关注"}[lang] in r]
    assert [("/metrics/fcr" in cell) for cell in re.findall(r"<td .*?</td>", concern, re.S)] == [
        False,
        False,
        True,
        False,
    ]
    assert sum("/metrics/fcr" in r for r in rows) == 1
    csv = visitor.get("/metrics/export.csv?signal=concern").response
    text = csv.get_data().decode("utf-8-sig")
    assert text.count("\n") == 2 and ",fcr," in f",{text.splitlines()[1]}" and "60.0" in text
    assert visitor.get("/metrics/export.xlsx").response.get_data()[:2] == b"PK"
    assert "fcr" not in visitor.get("/metrics/export.csv?signal=improvement").response.get_data(as_text=True)
    visitor.get("/metrics/export.pdf", status=404)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_metric_by_channel_shows_each_and_their_sum(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    by_channel(session, cast)
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/fcr")
    assert "/metrics/fcr?channel=phone" in page.links() and "/metrics/fcr/sums" in page.links()
    assert {"en": "Last 12 months", "zh": "近12个月"}[lang] in page.text and "weekly.csv" in page.text
    phone = visitor.get("/metrics/fcr?channel=phone")
    assert {"en": "Only what came over Phone", "zh": "仅显示电话客服的数据"}[lang] in phone.text
    assert "90.0%" in phone.text and "/metrics/fcr/values/2026-02-23?channel=phone" in phone.links()
    visitor.get("/metrics/fcr?channel=fax", status=404)
    which = visitor.get("/metrics/fcr/values/2026-02-23")
    assert "/metrics/fcr/values/2026-02-23?channel=email" in which.links()
    form = visitor.get("/metrics/fcr/values/2026-02-23?channel=email")
    after = visitor.submit(form, "", numerator="80", denominator="100", note="——", follow=True)
    assert "85.0%" in after.text
    quarters = visitor.get("/metrics/fcr/sums?by=quarterly")
    assert "76" in quarters.text and {"en": "Q1 2026", "zh": "2026年第1季度"}[lang] in quarters.text
    table = visitor.get("/metrics/fcr/sums.csv?by=quarterly").response.get_data().decode("utf-8-sig")
    assert len(table.splitlines()[0].split(",")) == 7 and len(table.splitlines()) == 4


def test_values_go_out_as_they_came_in(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, fcr: Metric
) -> None:
    text = sign_in("manager").get("/metrics/fcr/values.csv").response.get_data().decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == ",".join(tables.VALUE_COLUMNS) and len(lines) == 14
    assert lines[-1] == "fcr,2026-02,,60,,,,,"


@pytest.mark.parametrize(("shape", "says"), [
    ("run", "runs"), ("p", "sampling alone"), ("p_prime", "follow the number of cases"), ("c", "stable process"),
])  # fmt: skip
def test_other_charts_are_a_choice(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, shape: str, says: str
) -> None:
    by_channel(session, cast)
    visitor = sign_in("sales")
    page = visitor.get(f"/metrics/fcr?chart={shape}")
    assert says in page.text
    assert "/metrics/fcr?chart=p_prime" in page.links() and "/metrics/fcr?chart=c" not in page.links()
    assert "Note what you found" not in page.text
    visitor.get(f"/metrics/fcr?chart={shape}&channel=phone&span=all")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_definitions_history_says_what_each_version_changed(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    metric = a_metric(session, cast)
    content = metrics.MetricContent(
        **{n: getattr(metric, n) for n in metrics.MetricContent.__dataclass_fields__}
    )
    changed = replace(content, method_en="Solved ÷ all", method_zh="解决数 ÷ 总数", kind="rate")
    metrics.edit_metric(
        session, cast.actor("analyst"), metric, changed, from_period=date(2026, 1, 1), reason="——", now=NOW
    )
    session.commit()
    page = sign_in("sales", lang).get("/metrics/fcr")
    zh = {m.id: m.string for m in catalogue_of("metrics")}
    assert {"en": "Solved ÷ all", "zh": "解决数 ÷ 总数"}[lang] in page.text
    kinds = {"en": "proportion", "zh": zh["proportion"]}[lang]
    assert kinds in page.text and page.text.count("→") >= 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_metric_sheet_is_printed_in_either_language(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    metric = by_channel(session, cast)
    visitor = sign_in("manager", lang)
    assert "/metrics/fcr/sheet.pdf" in visitor.get("/metrics/fcr").links()
    one = visitor.get("/metrics/fcr/sheet.pdf").response
    assert (
        one.content_type == "application/pdf"
        and one.get_data() == visitor.get("/metrics/fcr/sheet.pdf").response.get_data()
    )
    with pikepdf.open(io.BytesIO(one.get_data())) as file:
        assert str(file.Root.Lang) == {"en": "en", "zh": "zh-Hans"}[lang]
        data = file.attachments[f"fcr-{lang}.csv"].get_file().read_bytes().decode("utf-8-sig")
    assert len(data.splitlines()) == 61 and data.splitlines()[1].split(",")[2] == "phone"
    with use_language(lang):
        words = paper.gather(session, metric, NOW)
        assert (
            words.record_hash in {paper.gather(session, metric, NOW).record_hash} and len(words.channels) == 2
        )
    visitor.get("/metrics/fcr/sheet.pdf?lang=fr", status=404)


def test_words_and_nothing_are_printed_too(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast
) -> None:
    words = a_metric(session, cast, code="att", kind="qualitative", unit_en="", unit_zh="", scale=1.0)
    a_metric(session, cast, code="bare")
    metrics.record_observation(
        session, cast.actor("analyst"), words, date(2026, 1, 1), level="Friendly", now=NOW
    )
    session.commit()
    for code in ("att", "bare"):
        assert sign_in("sales").get(f"/metrics/{code}/sheet.pdf").response.get_data()[:5] == b"%PDF-"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_metric_may_begin_with_the_catalogue(
    sign_in: Callable[..., Visitor], session: Session, lang: str
) -> None:
    visitor = sign_in("analyst", lang)
    assert "/metrics/new?from=platform" in visitor.get("/metrics/new").links()
    page = visitor.get("/metrics/new?from=backlog")
    after = visitor.submit(page, "", follow=True)
    assert {"en": "Backlog", "zh": "积压工单"}[lang] in after.text
    session.expire_all()
    made = queries.get_metric(session, "backlog")
    assert (made.frequency, made.direction, made.adds_up, made.lower_bound) == ("weekly", "down", False, 0.0)
    assert "/metrics/new?from=backlog" not in visitor.get("/metrics/new").links()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_recording_a_period_by_channel(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    metric = by_channel(session, cast, weeks=1)
    ids = {one.code: one.id for one in queries.channels(session)}
    visitor = (
        sign_in("service", lang)
        if metric.owner_seat_id == cast.seat("service").id
        else sign_in("analyst", lang)
    )
    assert "/metrics/fcr/split" in visitor.get("/metrics/fcr").links()
    page = visitor.get("/metrics/fcr/split")
    phone, email = (f"c{ids[code]}" for code in ("phone", "email"))
    first = {"period_start": "2026-02-16", f"{phone}_numerator": "30", f"{phone}_denominator": "40"}
    assert visitor.submit(page, "", period_start="2026-02-16", status=422)
    wrong = visitor.submit(page, "", status=422, **{**first, f"{phone}_numerator": "50"})
    assert f'id="{phone}_numerator-err"' in wrong.html and 'value="50"' in wrong.html
    visitor.submit(page, "", follow=True, **first)
    after = visitor.submit(
        visitor.get("/metrics/fcr/split"), "", follow=True, period_start="2026-02-16",
        **{f"{email}_numerator": "50", f"{email}_denominator": "60"},
    )  # fmt: skip
    assert after.response.status_code == 200
    session.expire_all()
    assert next(o.value for o in queries.series(session, metric.id)) == 80.0
    words = a_metric(session, cast, code="att", kind="qualitative", unit_en="", unit_zh="", scale=1.0)
    session.commit()
    visitor.get(f"/metrics/{words.code}/split", status=404)
    assert "/metrics/att/split" not in visitor.get("/metrics/att").links()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_channels_standard_is_the_target_of_what_measures_it(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    by_channel(session, cast, weeks=1)
    phone = next(one for one in queries.channels(session) if one.code == "phone")
    measured = a_metric(session, cast, code="phone-60s", channel_id=phone.id, category="channel", target=80.0)
    session.commit()
    visitor = sign_in("secretary", lang)
    assert "/metrics/channels/phone" in visitor.get("/metrics/channels").links()
    page = visitor.get("/metrics/channels/phone")
    assert 'value="80"' in page.html
    for fields in ({"wanted_share": "120"}, {"wanted_share": ""}, {"standard_seconds": "0"}, {"name_en": ""}):
        visitor.submit(page, "", status=422, **fields)
    after = visitor.submit(page, "", follow=True, wanted_share="85", standard_seconds="30")
    assert "85%" in after.text
    session.expire_all()
    targets, _ = queries.targets_of(session, [measured.id])
    assert [one.value for one in targets[measured.id]] == [85.0, 80.0]
    assert queries.targets_of(session, [queries.get_metric(session, "fcr").id])[0]
    visitor.get("/metrics/channels/fax", status=404)
    sign_in("manager", lang).get("/metrics/channels/phone", status=403)
