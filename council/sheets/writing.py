"""Writing a table as CSV or XLSX: the same bytes each time, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import quote

import xlsxwriter
from flask import Response

from council.core.errors import NotFound, Refused
from council.core.saying import Both, Say
from council.core.states import State
from council.i18n import spoken
from council.web.cells import safe_cell

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_ROWS = 200_000
"""What one file holds at most; more is asked for in parts."""
_MADE = datetime(2000, 1, 1)
_WIDEST, _LONGEST = 60, 32_767


def csv_bytes(columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file in UTF-8 with its mark, so that spreadsheets read Chinese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(_plain(name)) for name in columns])
    for row in _counted(rows):
        writer.writerow([safe_cell(_plain(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(columns: Sequence[Any], rows: Iterable[Sequence[Any]], *, title: str = "1") -> bytes:
    """A workbook of one sheet: names frozen at the top, dates as dates, numbers as numbers, all else as text."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    names = [str(_plain(name)) for name in columns]
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(title[:31])
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        top = book.add_format({"valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        sheet.freeze_panes(1, 0)
        first: list[Sequence[Any]] = []
        lines = _counted(rows)
        for row in lines:
            first.append(row)
            if len(first) >= 200:
                break
        for at, name in enumerate(names):
            shown = [name, *(str(_plain(row[at])) for row in first if at < len(row))]
            sheet.set_column(at, at, min(_WIDEST, max(8, *(_width(one) for one in shown)) + 2))
            sheet.write_string(0, at, name, head)
        for number, row in enumerate(_all(first, lines), 1):
            for at, value in enumerate(row):
                value = _plain(value)
                if value is None or value == "":
                    continue
                if isinstance(value, date):
                    sheet.write_datetime(number, at, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, (int, float)) and not isinstance(value, bool):
                    sheet.write_number(number, at, value, top)
                else:
                    risky = safe_cell(value) != value
                    sheet.write_string(number, at, str(value)[:_LONGEST], quoted if risky else text)
        if names:
            sheet.autofilter(0, 0, max(sheet.dim_rowmax or 0, 0), len(names) - 1)
    return out.getvalue()


def sheet_answer(kind: str, name: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Response:
    """A table to be saved under a name in any language; `kind` is `csv` or `xlsx`, others are not found."""
    if kind not in KINDS:
        raise NotFound(kind)
    content = csv_bytes(columns, rows) if kind == "csv" else xlsx_bytes(columns, rows)
    plain = name.encode("ascii", "ignore").decode().strip(" .-_") or "table"
    plain = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in plain)
    answer = Response(content, content_type=KINDS[kind])
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}.{kind}\"; filename*=UTF-8''{quote(f'{name}.{kind}', safe='')}"
    )
    return answer


def _plain(value: Any) -> Any:
    """A value as a cell holds it: names in the language being spoken, moments and fractions as text."""
    if isinstance(value, (Both, Say, State)):
        return spoken(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (Decimal, Fraction)):
        return float(value)
    return value


def _counted(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise Refused("sheets.too_many_to_write", most=MOST_ROWS)
        yield row


def _all(first: list[Sequence[Any]], rest: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    yield from first
    yield from rest


def _width(text: str) -> int:
    """How wide a text stands in a column: a Chinese character takes two letters' room."""
    longest = max(text.splitlines(), key=len, default="")
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in longest)
