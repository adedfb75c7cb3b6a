"""What a file must be before any parser sees it: small enough, of a known kind, and holding nothing that runs."""

from __future__ import annotations

import codecs
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from council.core.errors import Refused

MB = 1024 * 1024
_PIECE = 64 * 1024
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_PLAIN_XML = {b"utf-8", b"us-ascii"}
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_FORBIDDEN = (
    ("vbaproject", "sheets.macros"),
    ("xl/macrosheets/", "sheets.macros"),
    ("xl/externallinks/", "sheets.external"),
    ("xl/connections", "sheets.external"),
    ("xl/querytables/", "sheets.external"),
    ("xl/embeddings/", "sheets.embedded"),
    ("xl/activex/", "sheets.embedded"),
)


@dataclass(frozen=True)
class Limits:
    """How much is taken: bytes as sent and unpacked, rows of either kind, columns, files in a workbook."""

    size: int = 20 * MB
    unpacked: int = 20 * MB
    ratio: int = 100
    members: int = 1000
    columns: int = 200
    csv_rows: int = 200_000
    xlsx_rows: int = 50_000


LIMITS = Limits()


def kind_of(data: bytes, limits: Limits = LIMITS) -> str:
    """`xlsx` or `csv`, by what the file holds whatever its name says; refused when it is neither or not safe."""
    if len(data) > limits.size:
        raise Refused("sheets.too_large", field="file", most=limits.size // MB)
    if not data.strip():
        raise Refused("sheets.empty", field="file")
    if data.startswith(_ZIP):
        check_workbook(data, limits)
        return "xlsx"
    if data.startswith(_OLE):
        raise Refused("sheets.old_or_locked", field="file")
    encoding_of(data)
    return "csv"


def encoding_of(data: bytes) -> str:
    """How a text is encoded: UTF-8, else GB 18030, or UTF-16 by its mark; refused when it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ["utf-16"]
    elif b"\x00" in data:
        raise Refused("sheets.not_text", field="file")
    else:
        tried = ["utf-8-sig", "gb18030"]
    for encoding in tried:
        if _reads(data, encoding):
            return encoding
    raise Refused("sheets.not_text", field="file")


def check_workbook(data: bytes, limits: Limits = LIMITS) -> None:
    """Refused unless the archive is a workbook of moderate size without macros, links, locks or entities."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_members(archive.infolist(), limits)
            for each in archive.infolist():
                if each.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(archive, each)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as broken:
        raise Refused("sheets.broken", field="file") from broken


def _check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(each.flag_bits & 1 for each in members):
        raise Refused("sheets.old_or_locked", field="file")
    unpacked = sum(each.file_size for each in members)
    packed = sum(each.compress_size for each in members) or 1
    if len(members) > limits.members or unpacked > limits.unpacked:
        raise Refused("sheets.unpacks_too_large", field="file", most=limits.unpacked // MB)
    if unpacked > MB and unpacked / packed > limits.ratio:
        raise Refused("sheets.unpacks_too_large", field="file", most=limits.unpacked // MB)
    names = [each.filename.lower().lstrip("/") for each in members]
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("sheets.no_workbook", field="file")
    for part, refusal in _FORBIDDEN:
        if any(part in name for name in names):
            raise Refused(refusal, field="file")


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No document type, no entities, and no encoding that could hide them from this look."""
    before = b""
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            if not before:
                declared = _DECLARED.search(piece[:400])
                strange = declared is not None and declared[1].lower() not in _PLAIN_XML
                if (
                    strange
                    or piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
                    or b"\0" in piece[:64]
                ):
                    raise Refused("sheets.entities", field="file")
            seen = before + piece
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise Refused("sheets.entities", field="file")
            before = seen[-16:]


def _reads(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(data), MB):
            if _UNSEEN.search(decoder.decode(data[at : at + MB], final=at + MB >= len(data))):
                return False
    except UnicodeError:
        return False
    return True
