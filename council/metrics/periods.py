"""Periods: the days, weeks, months, quarters and years that observations belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from council.core.saying import N_
from council.core.states import State


class Frequency(State):
    """How often a metric is observed."""

    DAILY = "daily", N_("daily"), "neutral", "calendar"
    WEEKLY = "weekly", N_("weekly"), "neutral", "calendar"
    MONTHLY = "monthly", N_("monthly"), "neutral", "calendar"
    QUARTERLY = "quarterly", N_("quarterly"), "neutral", "calendar"
    YEARLY = "yearly", N_("yearly"), "neutral", "calendar"

    @property
    def months(self) -> int:
        """Months in a period; 0 for those counted in days."""
        return {"monthly": 1, "quarterly": 3, "yearly": 12}.get(self.value, 0)

    @property
    def season(self) -> int | None:
        """Periods until the same season comes round: a week of days, a year of the others."""
        return {"daily": 7, "weekly": 52, "monthly": 12, "quarterly": 4}.get(self.value)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period by its first day; weeks start on Monday. ValueError for a day that starts none."""

    start: date
    frequency: Frequency

    def __post_init__(self) -> None:
        if _first_day(self.start, self.frequency) != self.start:
            raise ValueError(f"no {self.frequency} period starts on {self.start}")

    @classmethod
    def containing(cls, day: date, frequency: Frequency) -> Period:
        """The period a day falls in."""
        return cls(_first_day(day, frequency), frequency)

    @property
    def next(self) -> Period:
        return self.plus(1)

    @property
    def previous(self) -> Period:
        return self.plus(-1)

    def plus(self, steps: int) -> Period:
        """The period so many later, or earlier when negative."""
        if not self.frequency.months:
            days = 7 if self.frequency is Frequency.WEEKLY else 1
            return Period(self.start + timedelta(days=days * steps), self.frequency)
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + steps * self.frequency.months, 12)
        return Period(date(year, month + 1, 1), self.frequency)

    @property
    def end(self) -> date:
        """The last day of the period."""
        return self.next.start - timedelta(days=1)

    @property
    def number(self) -> int:
        """Its ISO week, month, quarter or day of the year; for a year the year."""
        match self.frequency:
            case Frequency.WEEKLY:
                return self.start.isocalendar().week
            case Frequency.MONTHLY:
                return self.start.month
            case Frequency.QUARTERLY:
                return (self.start.month + 2) // 3
            case Frequency.DAILY:
                return self.start.timetuple().tm_yday
        return self.start.year

    @property
    def code(self) -> str:
        """Its name in files and addresses: 2026-11-21, 2026-W47, 2026-11, 2026-Q4, 2026."""
        match self.frequency:
            case Frequency.DAILY:
                return self.start.isoformat()
            case Frequency.WEEKLY:
                iso = self.start.isocalendar()
                return f"{iso.year}-W{iso.week:02}"
            case Frequency.MONTHLY:
                return f"{self.start:%Y-%m}"
            case Frequency.QUARTERLY:
                return f"{self.start.year}-Q{self.number}"
        return str(self.start.year)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def due(self, lag_days: int) -> date:
        """The day its value should be there: so many days after its end; later than that it is stale."""
        return self.end + timedelta(days=lag_days)


def parse(code: str, frequency: Frequency) -> Period:
    """The period of a code or of any ISO date in it; ValueError when the text is neither."""
    text = code.strip()
    if frequency is Frequency.WEEKLY and "W" in text.upper():
        year, _, week = text.upper().partition("-W")
        return Period(date.fromisocalendar(int(year), int(week), 1), frequency)
    if frequency is Frequency.QUARTERLY and "Q" in text.upper():
        year, _, quarter = text.upper().partition("-Q")
        return Period(date(int(year), 3 * int(quarter) - 2, 1), frequency)
    if text.isdecimal() and len(text) == 4:
        if frequency is not Frequency.YEARLY:
            raise ValueError(f"a year is no {frequency} period: {code}")
        return Period(date(int(text), 1, 1), frequency)
    if len(text) == 7:
        if not frequency.months:
            raise ValueError(f"a month is no {frequency} period: {code}")
        return Period.containing(date.fromisoformat(f"{text}-01"), frequency)
    return Period.containing(date.fromisoformat(text), frequency)


def span(first: Period, last: Period) -> list[Period]:
    """Every period from the first to the last, both included; none when they are the wrong way round."""
    return list(_walk(first, last))


def last_complete(today: date, frequency: Frequency) -> Period:
    """The latest period that has ended before today."""
    return Period.containing(today, frequency).previous


def is_stale(latest: Period | None, *, frequency: Frequency, lag_days: int, today: date) -> bool:
    """Whether a value that should be there is not: the period after `latest` is past its lag."""
    return latest is None or today > latest.plus(1).due(lag_days)


def _walk(first: Period, last: Period) -> Iterator[Period]:
    period = first
    while period.start <= last.start:
        yield period
        period = period.next


def _first_day(day: date, frequency: Frequency) -> date:
    match frequency:
        case Frequency.WEEKLY:
            return day - timedelta(days=day.weekday())
        case Frequency.MONTHLY:
            return day.replace(day=1)
        case Frequency.QUARTERLY:
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case Frequency.YEARLY:
            return date(day.year, 1, 1)
    return day
