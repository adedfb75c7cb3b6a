"""Days as the charter counts them: calendar days, or working days with holidays and make-up working days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from council.charter.kinds import DayKind
from council.core.saying import Say

SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The days off and the make-up working days of the years that somebody entered (`years`).

    In a year without a calendar Monday to Friday are working days, and a warning says so.
    """

    holidays: frozenset[date] = frozenset()
    make_up: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def works(self, day: date) -> bool:
        """Whether the day is a working day."""
        if day in self.make_up:
            return True
        return day not in self.holidays and day.weekday() < SATURDAY

    def counts(self, day: date, kind: DayKind) -> bool:
        """Whether the day counts under this kind of days."""
        return kind == DayKind.CALENDAR or self.works(day)


NO_CALENDAR = Calendar()


def before(day: date, count: int, kind: DayKind, calendar: Calendar = NO_CALENDAR) -> date:
    """The day that lies `count` days of the kind before `day`; the day itself is not counted."""
    return _step(day, count, kind, calendar, timedelta(days=-1))


def after(day: date, count: int, kind: DayKind, calendar: Calendar = NO_CALENDAR) -> date:
    """The day that lies `count` days of the kind after `day`; the day itself is not counted."""
    return _step(day, count, kind, calendar, timedelta(days=1))


def between(first: date, last: date, kind: DayKind, calendar: Calendar = NO_CALENDAR) -> int:
    """How many days of the kind lie from `first` to `last`, the later day not counted; 0 when none does."""
    span = range((last - first).days)
    return sum(calendar.counts(first + timedelta(days=n), kind) for n in span)


def uncharted(days: Iterable[date], kind: DayKind, calendar: Calendar) -> list[Say]:
    """A warning for each year that working days were counted in without a calendar."""
    if kind == DayKind.CALENDAR:
        return []
    return [
        Say("meetings.no_calendar", year=str(year))
        for year in sorted({d.year for d in days} - calendar.years)
    ]


def _step(day: date, count: int, kind: DayKind, calendar: Calendar, one: timedelta) -> date:
    while count > 0:
        day += one
        count -= calendar.counts(day, kind)
    return day
