"""Cells of exported tables: what a spreadsheet could take for a formula is made plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: Any) -> Any:
    """The value, or its text behind an apostrophe when a spreadsheet would run it; numbers stay numbers.

    A text that begins with such an apostrophe itself gets another, so that `raw_cell` gives back what was written.
    """
    if isinstance(value, (int, float)) or value is None:
        return value
    text = str(value)
    return "'" + text if text.lstrip("' ").startswith(_RISKY) else text


def raw_cell(text: str) -> str:
    """The text of a cell as it was before `safe_cell`: the apostrophe that kept a spreadsheet off it is gone."""
    return text[1:] if text.startswith("'") and text[1:].lstrip("' ").startswith(_RISKY) else text


def csv_line(values: Iterable[Any]) -> str:
    """One line of a CSV file, its cells made safe."""
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(value) for value in values])
    return out.getvalue()
