"""How numbers, periods and columns of files are read: tables, and round trips of whatever is written."""

from __future__ import annotations

import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.core.errors import Refused
from council.metrics.importing.dates import day_period, is_period, read_period
from council.metrics.importing.layout import kept_of, layout_of, propose, signature_of
from council.metrics.importing.numbers import NotANumber, Sign, decided, read_number, signs_of
from council.metrics.importing.pieces import pack, parted, unpack
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.sheets.reading import Formula, Line, Percent

# ---- numbers

FULL = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("0", ".", 0), ("１２３", ".", 123), ("-5", ".", -5), ("−5", ".", -5), ("+5", ",", 5), ("91.2", ".", 91.2),
        ("91,2", ",", 91.2), ("1,234.5", ".", 1234.5), ("1.234,5", ",", 1234.5), ("1'234.5", ".", 1234.5),
        ("1’234.5", ".", 1234.5), ("1 234,5", ",", 1234.5), ("1\u2009234\u202f567", ".", 1234567), ("1，234", ".", 1234),
        ("1.234", ".", 1.234), ("1.234", ",", 1234), ("1,234", ".", 1234), ("1,234", ",", 1.234), (".5", ".", 0.5),
        (" 7 ", ".", 7), ("0.912", ".", 0.912),
    ],
)  # fmt: skip
def test_numbers_are_read(text: str, decimal: str, number: float) -> None:
    assert read_number(text, decimal) == (number, False)


@pytest.mark.parametrize("text", ["91.2%", "91.2 %", "９１．２％", "91.2％"])
def test_a_percent_sign_is_seen(text: str) -> None:
    assert read_number(text) == (91.2, True)


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize(
    "text",
    ["", "-", "n/a", "NaN", "nan", "inf", "Infinity", "-inf", "(5)", "1e5", "1E400", "--5", "5.", "1,23,456", "12,34.5",
     "1.234.5", "0,123,456", "1,2345,678", "5 分", "￥5", "$5", "5%%", "0x1F", "1_000", "9" * 40, "1 2", "=1+1"],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str, decimal: str) -> None:
    with pytest.raises(NotANumber):
        read_number(text, decimal)


@pytest.mark.parametrize(
    ("text", "sign"),
    [("12", 0), ("1.5", Sign.POINT), ("1,5", Sign.COMMA), ("1.234", Sign.UNSURE), ("1,234", Sign.UNSURE),
     ("1,234.5", Sign.POINT), ("1.234,5", Sign.COMMA), ("1,234,567", Sign.POINT), ("1.234.567", Sign.COMMA),
     ("0.912", Sign.POINT), ("0,912", Sign.COMMA), ("1 234", 0), ("2026.1.3", 0), ("text, more", 0)],
)  # fmt: skip
def test_a_cell_shows_how_decimals_are_written(text: str, sign: int) -> None:
    assert signs_of(text) == sign


@pytest.mark.parametrize(
    ("signs", "meant"),
    [(Sign.NONE, ""), (Sign.POINT, "."), (Sign.COMMA, ","), (Sign.UNSURE, None), (Sign.POINT | Sign.UNSURE, "."),
     (Sign.COMMA | Sign.UNSURE, ","), (Sign.POINT | Sign.COMMA, None), (Sign.POINT | Sign.COMMA | Sign.UNSURE, None)],
)  # fmt: skip
def test_a_column_decides_or_nobody_guesses(signs: Sign, meant: str | None) -> None:
    assert decided(signs) == meant


@given(
    st.integers(-(10**12), 10**12),
    st.integers(0, 4),
    st.sampled_from([".", ","]),
    st.sampled_from(["", " ", "'", "other", "\u2009"]),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_is_read(
    units: int, decimals: int, decimal: str, group: str, full: bool, percent: bool
) -> None:
    number = units / 10**decimals
    plain = f"{number:,.{decimals}f}"
    between = {".": ",", ",": "."}[decimal] if group == "other" else group
    text = plain.translate(str.maketrans({",": between, ".": decimal})) + ("%" if percent else "")
    text = text.translate(FULL) if full else text
    assert read_number(text, decimal) == (float(plain.replace(",", "")), percent)


@given(st.text(max_size=12), st.sampled_from([".", ","]))
def test_no_text_breaks_the_reading(text: str, decimal: str) -> None:
    try:
        found = read_number(text, decimal)
    except NotANumber:
        return
    assert found.number == found.number and abs(found.number) < 1e31


# ---- periods

DAILY, WEEKLY, MONTHLY, QUARTERLY, YEARLY = Frequency


@pytest.mark.parametrize(
    ("text", "frequency", "start"),
    [
        ("2026-01-03", DAILY, "2026-01-03"), ("2026/1/3", DAILY, "2026-01-03"), ("2026.1.3", DAILY, "2026-01-03"),
        ("2026年1月3日", DAILY, "2026-01-03"), ("20260103", DAILY, "2026-01-03"), ("3 Jan 2026", DAILY, "2026-01-03"),
        ("２０２６／１／３", DAILY, "2026-01-03"), ("2026-01-03 00:00:00", DAILY, "2026-01-03"),
        ("2026-W05", WEEKLY, "2026-01-26"), ("2026W5", WEEKLY, "2026-01-26"), ("2026年第5周", WEEKLY, "2026-01-26"),
        ("week 5 of 2026", WEEKLY, "2026-01-26"), ("2026-01-26", WEEKLY, "2026-01-26"),
        ("2026-02-01", WEEKLY, "2026-01-26"), ("2026-W53", WEEKLY, "2026-12-28"),
        ("2026-01", MONTHLY, "2026-01-01"), ("2026/1", MONTHLY, "2026-01-01"), ("202601", MONTHLY, "2026-01-01"),
        ("2026年1月", MONTHLY, "2026-01-01"), ("2026年01月份", MONTHLY, "2026-01-01"), ("Jan 2026", MONTHLY, "2026-01-01"),
        ("January 2026", MONTHLY, "2026-01-01"), ("2026-01-31", MONTHLY, "2026-01-01"), ("2026-01-01", MONTHLY, "2026-01-01"),
        ("2026Q2", QUARTERLY, "2026-04-01"), ("2026-Q2", QUARTERLY, "2026-04-01"), ("Q2 2026", QUARTERLY, "2026-04-01"),
        ("2026年第2季度", QUARTERLY, "2026-04-01"), ("2026年二季度", QUARTERLY, "2026-04-01"),
        ("2026年第二季度", QUARTERLY, "2026-04-01"), ("2026-06-30", QUARTERLY, "2026-04-01"),
        ("2026", YEARLY, "2026-01-01"), ("2026年", YEARLY, "2026-01-01"), ("2026年度", YEARLY, "2026-01-01"),
    ],
)  # fmt: skip
def test_periods_are_read(text: str, frequency: Frequency, start: str) -> None:
    assert read_period(text, frequency) == date.fromisoformat(start)
    assert is_period(text)


@pytest.mark.parametrize(
    ("text", "frequency", "key"),
    [
        ("2026-01-03", MONTHLY, "metrics.no_such_period"), ("2026-01-07", WEEKLY, "metrics.no_such_period"),
        ("2026年1月", WEEKLY, "metrics.period_misfit"), ("2026-01", QUARTERLY, "metrics.period_misfit"),
        ("2026-W05", MONTHLY, "metrics.period_misfit"), ("2026", MONTHLY, "metrics.period_misfit"),
        ("2026Q1", MONTHLY, "metrics.period_misfit"), ("2026-02-30", DAILY, "metrics.not_a_period"),
        ("2026-13", MONTHLY, "metrics.not_a_period"), ("2026-W54", WEEKLY, "metrics.not_a_period"),
        ("03/01/2026", DAILY, "metrics.not_a_period"), ("26-01-03", DAILY, "metrics.not_a_period"),
        ("1066-10-14", DAILY, "metrics.not_a_period"), ("9999-12-31", DAILY, "metrics.not_a_period"),
        ("soon", DAILY, "metrics.not_a_period"), ("46025", DAILY, "metrics.not_a_period"), ("", DAILY, "metrics.not_a_period"),
        ("2026.1", MONTHLY, "metrics.not_a_period"), ("x" * 500, DAILY, "metrics.not_a_period"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(text: str, frequency: Frequency, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_period(text, frequency)
    assert (refused.value.key, refused.value.field) == (key, "period_start")


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(list(Frequency)))
def test_every_name_of_a_period_is_read_as_it(day: date, frequency: Frequency) -> None:
    period = Period.containing(day, frequency)
    name = period_name(period)
    for text in (period.code, name.en, name.zh, period.start.isoformat(), period.end.isoformat()):
        assert read_period(text, frequency) == period.start
    assert day_period(period.start, frequency) == period.start


@given(st.text(max_size=20), st.sampled_from(list(Frequency)))
def test_no_text_breaks_the_reading_of_periods(text: str, frequency: Frequency) -> None:
    with contextlib.suppress(Refused):
        Period(read_period(text, frequency), frequency)


# ---- columns

METRICS = {"fcr": "fcr", "首次呼叫解决率": "fcr", "firstcallresolution": "fcr", "csat": "csat"}


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        (["Metric", "Period", "Value"], ["metric", "period", "value"]),
        (["指标", "渠道", "期间", "分子", "分母", "备注"], ["metric", "channel", "period", "numerator", "denominator", "note"]),
        (["metric_code", "DATE", "ｖａｌｕｅ", "n", "who"], ["metric", "period", "value", "sample", "skip"]),
        (["月份", "首次呼叫解决率", "CSAT（分）", "合计"], ["period", "m:fcr", "m:csat", "skip"]),
        (["Period", "First-call resolution (%)"], ["period", "m:fcr"]),
        (["指标", "2026年1月", "2026年2月", "小计"], ["metric", "across", "across", "skip"]),
        (["Code", "2026-W05", "2026-W06"], ["metric", "across", "across"]),
        (["Date", "Day", "Value", ""], ["period", "skip", "value", "skip"]),
        (["2026-01", "2026-02"], ["skip", "skip"]),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(columns: list[str], roles: list[str]) -> None:
    assert propose(columns, METRICS, {}) == roles


def test_a_mapping_is_remembered_also_for_the_next_month() -> None:
    before, roles = ["Kennzahl", "2026-01", "Extra"], ["metric", "across", "skip"]
    after = ["kennzahl", "2026-02", "2026-03", "extra"]
    assert propose(after, METRICS, kept_of(before, roles)) == ["metric", "across", "across", "skip"]
    assert signature_of(before) == signature_of(after)
    assert signature_of(["a", "b"]) == signature_of(["B", "a"]) != signature_of(["a", "c"])
    gone = kept_of(["Period", "Old"], ["period", "m:gone"])
    assert propose(["Period", "Old"], METRICS, gone) == ["period", "skip"]


@pytest.mark.parametrize(
    ("roles", "key"),
    [
        (["metric", "period", "skip"], "metrics.layout_no_values"),
        (["skip", "period", "value"], "metrics.layout_no_metric"),
        (["metric", "skip", "value"], "metrics.layout_no_period"),
        (["metric", "period", "m:fcr"], "metrics.layout_metric_twice"),
        (["metric", "period", "across"], "metrics.layout_period_twice"),
        (["period", "m:fcr", "value"], "metrics.layout_mixed"),
        (["period", "m:fcr", "m:fcr"], "metrics.layout_one_metric_twice"),
        (["metric", "metric", "value"], "metrics.column_role_twice"),
    ],
)
def test_columns_that_make_no_values_are_refused(roles: list[str], key: str) -> None:
    with pytest.raises(Refused) as refused:
        layout_of(["a", "b", "c"], roles)
    assert refused.value.key == key


# ---- pieces

CELLS = st.one_of(
    st.none(), st.text(max_size=8), st.integers(-(2**53), 2**53), st.booleans(), st.dates(), st.datetimes(),
    st.floats(allow_nan=False, allow_infinity=False), st.builds(Formula, st.text(max_size=8)),
    st.floats(0, 1).map(Percent),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_what_is_packed_comes_back(rows: list[list[object]]) -> None:
    lines = [Line(number, tuple(cells), surplus=number == 2) for number, cells in enumerate(rows, 2)]  # type: ignore[arg-type]
    back = list(unpack(pack(lines)))
    assert back == lines
    assert [[type(cell) for cell in line.cells] for line in back] == [
        [type(c) for c in one.cells] for one in lines
    ]


def test_lines_are_parted() -> None:
    pieces = list(parted(Line(number, ()) for number in range(12_001)))
    assert [len(one) for one in pieces] == [5000, 5000, 2001]
    assert datetime(2026, 1, 1) == next(unpack(pack([Line(1, (datetime(2026, 1, 1),))]))).cells[0]
