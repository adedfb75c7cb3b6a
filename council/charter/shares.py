"""Shares as people pick or type them: two whole numbers, never a percentage."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from council.charter.codec import LARGEST
from council.core.errors import Refused

READY = (
    Fraction(1, 2),
    Fraction(2, 3),
    Fraction(3, 4),
    Fraction(1),
    Fraction(1, 3),
    Fraction(1, 4),
)
"""The shares that are picked by their names; the common ones first."""

OTHER = "other"
_TWO_NUMBERS = re.compile(r"(\d{1,6})\s*[/:]\s*(\d{1,6})", re.ASCII)
_INEXACT = re.compile(r"[%‰.．]|percent|百分", re.IGNORECASE)


def typed(text: str, *, field: str) -> Fraction:
    """The share that somebody typed: `3/5`. A percentage or a decimal has lost what lies behind its point."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("⁄", "/").replace("∕", "/")
    if not plain:
        raise Refused("charter.share_not_typed", field=field)
    if _INEXACT.search(plain):
        raise Refused("charter.share_inexact", field=field, value=text.strip()[:20])
    match = _TWO_NUMBERS.fullmatch(plain)
    if match is None:
        raise Refused("charter.not_a_fraction", field=field)
    above, below = int(match[1]), int(match[2])
    if not below or max(above, below) > LARGEST:
        raise Refused("charter.not_a_fraction", field=field)
    return Fraction(above, below)


def written(share: Fraction) -> str:
    """As it is typed: 3/5, 1/1."""
    return f"{share.numerator}/{share.denominator}"
