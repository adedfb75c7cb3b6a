"""How periods and amounts are called in both languages: "Nov 2026", "2026年11月", 4.20 points."""

from __future__ import annotations

from decimal import Decimal

from council.core.saying import Both, Say
from council.metrics.periods import Frequency, Period

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def period_name(period: Period) -> Both:
    """A period as sentences call it."""
    day, number = period.start, period.number
    match period.frequency:
        case Frequency.WEEKLY:
            year = day.isocalendar().year
            return Both(f"week {number} of {year}", f"{year}年第{number}周")
        case Frequency.MONTHLY:
            return Both(f"{MONTHS[day.month - 1]} {day.year}", f"{day.year}年{day.month}月")
        case Frequency.QUARTERLY:
            return Both(f"Q{number} {day.year}", f"{day.year}年第{number}季度")
        case Frequency.YEARLY:
            return Both(str(day.year), f"{day.year}年")
    return Both(f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def period_label(period: Period) -> Both:
    """A period as an axis calls it: short."""
    day, number = period.start, period.number
    match period.frequency:
        case Frequency.WEEKLY:
            year = day.isocalendar().year
            return Both(f"W{number} {year}", f"{year % 100:02}年{number}周")
        case Frequency.MONTHLY:
            return Both(f"{MONTHS[day.month - 1]} {day.year % 100:02}", f"{day.year % 100:02}年{day.month}月")
        case Frequency.QUARTERLY:
            return Both(f"Q{number} {day.year % 100:02}", f"{day.year % 100:02}年{number}季度")
        case Frequency.YEARLY:
            return Both(str(day.year), f"{day.year}年")
    return Both(f"{day.day} {MONTHS[day.month - 1]}", f"{day.month}月{day.day}日")


def is_percent(unit: Both) -> bool:
    """Whether values are percentages, so that one may be typed with its sign."""
    return unit.en == "%"


def amounts(low: float, high: float, *, unit: Both, decimals: int) -> Say:
    """A range of values with their decimals and, once, their unit."""
    bare = amount(low, unit=Both("", ""), decimals=decimals)
    return Say("metrics.band", low=bare, high=amount(high, unit=unit, decimals=decimals))


def amount(value: float, *, unit: Both, decimals: int) -> Say | Decimal:
    """A value with its decimals and unit, to be put into words on the page."""
    number = Decimal(f"{value:.{decimals}f}") + 0  # no minus zero
    if is_percent(unit):
        return Say("metrics.percent", value=number)
    if not unit.en and not unit.zh:
        return number
    return Say("metrics.amount", value=number, unit=unit)
