"""Files as people and attackers send them, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from council.sheets.writing import xlsx_bytes

COLUMNS = ["order", "title"]
ROWS: list[list[Any]] = [[1, "主席"], [2, "Sales representative"]]


def workbook(rows: Sequence[Sequence[Any]] = (COLUMNS, *ROWS), *, hidden: bool = False) -> bytes:
    """A workbook as a spreadsheet saves it: what begins with = is a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if hidden:
        sheet.sheet_state = "hidden"
        book.create_sheet("Seen").append(["seen"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(*, add: dict[str, bytes] | None = None, instead: dict[str, bytes] | None = None) -> bytes:
    """A good workbook with files added to it or put in place of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes(COLUMNS, ROWS))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, (instead or {}).get(name, good.read(name)))
        for name, content in (add or {}).items():
            bad.writestr(name, content)
    return out.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A good workbook whose only sheet is this."""
    return changed(instead={"xl/worksheets/sheet1.xml": xml})


def locked() -> bytes:
    """A good workbook whose entries say that they are encrypted."""
    data = bytearray(xlsx_bytes(COLUMNS, ROWS))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def document() -> bytes:
    """A text document of an office programme."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", b"<a/>")
        made.writestr("word/document.xml", b"<a/>")
    return out.getvalue()
