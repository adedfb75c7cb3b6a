"""How one metric stands: its analysed series, the sentence, captions, icons, last value, and what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from council.core.saying import Both, Say
from council.metrics import charting, spc, words
from council.metrics.kinds import MetricKind, TargetKind
from council.metrics.naming import amount, amounts, period_name
from council.metrics.periods import Frequency, Period, is_stale, span
from council.metrics.rules import relative_target

if TYPE_CHECKING:
    from council.metrics.models import Metric, Target


class Reading(NamedTuple):
    """A current observation, as light as charts need it."""

    metric_id: int
    period_start: date
    value: float | None
    numerator: float | None
    denominator: float | None
    sample: int | None
    level: str
    lang: str


@dataclass(frozen=True)
class Wanted:
    """What a target asks for as numbers: a value or a band; neither for a target in words or none."""

    value: float | None = None
    band: tuple[float, float] | None = None
    say: Say | Decimal | Both | None = None
    """The target as the page puts it, with what it is relative to."""
    short: Say | Decimal | Both | None = None
    """The target in a narrow column: the value alone."""


@dataclass(frozen=True)
class Standing:
    """One metric as a page, a report or the docket needs it. `periods[i]` and `chart.points[i]` belong together."""

    metric: Metric
    periods: tuple[Period, ...]
    readings: tuple[Reading | None, ...]
    chart: spc.Chart
    target: Target | None
    wanted: Wanted
    sentence: Say
    target_says: tuple[Say, ...]
    stale: bool
    due: date | None
    season: int | None = None

    @property
    def last(self) -> Reading | None:
        """The latest observation."""
        return next((r for r in reversed(self.readings) if r is not None), None)

    @property
    def period(self) -> Period | None:
        """The period of the latest observation."""
        last = self.last
        return Period(last.period_start, Frequency(self.metric.frequency)) if last else None

    @property
    def n(self) -> float | int | None:
        """What the latest value rests on: its denominator, or its sample."""
        last = self.last
        return None if last is None else last.denominator if last.denominator is not None else last.sample

    @property
    def variation(self) -> spc.Variation | None:
        """The variation icon; None while there are no limits to judge by, and for a metric in words."""
        limits = self.chart.limits
        return self.chart.variation if limits is not None and limits.lower is not None else None

    @property
    def assurance(self) -> spc.Assurance | None:
        """The assurance icon; None without a target or limits."""
        return self.chart.assurance

    @property
    def concern(self) -> spc.Signal | None:
        """The signal that marks the latest value, when it is a concern."""
        return spc.latest_concern(self.chart)

    @property
    def improvement(self) -> spc.Signal | None:
        """The signal that marks the latest value, when it is an improvement."""
        return spc.latest_improvement(self.chart)

    @property
    def rebase_proposal(self) -> Say | None:
        """Why the council may reset the limits, when an improvement holds."""
        return words.rebase_proposal(self.chart, period=self.named)

    @property
    def is_qualitative(self) -> bool:
        return self.metric.kind == MetricKind.QUALITATIVE

    @property
    def captions(self) -> list[Say]:
        """What to know before reading the chart."""
        if self.is_qualitative or not self.chart.n:
            return []
        return words.captions(self.chart, season=self.season, sigma_z=self._sigma_z)

    @property
    def charts(self) -> tuple[spc.ChartKind, ...]:
        """What its values can be drawn as."""
        return charting.offered(self.metric, self.readings)

    @property
    def point_words(self) -> list[Say]:
        """One sentence a period, in order."""
        return words.point_words(self.chart, number=self.amount, period=self.named)

    @property
    def last_amount(self) -> Say | Decimal | str:
        """The latest value with its unit, or its level in words."""
        last = self.last
        if last is None:
            return ""
        return last.level if last.value is None else self.amount(last.value)

    def amount(self, value: float) -> Say | Decimal:
        """A value of this metric with its decimals and unit."""
        return amount(value, unit=self.metric.unit, decimals=self.metric.decimals)

    def between(self, low: float, high: float) -> Say:
        """A range of this metric's values, its unit once."""
        return amounts(low, high, unit=self.metric.unit, decimals=self.metric.decimals)

    def named(self, index: int) -> Both:
        """The name of the period at an index."""
        return period_name(self.periods[index])

    def since(self, signal: spc.Signal) -> date:
        """The first day on which a signal could be seen: after the period that completed it."""
        complete = signal.points[min(len(signal.points), 7) - 1]
        return self.periods[complete].end + timedelta(days=1)

    @property
    def _sigma_z(self) -> float | None:
        kind = MetricKind(self.metric.kind)
        pairs = [
            (r.numerator, r.denominator) if r and r.numerator is not None and r.denominator else (None, None)
            for r in self.readings
        ]
        if not kind.is_ratio or sum(above is not None for above, _ in pairs) < spc.shapes.LIMITS_FROM:
            return None
        shape = spc.ChartKind.P if kind is MetricKind.PROPORTION else spc.ChartKind.U
        return spc.dispersion(shape, [a for a, _ in pairs], [b for _, b in pairs])


def standing(
    metric: Metric,
    readings: Sequence[Reading],
    target: Target | None,
    *,
    today: date,
    baseline: Sequence[float] = (),
    starts: Sequence[date] = (),
    shape: spc.ChartKind = spc.ChartKind.XMR,
) -> Standing:
    """How a metric stands by its current values, in order of time; by an XmR chart unless another is asked for.

    `baseline` holds the values of a relative target's window; `starts` the first periods of rebases and of
    changed definitions.
    """
    frequency = Frequency(metric.frequency)
    by_start = {r.period_start: r for r in readings}
    periods = _periods(readings, frequency)
    held = tuple(by_start.get(p.start) for p in periods)
    wanted = wanted_of(metric, target, baseline)
    cuts = tuple(
        i for i, p in enumerate(periods) if i and any(periods[i - 1].start < s <= p.start for s in starts)
    )
    direction = spc.Direction(metric.direction)
    chart = charting.analysed(shape, metric, held, direction, wanted.value, wanted.band, cuts)
    latest = periods[-1] if periods else Period.containing(metric.created_at.date(), frequency).previous
    stale = is_stale(latest, frequency=frequency, lag_days=metric.lag_days, today=today)
    due = latest.plus(1).due(metric.lag_days)
    blank = Standing(metric, periods, held, chart, target, wanted, Say("metrics.nothing_yet"), (), stale, due)
    said = _sentence(blank)
    about = (
        []
        if blank.is_qualitative
        else words.target_position(
            chart, number=blank.amount, between=blank.between, frequency=metric.frequency
        )
    )
    before = words.before_rebase(chart, period=blank.named) if about else None
    return Standing(
        metric, periods, held, chart, target, wanted, said, (*about, *([before] if before else [])), stale, due,
        season=frequency.season,
    )  # fmt: skip


def wanted_of(metric: Metric, target: Target | None, baseline: Sequence[float] = ()) -> Wanted:
    """A target as numbers and as words; a relative one is worked out from its baseline's values."""
    if target is None:
        return Wanted()

    def said(value: float) -> Say | Decimal:
        return amount(value, unit=metric.unit, decimals=metric.decimals)

    match TargetKind(target.kind):
        case TargetKind.QUALITATIVE:
            return Wanted(say=target.text, short=target.text)
        case TargetKind.BAND:
            assert target.value is not None and target.upper is not None, "a band has two edges"
            low, high = target.value, target.upper
            band = amounts(low, high, unit=metric.unit, decimals=metric.decimals)
            return Wanted(band=(low, high), say=band, short=band)
        case TargetKind.RELATIVE:
            assert target.value is not None and target.baseline_from and target.baseline_to, "a stated window"
            value = relative_target(target.value, baseline)
            params = {
                "change": Decimal(f"{target.value:+g}"), "first": target.baseline_from, "last": target.baseline_to,
            }  # fmt: skip
            if value is None:
                return Wanted(
                    say=Say("metrics.wanted_open", **params),
                    short=Say("metrics.percent", value=params["change"]),
                )
            return Wanted(
                value, say=Say("metrics.wanted_relative", value=said(value), **params), short=said(value)
            )
    assert target.value is not None, "an absolute target has its value"
    return Wanted(target.value, say=said(target.value), short=said(target.value))


def _periods(readings: Sequence[Reading], frequency: Frequency) -> tuple[Period, ...]:
    if not readings:
        return ()
    first, last = readings[0].period_start, readings[-1].period_start
    return tuple(span(Period.containing(first, frequency), Period.containing(last, frequency)))


def _sentence(stands: Standing) -> Say:
    last, period = stands.last, stands.period
    if not stands.is_qualitative or last is None or period is None:
        return words.standing(
            stands.chart,
            name=stands.metric.name,
            number=stands.amount,
            between=stands.between,
            period=stands.named,
        )
    return Say("metrics.in_words", level=last.level, period=period_name(period))
