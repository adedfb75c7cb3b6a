"""What is refused before any parser sees it, and that good files pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from council.core.errors import Refused
from council.sheets.guard import LIMITS, encoding_of, kind_of
from council.sheets.writing import xlsx_bytes
from tests.sheets import files

DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
BLANK = b" " * 15_000_000

BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", lambda: b"", "sheets.empty"),
    ("blanks", lambda: b" \r\n\t\n", "sheets.empty"),
    ("too large", lambda: b"a,b\n" * (LIMITS.size // 4 + 1), "sheets.too_large"),
    ("a picture renamed", lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "sheets.not_text"),
    ("a PDF renamed", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x01\x02\x03", "sheets.not_text"),
    ("NULs in a text", lambda: b"order,title\n1,\x00\n", "sheets.not_text"),
    ("bytes of no encoding", lambda: b"order\n\xff\xff\xff\n", "sheets.not_text"),
    ("an old workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheets.old_or_locked"),
    ("a password", files.locked, "sheets.old_or_locked"),
    ("cut off", lambda: xlsx_bytes(files.COLUMNS, files.ROWS)[:-40], "sheets.broken"),
    ("only the beginning", lambda: b"PK\x03\x04" + b"\0" * 50, "sheets.broken"),
    ("a document", files.document, "sheets.no_workbook"),
    ("a bomb", lambda: files.changed(add={"xl/media/a.bin": b"\0" * 19_000_000}), "sheets.unpacks_too_large"),
    ("two large parts", lambda: files.changed(add={"xl/a": BLANK, "xl/b": BLANK}), "sheets.unpacks_too_large"),
    ("a thousand files", lambda: files.changed(add={f"xl/{n}": b"" for n in range(1001)}), "sheets.unpacks_too_large"),
    ("a document type", lambda: files.with_sheet(DOCTYPE), "sheets.entities"),
    ("an entity after 64 KB", lambda: files.with_sheet(b"<!--" + b"x" * 65_527 + b"--><!DOCTYPE a>"), "sheets.entities"),
    ("UTF-16 inside", lambda: files.with_sheet(DOCTYPE.decode().encode("utf-16")), "sheets.entities"),
    ("another encoding inside", lambda: files.with_sheet(b'<?xml version="1.0" encoding="cp037"?><a/>'), "sheets.entities"),
    ("macros", lambda: files.changed(add={"xl/vbaProject.bin": b"x"}), "sheets.macros"),
    ("old macros", lambda: files.changed(add={"xl/macrosheets/sheet1.xml": b"<a/>"}), "sheets.macros"),
    ("links", lambda: files.changed(add={"xl/externalLinks/externalLink1.xml": b"<a/>"}), "sheets.external"),
    ("connections", lambda: files.changed(add={"xl/connections.xml": b"<a/>"}), "sheets.external"),
    ("objects", lambda: files.changed(add={"xl/embeddings/oleObject1.bin": b"x"}), "sheets.embedded"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "key"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_files_are_refused_with_their_reason(make: Callable[[], bytes], key: str) -> None:
    with pytest.raises(Refused) as refused:
        kind_of(make())
    assert refused.value.key == key
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"order,title\n1,Chair\n", "csv"),
        ("order,title\n1,主席\n".encode("utf-8-sig"), "csv"),
        ("order,title\n1,主席\n".encode("gb18030"), "csv"),
        ("order\ttitle\n1\t主席\n".encode("utf-16"), "csv"),
        (files.workbook(), "xlsx"),
        (xlsx_bytes(files.COLUMNS, files.ROWS), "xlsx"),
    ],
)
def test_good_files_pass_by_what_they_hold(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    words: Any = "席位,姓名\n主席,何岚\n"
    assert words.encode(encoding).decode(encoding_of(words.encode(encoding))).lstrip("\ufeff") == words


def test_a_character_on_the_border_of_two_pieces_is_read() -> None:
    assert encoding_of(b"a" * (1024 * 1024 - 1) + "席".encode()) == "utf-8-sig"
