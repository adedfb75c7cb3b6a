"""How big a change was, and how much data would show one of the size that is aimed at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from council.metrics import spc
from council.metrics.effect import (
    Effect,
    difference_of_means,
    difference_of_proportions,
    ratio_of_rates,
    sample_for_means,
    sample_for_proportions,
    sample_for_rates,
    told,
)
from council.metrics.kinds import MetricKind
from council.metrics.spc import ChartKind

_CHARTS = {MetricKind.PROPORTION: ChartKind.P, MetricKind.RATE: ChartKind.U, MetricKind.COUNT: ChartKind.C}


@dataclass(frozen=True)
class Sample:
    """One period: its value, and the counts it rests on where it has them."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Needed:
    """Cases (or values) a side that show the change aimed at, and how many periods bring so many; a lower bound."""

    cases: int
    periods: int


def effect_of(
    kind: str, before: Sequence[Sample], after: Sequence[Sample], *, scale: float = 1.0
) -> Effect | None:
    """After against before in the metric's unit: shares by Newcombe, rates and counts as a ratio, else means.

    Sums of numerators and denominators, never means of shares. None where there is nothing to compare.
    """
    if not before or not after:
        return None
    points = min(len(before), len(after))
    if kind == MetricKind.COUNT and all(s.value >= 0 for s in (*before, *after)):
        sides = [(math.fsum(s.value for s in side), float(len(side))) for side in (before, after)]
        return _ratio(sides, points, _sigma(kind, before)) if sides[0][0] > 0 else None
    counted = all(s.numerator is not None and s.denominator for s in (*before, *after))
    if counted and kind in (MetricKind.PROPORTION, MetricKind.RATE):
        sides = [
            (math.fsum(s.numerator or 0 for s in side), math.fsum(s.denominator or 0 for s in side))
            for side in (before, after)
        ]
        if kind == MetricKind.RATE:
            return _ratio(sides, points, _sigma(kind, before)) if sides[0][0] > 0 else None
        found = told(difference_of_proportions(*sides), points=points, sigma_z=_sigma(kind, before))
        low = None if found.low is None else found.low * scale
        high = None if found.high is None else found.high * scale
        return Effect(found.size * scale, low, high, widened=found.widened)
    return told(difference_of_means([s.value for s in before], [s.value for s in after]), points=points)


def needed_for(kind: str, before: Sequence[Sample], target: float, *, scale: float = 1.0) -> Needed | None:
    """How much follow-up shows a change from the baseline to the target (80 % power, 5 % two-sided)."""
    values = [s.value for s in before]
    if len(values) < 2 or fmean(values) == target:
        return None
    sizes = [s.denominator for s in before if s.denominator]
    if kind == MetricKind.PROPORTION and len(sizes) == len(before):
        share = math.fsum(s.numerator or 0 for s in before) / math.fsum(sizes)
        aim = target / scale
        if not 0 <= aim <= 1 or share == aim:
            return None
        cases = sample_for_proportions(share, aim)
        return Needed(cases, math.ceil(cases / fmean(sizes)))
    if kind == MetricKind.RATE and len(sizes) == len(before):
        rate = math.fsum(s.numerator or 0 for s in before) / math.fsum(sizes)
        if rate == target / scale or target < 0:
            return None
        cases = sample_for_rates(rate, target / scale)
        return Needed(cases, math.ceil(cases / fmean(sizes)))
    if not stdev(values):
        return None
    cases = sample_for_means(stdev(values), target - fmean(values))
    return Needed(cases, cases)


def _ratio(sides: Sequence[tuple[float, float]], points: int, sigma: float | None) -> Effect:
    return told(ratio_of_rates(*sides), points=points, sigma_z=sigma)


def _sigma(kind: str, before: Sequence[Sample]) -> float | None:
    counts = [s.value if kind == MetricKind.COUNT else s.numerator for s in before]
    sizes = [1.0 if kind == MetricKind.COUNT else s.denominator for s in before]
    return spc.dispersion(_CHARTS[MetricKind(kind)], counts, sizes)
