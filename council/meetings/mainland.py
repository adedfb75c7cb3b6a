"""The working days of mainland China, year by year, as they are shipped with the portal."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from council.core.saying import Both

FOLDER = Path(__file__).with_name("calendars")


@dataclass(frozen=True)
class Year:
    """A year's days off and make-up working days, and what each is named after."""

    year: int
    holidays: frozenset[date]
    make_up: frozenset[date]
    names: dict[date, Both]


@cache
def shipped() -> dict[int, Year]:
    """Every year that is shipped."""
    return {one.year: one for one in map(_read, sorted(FOLDER.glob("cn-*.csv")))}


def _read(file: Path) -> Year:
    days: dict[str, set[date]] = {"holiday": set(), "make_up": set()}
    names: dict[date, Both] = {}
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            day = date.fromisoformat(row["date"])
            days[row["kind"]].add(day)
            names[day] = Both(row["name_en"], row["name_zh"])
    return Year(int(file.stem[-4:]), frozenset(days["holiday"]), frozenset(days["make_up"]), names)
