"""Periods as people write them: days, weeks, months, quarters, years, in either language, to a metric's own periods."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from council.core.errors import Refused
from council.metrics.naming import MONTHS
from council.metrics.periods import Frequency, Period

YEARS = range(1900, 2201)
LONGEST = 40
_SEASONS = {letter: number for number, letter in enumerate("一二三四", 1)}
_REST = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "(?:t|tember)", "ober", "ember", "ember")
_MONTH = "|".join(f"{short}(?:{rest})?" if rest else short for short, rest in zip(MONTHS, _REST, strict=True))
_Y = r"(?P<y>\d{4})"
_CLOCK = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("day", rf"{_Y}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_CLOCK}"),
        ("day", rf"{_Y} ?年 ?(?P<m>\d{{1,2}}) ?月 ?(?P<d>\d{{1,2}}) ?[日号]"),
        ("day", rf"{_Y}(?P<m>\d\d)(?P<d>\d\d)"),
        ("day", rf"(?P<d>\d{{1,2}})[ -](?P<name>{_MONTH})\.?,?[ -]{_Y}"),
        ("day", rf"(?P<name>{_MONTH})\.? (?P<d>\d{{1,2}}),? {_Y}"),
        ("month", rf"{_Y}[-/](?P<m>\d{{1,2}})"),
        ("month", rf"{_Y} ?年 ?(?P<m>\d{{1,2}}) ?月份?"),
        ("month", rf"{_Y}(?P<m>\d\d)"),
        ("month", rf"(?P<name>{_MONTH})\.?,?[ -]{_Y}"),
        ("month", rf"{_Y}[ -](?P<name>{_MONTH})"),
        ("week", rf"{_Y}-?W(?P<n>\d{{1,2}})"),
        ("week", rf"{_Y} ?年 ?第? ?(?P<n>\d{{1,2}}) ?周"),
        ("week", rf"week (?P<n>\d{{1,2}})(?: of|,)? {_Y}"),
        ("quarter", rf"{_Y}[- /]?Q(?P<n>[1-4])"),
        ("quarter", rf"Q(?P<n>[1-4])[- /]{_Y}"),
        ("quarter", rf"{_Y} ?年 ?(?:第? ?(?P<n>[1-4一二三四]) ?季度?|Q(?P<q>[1-4]))"),
        ("year", rf"{_Y} ?年?度?"),
    )
)
_OWN = {
    "week": Frequency.WEEKLY, "month": Frequency.MONTHLY, "quarter": Frequency.QUARTERLY, "year": Frequency.YEARLY,
}  # fmt: skip


@lru_cache(maxsize=16384)
def read_period(text: str, frequency: Frequency) -> date:
    """The first day of the period that a text names; Refused when it names none, or one of another frequency.

    A day stands for the period that begins or ends on it, never for one it lies within.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(plain) <= LONGEST:
        for kind, form in _FORMS:
            found = form.fullmatch(plain)
            if found is None:
                continue
            parts = found.groupdict()
            if int(parts["y"]) not in YEARS:
                break
            try:
                return (
                    day_period(_day(parts), frequency)
                    if kind == "day"
                    else _own(kind, parts, frequency, text)
                )
            except ValueError:
                break  # no such day, week or month
    raise Refused("metrics.not_a_period", field="period_start", value=text[:LONGEST], frequency=frequency)


def day_period(day: date, frequency: Frequency) -> date:
    """The first day of the period that begins or ends on this day; Refused when none does."""
    if day.year not in YEARS:
        raise Refused("metrics.not_a_period", field="period_start", value=str(day), frequency=frequency)
    period = Period.containing(day, frequency)
    if day not in (period.start, period.end):
        raise Refused(
            "metrics.no_such_period", field="period_start", day=day, frequency=frequency, nearest=period.start
        )
    return period.start


@lru_cache(maxsize=4096)
def is_period(text: str) -> bool:
    """Whether a text names a period of any frequency."""
    return any(_reads(text, frequency) for frequency in Frequency)


def _reads(text: str, frequency: Frequency) -> bool:
    try:
        read_period(text, frequency)
    except Refused:
        return False
    return True


def _own(kind: str, parts: dict[str, str | None], frequency: Frequency, text: str) -> date:
    """A week, month, quarter or year is a period of its own frequency only."""
    year = int(parts["y"] or 0)
    starts: dict[str, Callable[[], date]] = {
        "week": lambda: date.fromisocalendar(year, int(parts["n"] or 0), 1),
        "month": lambda: date(year, _month(parts), 1),
        "quarter": lambda: date(year, 3 * _quarter(parts) - 2, 1),
        "year": lambda: date(year, 1, 1),
    }
    start = starts[kind]()
    if frequency is not _OWN[kind]:
        raise Refused(
            "metrics.period_misfit", field="period_start", value=text[:LONGEST], frequency=frequency
        )
    return start


def _day(parts: dict[str, str | None]) -> date:
    return date(int(parts["y"] or 0), _month(parts), int(parts["d"] or 0))


def _month(parts: dict[str, str | None]) -> int:
    if name := parts.get("name"):
        return [each.casefold() for each in MONTHS].index(name[:3].casefold()) + 1
    return int(parts["m"] or 0)


def _quarter(parts: dict[str, str | None]) -> int:
    found = parts.get("n") or parts.get("q") or "0"
    return _SEASONS.get(found) or int(found)
