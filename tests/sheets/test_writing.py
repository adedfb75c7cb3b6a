"""Tables as files: the same bytes each time, read back as they were, and nothing in them that runs."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from council import i18n
from council.core.errors import NotFound, Refused
from council.core.saying import Both
from council.sheets import writing
from council.sheets.reading import read
from council.sheets.writing import csv_bytes, sheet_answer, xlsx_bytes

COLUMNS = ["no", "title", "day"]
ROWS = [
    [1, "主席", date(2026, 3, 2)],
    [2, "=HYPERLINK(1)", None],
    [3, 'two\nlines, "quoted"', date(2025, 12, 31)],
]
TEXTS = st.text("aZ9 主席，,;\"'=+-@＝\n\t", max_size=12)


@pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes])
def test_the_same_table_gives_the_same_bytes(write: object) -> None:
    assert write(COLUMNS, ROWS) == write(COLUMNS, iter(ROWS))  # type: ignore[operator]


def test_csv_begins_with_the_mark_and_ends_lines_as_spreadsheets_do() -> None:
    data = csv_bytes(COLUMNS, ROWS)
    assert data.startswith(b"\xef\xbb\xbfno,title,day\r\n1,")
    assert b"2,'=HYPERLINK(1),\r\n" in data


def test_a_workbook_opens_with_dates_numbers_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(COLUMNS, ROWS)))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert [cell.data_type for cell in sheet[3]] == ["n", "s", "n"]
    assert sheet["B3"].value == "=HYPERLINK(1)" and sheet["B3"].quotePrefix
    assert sheet["C2"].value == datetime(2026, 3, 2) and sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet.column_dimensions["B"].width > 12
    assert book.properties.created == datetime(2000, 1, 1)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(-(2**31), 2**31)), min_size=1, max_size=5))
def test_what_is_written_reads_back(rows: list[tuple[str, str, int]]) -> None:
    rows = [(f"x{a}", f"{b}.", n) for a, b, n in rows]
    from_csv = [one.cells for one in read(csv_bytes(["a", "b", "n"], rows)).rows]
    assert from_csv == [(a, b, str(n)) for a, b, n in rows]
    from_xlsx = [one.cells for one in read(xlsx_bytes(["a", "b", "n"], rows)).rows]
    assert from_xlsx == [(a.strip(), b.strip(), n) for a, b, n in rows]


@pytest.mark.parametrize("risky", ["=1", "+1", "-x", "@x", " =1", "＝1", "\t=1"])
def test_nothing_runs_in_either_kind(risky: str) -> None:
    assert b"'" + risky.encode() in csv_bytes(["a"], [[risky]])
    cell = load_workbook(io.BytesIO(xlsx_bytes(["a"], [[risky]]))).worksheets[0]["A2"]
    assert cell.data_type == "s" and cell.quotePrefix


def test_names_fractions_and_moments(app: Flask) -> None:
    row = [
        Both("Chair", "主席"),
        Fraction(1, 4),
        datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8))),
    ]
    with app.test_request_context(), i18n.use_language("zh"):
        assert (
            csv_bytes(["a", "b", "c"], [row]).decode("utf-8-sig").splitlines()[1]
            == "主席,0.25,2026-03-02 09:00+08:00"
        )


def test_an_answer_carries_its_chinese_name(app: Flask) -> None:
    with app.test_request_context():
        answer = sheet_answer("xlsx", "职责表 2026-03-02", ["a"], [])
        assert answer.headers["Content-Disposition"] == (
            "attachment; filename=\"2026-03-02.xlsx\"; filename*=UTF-8''%E8%81%8C%E8%B4%A3%E8%A1%A8%202026-03-02.xlsx"
        )
        assert answer.mimetype.endswith("spreadsheetml.sheet")
        assert "\r" not in sheet_answer("csv", 'a"\r\nX: y', ["a"], []).headers["Content-Disposition"]
        with pytest.raises(NotFound):
            sheet_answer("exe", "x", [], [])


def test_a_file_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    for write in (csv_bytes, xlsx_bytes):
        write(["a"], [[1]] * 3)
        with pytest.raises(Refused, match="too_many_to_write"):
            write(["a"], [[1]] * 4)
