"""Reading and checking the days off and make-up working days of a year, as they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from council.core.errors import Refused

FIRST_YEAR, LAST_YEAR = 2000, 2200
_APART = re.compile(r"[\s,;，；、]+")
_RANGE = re.compile(r"\.\.|–|—|~|至")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")


def read_days(text: str, *, field: str) -> list[date]:
    """Days out of text such as `2026-10-01..2026-10-07 2026-12-31`, in order, each once.

    Refused with the first piece that is neither a day nor a range of days.
    """
    found: set[date] = set()
    for piece in filter(None, _APART.split(unicodedata.normalize("NFKC", text))):
        first, *rest = _RANGE.split(piece)
        try:
            begins = _day(first)
            ends = _day(rest[0]) if rest else begins
        except ValueError:
            raise Refused("meetings.not_a_day", field=field, value=piece[:40]) from None
        if len(rest) > 1 or not 0 <= (ends - begins).days <= 366:
            raise Refused("meetings.not_a_day", field=field, value=piece[:40])
        found |= {begins + timedelta(days=n) for n in range((ends - begins).days + 1)}
    return sorted(found)


def _day(typed: str) -> date:
    match = _DAY.fullmatch(typed)
    if match is None:
        raise ValueError(typed)
    return date(*map(int, filter(None, match.groups())))


def write_days(days: Iterable[date]) -> str:
    """The same text back, runs of days as ranges, one a line."""
    lines: list[list[date]] = []
    for day in sorted(days):
        if lines and day - lines[-1][-1] == timedelta(days=1):
            lines[-1].append(day)
        else:
            lines.append([day])
    return "\n".join(f"{run[0]}..{run[-1]}" if len(run) > 1 else str(run[0]) for run in lines)


def check_year(year: int, holidays: Collection[date], make_up: Collection[date]) -> None:
    """Refused when a day lies in another year, is both, or a make-up day is an ordinary working day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("meetings.year_between", field="year", first=FIRST_YEAR, last=LAST_YEAR)
    for field, days in (("holidays", holidays), ("make_up", make_up)):
        for day in days:
            if day.year != year:
                raise Refused("meetings.day_of_other_year", field=field, day=day, year=str(year))
    for day in sorted(set(holidays) & set(make_up)):
        raise Refused("meetings.day_is_both", field="make_up", day=day)
    for day in make_up:
        if day.weekday() < 5:
            raise Refused("meetings.make_up_on_weekday", field="make_up", day=day)
