"""Lines of a file packed some thousand at a time, so that reading can go on where it stopped."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from council.sheets.reading import Cell, Formula, Line, Percent

LINES = 5000


def parted(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines in pieces."""
    rest = iter(lines)
    while piece := list(islice(rest, LINES)):
        yield piece


def pack(lines: Iterable[Line]) -> bytes:
    """A piece as it is kept."""
    plain = [[one.number, one.surplus, *map(_out, one.cells)] for one in lines]
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(packed: bytes) -> Iterator[Line]:
    """The lines of a piece."""
    for number, surplus, *cells in json.loads(zlib.decompress(packed)):
        yield Line(number, tuple(_back(one) if type(one) is dict else one for one in cells), surplus)


def _out(cell: Cell) -> Any:
    if cell is None or type(cell) in (str, int, bool):
        return cell
    if isinstance(cell, Percent):
        return {"percent": float(cell)}
    if isinstance(cell, float):
        return cell
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    if isinstance(cell, Formula):
        return {"formula": cell.text}
    return cell.isoformat() if isinstance(cell, time) else str(cell)


def _back(cell: dict[str, Any]) -> Cell:
    ((kind, value),) = cell.items()
    if kind == "percent":
        return Percent(value)
    if kind == "at":
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind == "on" else Formula(value)
