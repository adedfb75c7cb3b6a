"""Rolling up: sums by month and what they make over longer spans and several channels; never an average of averages.

A proportion or rate is scale · Σ numerators / Σ denominators, a mean or score Σ (value · sample) / Σ samples, a count
the sum of its values, or the latest of them where they do not add up over time. All in the metric's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from council.metrics.kinds import MetricKind
from council.metrics.periods import Frequency


class Value(NamedTuple):
    """One value of one period, with what it rests on."""

    period_start: date
    value: float
    numerator: float | None = None
    denominator: float | None = None
    sample: int | None = None


class Summed(Protocol):
    """What rolling up needs to know of a metric."""

    kind: str
    scale: float
    adds_up: bool


@dataclass(frozen=True)
class Sums:
    """What can be added: `rated` of the `n` values have numerator and denominator, `weighed` a sample."""

    n: int
    total: float
    latest: float
    rated: int = 0
    numerator: float = 0.0
    denominator: float = 0.0
    weighed: int = 0
    weighted: float = 0.0
    sample: int = 0

    @classmethod
    def of(cls, one: Value) -> Sums:
        """The sums of one value."""
        rated = one.numerator is not None and one.denominator is not None
        weighed = one.sample is not None
        return cls(
            1,
            one.value,
            one.value,
            int(rated),
            (one.numerator or 0.0) if rated else 0.0,
            (one.denominator or 0.0) if rated else 0.0,
            int(weighed),
            one.value * (one.sample or 0),
            one.sample or 0,
        )

    def __add__(self, later: Sums) -> Sums:
        """Both together, `later` being the later one."""
        return Sums(
            self.n + later.n,
            self.total + later.total,
            later.latest,
            self.rated + later.rated,
            self.numerator + later.numerator,
            self.denominator + later.denominator,
            self.weighed + later.weighed,
            self.weighted + later.weighted,
            self.sample + later.sample,
        )

    def value(self, metric: Summed) -> float | None:
        """What the values make together; None where they do not say what they rest on, as averages do not add up."""
        kind = MetricKind(metric.kind)
        if kind is MetricKind.COUNT:
            return self.total if metric.adds_up else self.latest
        if kind.is_ratio and self.rated == self.n and self.denominator:
            return metric.scale * self.numerator / self.denominator
        if not kind.is_ratio and self.weighed == self.n and self.sample:
            return self.weighted / self.sample
        return self.total if self.n == 1 else None

    @property
    def weight(self) -> float | None:
        """How many cases they rest on; None where not every value says it."""
        if self.rated == self.n and self.denominator:
            return self.denominator
        return self.sample if self.weighed == self.n and self.sample else None


def month_of(start: date, frequency: str) -> date:
    """The month that a period counts in: a week in that of its Thursday, a longer period in its first."""
    day = start + timedelta(days=3) if frequency == Frequency.WEEKLY else start
    return day.replace(day=1)


def by_month(values: Iterable[Value], frequency: str) -> dict[date, Sums]:
    """The sums of each month, of values in order of time."""
    found: dict[date, Sums] = {}
    for one in values:
        month, sums = month_of(one.period_start, frequency), Sums.of(one)
        found[month] = found[month] + sums if month in found else sums
    return found


def by_span(months: Iterable[tuple[date, Sums]], span: Frequency) -> dict[date, Sums]:
    """The sums of months in order of time as those of quarters or years, by their first day."""
    found: dict[date, Sums] = {}
    for month, sums in months:
        first = date(month.year, month.month - (month.month - 1) % span.months, 1)
        found[first] = found[first] + sums if first in found else sums
    return found


def whole_of(metric: Summed, parts: Sequence[Value]) -> Value:
    """One period's value from its parts by channel; of counts also those that do not add up over time."""
    first = parts[0]
    sums = [Sums.of(one) for one in parts]
    if metric.kind == MetricKind.COUNT:
        return Value(first.period_start, sum(one.value for one in parts))
    together = sums[0]
    for one in sums[1:]:
        together += one
    value = together.value(metric)
    assert value is not None, "a part says what it rests on"
    if MetricKind(metric.kind).is_ratio:
        return Value(first.period_start, value, together.numerator, together.denominator)
    return Value(first.period_start, value, sample=together.sample)
