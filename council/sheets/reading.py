"""Reading a table line by line, as a CSV or XLSX file holds it; nothing is kept but the line at hand."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from council.core.errors import Refused
from council.sheets.guard import LIMITS, Limits, encoding_of, kind_of
from council.web.cells import raw_cell

CELL_MAX = 100_000
"""Characters of one cell: what a Markdown field takes."""
DELIMITERS = ",;\t"
_HEAD = 20
"""The column names stand within so many first lines."""

warnings.filterwarnings("ignore", module="openpyxl")


@dataclass(frozen=True)
class Formula:
    """A cell that a spreadsheet would work out: its text is told, never run and never taken for a value."""

    text: str


class Percent(float):
    """A number that its spreadsheet shows with a percent sign: 0.5 for 50 %."""


Cell = str | int | float | bool | date | datetime | time | Formula | None


@dataclass(frozen=True)
class Line:
    """A line by its number in the file, the first being 1, with as many cells as there are columns."""

    number: int
    cells: tuple[Cell, ...]
    surplus: bool = False
    """Whether something stands to the right of the last named column."""


@dataclass(frozen=True)
class Sheet:
    """A table that is being read: the names of its columns, then its lines, which can be read once."""

    kind: str
    columns: tuple[str, ...]
    head: int
    """The number of the line with the column names."""
    rows: Iterator[Line]


def read(data: bytes, *, tab: str | None = None, limits: Limits = LIMITS) -> Sheet:
    """A table out of a file's bytes, guarded before parsing; of a workbook the first visible sheet, or `tab`.

    Refused here for what the whole file is; while reading on for a line that cannot be parsed or one too many.
    """
    kind = kind_of(data, limits)
    lines = _csv_lines(data) if kind == "csv" else _xlsx_lines(data, tab, limits)
    for number, cells in lines:
        if not _blank(cells):
            break
        if number >= _HEAD:
            raise Refused("sheets.no_columns", field="file")
    else:
        raise Refused("sheets.empty", field="file")
    names = tuple(_name(cell) for cell in cells)
    while names and not names[-1]:
        names = names[:-1]
    if len(names) > limits.columns:
        raise Refused("sheets.too_many_columns", field="file", most=limits.columns)
    most = limits.csv_rows if kind == "csv" else limits.xlsx_rows
    return Sheet(kind, names, number, _body(lines, len(names), most))


def _body(lines: Iterator[tuple[int, list[Cell]]], width: int, most: int) -> Iterator[Line]:
    kept = 0
    for number, cells in lines:
        if _blank(cells):
            continue
        kept += 1
        if kept > most:
            raise Refused("sheets.too_many_rows", field="file", most=most)
        padded = (*cells[:width], *[None] * (width - len(cells)))
        yield Line(number, padded, surplus=len(cells) > width and not _blank(cells[width:]))


def _csv_lines(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    encoding = encoding_of(data)
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    delimiter = _delimiter(text.read(10_000))
    text.seek(0)
    csv.field_size_limit(max(csv.field_size_limit(), CELL_MAX))
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    last = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as broken:
            key = "sheets.cell_too_long" if "field limit" in str(broken) else "sheets.quotes"
            raise Refused(key, field="file", line=last + 1) from broken
        if row is None:
            return
        yield last + 1, [raw_cell(cell) for cell in row]
        last = reader.line_num


def _delimiter(start: str) -> str:
    """What parts the column names: comma, semicolon or tab, whichever the first line has most of."""
    first = next((line for line in start.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _xlsx_lines(data: bytes, tab: str | None, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        if tab is not None:
            sheets = [one for one in sheets if one.title == tab]
        if not sheets:
            raise Refused("sheets.no_tab", field="file")
        sheets[0].reset_dimensions()
        rows = sheets[0].iter_rows(max_col=limits.columns + 1)
        for number, cells in enumerate(rows, 1):
            if (
                number > 2 * limits.xlsx_rows
            ):  # also a file that is small because most of its rows are left out
                raise Refused("sheets.too_many_rows", field="file", most=limits.xlsx_rows)
            yield number, [_value(cell) for cell in cells]
        book.close()
    except Refused:
        raise
    except Exception as broken:  # whatever the parser chokes on, the file is not readable
        raise Refused("sheets.broken", field="file") from broken


def _value(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Formula(value if isinstance(value, str) else str(getattr(value, "text", "") or "="))
    if isinstance(value, str):
        return value.strip()
    if type(value) in (int, float) and "%" in (cell.number_format or ""):
        return Percent(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, (bool, int, float, datetime, date, time)) or value is None:
        return value
    return str(value)


def _blank(cells: Iterable[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _name(cell: Cell) -> str:
    if isinstance(cell, Formula):
        return cell.text
    return "" if cell is None else " ".join(str(cell).split())
