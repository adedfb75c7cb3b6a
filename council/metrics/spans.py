"""A metric's sums as a table of months, quarters or years by channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from council.metrics.models import Metric
from council.metrics.periods import Frequency, Period
from council.metrics.queries import Months
from council.metrics.sums import Sums, by_span

SPANS = (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.YEARLY)


@dataclass(frozen=True)
class Cell:
    """What the values of one span make together; `value` is None where they cannot be added."""

    value: float | None
    weight: float | None
    n: int


@dataclass(frozen=True)
class Spanned:
    """One span with what all channels make together (None) and each of them."""

    period: Period
    cells: Mapping[int | None, Cell]


def spans_of(metric: Metric, months: Months, span: Frequency) -> list[Spanned]:
    """Every span there is a value in, newest first."""
    found: dict[Period, dict[int | None, Cell]] = {}
    for channel_id, rows in months.items():
        for first, sums in by_span(rows, span).items():
            found.setdefault(Period(first, span), {})[channel_id] = cell_of(metric, sums)
    return [Spanned(period, found[period]) for period in sorted(found, reverse=True)]


def cell_of(metric: Metric, sums: Sums) -> Cell:
    """Sums as a value in the metric's unit."""
    return Cell(sums.value(metric), sums.weight, sums.n)


def last_year(metric: Metric, months: Months) -> dict[int | None, Cell]:
    """Each channel's latest twelve months together."""
    ends = [rows[-1][0] for rows in months.values() if rows]
    if not ends:
        return {}
    first = Period(max(ends), Frequency.MONTHLY).plus(-11).start
    found = {}
    for channel_id, rows in months.items():
        kept = [sums for month, sums in rows if month >= first]
        if kept:
            together = kept[0]
            for one in kept[1:]:
                together += one
            found[channel_id] = cell_of(metric, together)
    return found


def fitting(metric: Metric) -> tuple[Frequency, ...]:
    """The spans longer than the metric's own periods, or as long."""
    own = Frequency(metric.frequency).months
    return tuple(one for one in SPANS if one.months >= own)
