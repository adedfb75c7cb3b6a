"""Numbers as people type them: full-width digits, grouped thousands, decimal point or comma, percent signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntFlag
from functools import lru_cache
from typing import NamedTuple

MOST_DIGITS = 30


class Sign(IntFlag):
    """What a column's numbers show of how decimals are written."""

    NONE = 0
    POINT = 1
    """Some can only be meant with a decimal point: 0.85, 1,234.5."""
    COMMA = 2
    """Some can only be meant with a decimal comma: 0,85, 1.234,5."""
    UNSURE = 4
    """Some can be meant either way: 1.234 and 1,234."""


class Read(NamedTuple):
    """A number, and whether a percent sign follows it."""

    number: float
    percent: bool


class NotANumber(ValueError):
    """The text is no number in this way of writing."""


_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
_SAME = {**_SPACES, ord("−"): "-", ord("’"): "'", ord("‘"): "'", ord("٫"): ",", ord("٬"): "'"}
_WHOLE = re.compile(r"[-+]?\d{1,18}")
_POINT = re.compile(
    r"(?P<sign>[-+]?) ?(?P<whole>[1-9]\d{0,2}(?:(?P<g>[,' ])\d{3})(?:(?P=g)\d{3})*|\d+|(?=\.\d))(?:\.(?P<part>\d+))?"
)
_COMMA = re.compile(
    r"(?P<sign>[-+]?) ?(?P<whole>[1-9]\d{0,2}(?:(?P<g>[.' ])\d{3})(?:(?P=g)\d{3})*|\d+|(?=,\d))(?:,(?P<part>\d+))?"
)


@lru_cache(maxsize=8192)
def signs_of(text: str) -> int:
    """What one cell shows, as the number of a `Sign`; 0 when it has neither point nor comma, or is no number."""
    plain, _percent = _parted(text)
    if "," not in plain and "." not in plain:
        return 0
    point, comma = _POINT.fullmatch(plain), _COMMA.fullmatch(plain)
    if point and comma:
        return int(Sign.UNSURE)
    if point:
        return int(Sign.POINT)
    return int(Sign.COMMA) if comma else 0


def decided(signs: Sign) -> str | None:
    """`.` or `,` where a column's own numbers leave no doubt, an empty text where nothing turns on it, else None."""
    match signs & (Sign.POINT | Sign.COMMA):
        case Sign.POINT:
            return "."
        case Sign.COMMA:
            return ","
        case Sign.NONE if not signs & Sign.UNSURE:
            return ""
    return None


def likely(signs: Iterable[int]) -> str:
    """What the columns of a file show together: an answer to propose for those that do not show it, never to take."""
    shown = Sign.NONE
    for one in signs:
        shown |= Sign(one)
    return decided(shown) or ""


def read_number(text: str, decimal: str = ".") -> Read:
    """A number with this decimal sign; NotANumber for anything else, `1.234` with a comma being 1234."""
    if _WHOLE.fullmatch(text) and text.isascii():
        return Read(float(text), False)
    return _read(text, decimal)


@lru_cache(maxsize=4096)
def _read(text: str, decimal: str) -> Read:
    plain, percent = _parted(text)
    found = (_COMMA if decimal == "," else _POINT).fullmatch(plain)
    if found is None or len(plain) > MOST_DIGITS:
        raise NotANumber(text)
    group = found["g"]
    whole = found["whole"].replace(group, "") if group else found["whole"]
    return Read(float(f"{found['sign']}{whole or '0'}.{found['part'] or '0'}"), percent)


def _parted(text: str) -> tuple[str, bool]:
    """The text in narrow characters, and whether a percent sign stood at its end."""
    plain = unicodedata.normalize("NFKC", text).translate(_SAME).strip()
    return (plain[:-1].rstrip(), True) if plain.endswith("%") else (plain, False)
