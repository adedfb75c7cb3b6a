"""Periods follow each other without a day lost or doubled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.metrics.periods import Frequency, Period, is_stale, last_complete, parse, span

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
FREQUENCIES = st.sampled_from(list(Frequency))


@pytest.mark.parametrize(
    ("frequency", "start", "end", "code", "number"),
    [
        ("daily", date(2026, 11, 21), date(2026, 11, 21), "2026-11-21", 325),
        ("weekly", date(2026, 11, 16), date(2026, 11, 22), "2026-W47", 47),
        ("monthly", date(2026, 11, 1), date(2026, 11, 30), "2026-11", 11),
        ("quarterly", date(2026, 10, 1), date(2026, 12, 31), "2026-Q4", 4),
        ("yearly", date(2026, 1, 1), date(2026, 12, 31), "2026", 2026),
    ],
)
def test_the_period_of_a_day(frequency: str, start: date, end: date, code: str, number: int) -> None:
    found = Period.containing(date(2026, 11, 21), Frequency(frequency))
    assert (found.start, found.end, found.code, found.number) == (start, end, code, number)


@settings(max_examples=100, deadline=None)
@given(DAYS, FREQUENCIES, st.integers(-60, 60))
def test_periods_are_gapless(day: date, frequency: Frequency, steps: int) -> None:
    period = Period.containing(day, frequency)
    assert day in period
    assert period.next.start == period.end + timedelta(days=1)
    assert period.next.previous == period and period.plus(steps).plus(-steps) == period
    assert parse(period.code, frequency) == period == parse(day.isoformat(), frequency)


def test_the_week_of_new_year_belongs_to_the_iso_year() -> None:
    assert Period.containing(date(2027, 1, 1), Frequency.WEEKLY).code == "2026-W53"


def test_a_period_starts_on_its_first_day() -> None:
    with pytest.raises(ValueError, match="no monthly period starts"):
        Period(date(2026, 11, 2), Frequency.MONTHLY)


@pytest.mark.parametrize(
    ("code", "frequency"),
    [
        ("2026", "monthly"),
        ("2026-11", "weekly"),
        ("2026-W54", "weekly"),
        ("2026-Q5", "quarterly"),
        ("soon", "daily"),
        ("", "yearly"),
    ],
)
def test_what_is_no_period(code: str, frequency: str) -> None:
    with pytest.raises(ValueError):
        parse(code, Frequency(frequency))


def test_a_span_holds_both_ends() -> None:
    first, last = parse("2025-11", Frequency.MONTHLY), parse("2026-02", Frequency.MONTHLY)
    assert [p.code for p in span(first, last)] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert span(last, first) == []


def test_last_complete_and_stale() -> None:
    october = parse("2026-10", Frequency.MONTHLY)
    assert last_complete(date(2026, 11, 21), Frequency.MONTHLY) == october
    assert last_complete(date(2026, 11, 1), Frequency.MONTHLY) == october

    def stale(day: date) -> bool:
        return is_stale(october, frequency=Frequency.MONTHLY, lag_days=10, today=day)

    assert not stale(date(2026, 12, 10)) and stale(date(2026, 12, 11))
    assert is_stale(None, frequency=Frequency.MONTHLY, lag_days=10, today=date(2026, 12, 1))
