"""The numbers of decisions: one series a year, and the printed form by the council's own pattern."""

from __future__ import annotations

DIGITS = 3


def number_of(year: int, sequence: int) -> str:
    """How the portal names a decision: D-2026-014."""
    return f"D-{year}-{sequence:0{DIGITS}}"


def printed(pattern: str, year: int, sequence: int) -> str | None:
    """The reference on paper, such as 客服委〔2026〕14号; None while the council has set no pattern.

    `{year}` and `{number}` stand for the two parts; whatever else the pattern says is kept as it is.
    """
    if "{number}" not in pattern:
        return None
    return pattern.replace("{year}", str(year)).replace("{number}", str(sequence))
