"""Tables read line by line, from either kind of file, with true line numbers and without keeping them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from council.core.errors import Refused
from council.sheets.guard import Limits
from council.sheets.reading import Formula, Line, read
from council.sheets.writing import xlsx_bytes
from tests.sheets import files

ROOT = Path(__file__).resolve().parents[2]


def lines(data: bytes, **options: Any) -> list[tuple[int, tuple[object, ...]]]:
    return [(one.number, one.cells) for one in read(data, **options).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_as_spreadsheets_of_both_languages_save_it(delimiter: str, encoding: str, end: str) -> None:
    text = (
        end.join(delimiter.join(row) for row in (["order", "席位"], ["1", "主席"], ["2", "销售代表"])) + end
    )
    sheet = read(text.encode(encoding))
    assert (sheet.kind, sheet.columns, sheet.head) == ("csv", ("order", "席位"), 1)
    assert [one.cells for one in sheet.rows] == [("1", "主席"), ("2", "销售代表")]


def test_line_numbers_are_the_files_own() -> None:
    text = b'\n\norder,text\n1,"two\nlines"\n\n2,"three\r\nmore\nlines"\n , \n3,short\n'
    sheet = read(text)
    assert sheet.head == 3
    assert [one.number for one in sheet.rows] == [4, 7, 11]


def test_short_lines_are_filled_and_long_ones_told() -> None:
    found = list(read(b"a,b\n1\n1,2,3\n1,2,\n").rows)
    assert found == [Line(2, ("1", None)), Line(3, ("1", "2"), surplus=True), Line(4, ("1", "2"))]


def test_what_an_export_kept_from_running_reads_as_it_was() -> None:
    assert lines(b"a,b\n'=1+1,'plain\n'-5,' @x\n") == [(2, ("=1+1", "'plain")), (3, ("-5", " @x"))]


def test_a_workbook_holds_numbers_dates_and_texts() -> None:
    data = xlsx_bytes(
        ["day", "n", "share", "text"],
        [[date(2026, 1, 4), 3, 0.5, "  主席"], [None, None, None, None], [None, 1, 2.0, "=1"]],
    )
    sheet = read(data)
    assert (sheet.kind, sheet.columns) == ("xlsx", ("day", "n", "share", "text"))
    assert [(one.number, one.cells) for one in sheet.rows] == [
        (2, (datetime(2026, 1, 4), 3, 0.5, "主席")),
        (4, (None, 1, 2, "=1")),
    ]


def test_a_formula_is_known_for_one() -> None:
    assert lines(files.workbook([["a"], ["=1+1"], ['=HYPERLINK("http://x")']])) == [
        (2, (Formula("=1+1"),)),
        (3, (Formula('=HYPERLINK("http://x")'),)),
    ]


def test_the_first_visible_sheet_is_read_or_the_named_one() -> None:
    data = files.workbook(hidden=True)
    assert read(data).columns == ("seen",)
    with pytest.raises(Refused, match="no_tab"):
        read(data, tab="Sheet")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\n" * 30 + b"a,b\n", "sheets.no_columns"),
        (b",".join(b"c%d" % n for n in range(300)) + b"\n", "sheets.too_many_columns"),
        (xlsx_bytes([f"c{n}" for n in range(300)], []), "sheets.too_many_columns"),
        (files.workbook([]), "sheets.empty"),
        (files.with_sheet(b"<worksheet><sheetData><row r='x'>"), "sheets.broken"),
    ],
)  # fmt: skip
def test_refused_by_its_beginning(data: bytes, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        (b'a,b\n1,2\n1,"open\n\n', "sheets.quotes", 3),
        (b'a,b\n1,2\n\n1,"shut"x\n', "sheets.quotes", 4),
        (b"a\n" + b"x" * 140_000, "sheets.cell_too_long", 2),
    ],
)
def test_a_line_that_cannot_be_parted_is_named(text: bytes, key: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        list(read(text).rows)
    assert (refused.value.key, refused.value.params) == (key, {"line": line})


def test_one_row_too_many() -> None:
    few = Limits(csv_rows=3, xlsx_rows=3)
    rows = [[n] for n in range(3)]
    for data in (b"a\n1\n2\n3\n", xlsx_bytes(["a"], rows)):
        assert len(list(read(data, limits=few).rows)) == 3
    for data in (b"a\n1\n2\n3\n4\n", xlsx_bytes(["a"], [*rows, [4]])):
        with pytest.raises(Refused, match="too_many_rows"):
            list(read(data, limits=few).rows)


def test_a_row_far_down_does_not_cost_the_rows_before_it() -> None:
    xml = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>" + (
        b"<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c></row>"
        b"<row r='999999999'><c r='XFD999999999'><v>1</v></c></row></sheetData></worksheet>"
    )
    with pytest.raises(Refused, match="too_many_rows"):
        list(read(files.with_sheet(xml)).rows)


MEASURE = """
import sys, time, tracemalloc
from council.sheets.reading import read
rows = 200_001 if sys.argv[1] == "over" else 200_000
data = b"metric,period,value,n\\n" + b"fcr,2026-01-05,81.25,4000\\n" * rows
tracemalloc.start()
begun, count, problem = time.perf_counter(), 0, ""
try:
    for line in read(data).rows:
        count += 1
except Exception as error:
    problem = error.key
print(count, problem, tracemalloc.get_traced_memory()[1], time.perf_counter() - begun)
"""


@pytest.mark.parametrize(("size", "problem"), [("most", ""), ("over", "sheets.too_many_rows")])
def test_200_000_rows_are_read_in_flat_memory(size: str, problem: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, size], cwd=ROOT, check=True, capture_output=True, text=True
    )
    count, *rest, peak, seconds = done.stdout.split()
    assert int(count) == 200_000
    assert rest == ([problem] if problem else [])
    assert int(peak) < 20_000_000, "beside the file itself (5 MB) a few pieces are held"
    assert float(seconds) < 30
