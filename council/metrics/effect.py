"""How big a change was: a size with a 95 % interval, and how much data would show one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist, fmean, variance

CONFIDENCE = 0.95
POWER = 0.8
MIN_POINTS = 5
"""Points a side below which a size is told without an interval."""
MOST_DISPERSION = 1.5
"""σz up to which variation is taken as no more than sampling would give."""


@dataclass(frozen=True, slots=True)
class Effect:
    """After against before. `size` is a difference, or for rates a ratio; `low` and `high` its 95 % interval.

    The interval is None where there are too few points. `widened` is the σz it was widened by, else None.
    """

    size: float
    low: float | None
    high: float | None
    ratio: bool = False
    widened: float | None = None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out "no change"."""
        if self.low is None or self.high is None:
            return False
        none = 1.0 if self.ratio else 0.0
        return not self.low <= none <= self.high


def wilson(count: float, n: float, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's score interval of a proportion (Wilson 1927); shares of 1. ValueError when n is not positive.

    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
    """
    if n <= 0 or not 0 <= count <= n:
        raise ValueError(f"no proportion: {count} of {n}")
    z = _z(confidence)
    p, zz = count / n, z * z
    middle = (p + zz / (2 * n)) / (1 + zz / n)
    reach = z * math.sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n)
    low = 0.0 if count == 0 else max(0.0, middle - reach)
    high = 1.0 if count == n else min(1.0, middle + reach)
    return low, high


def difference_of_proportions(
    before: tuple[float, float], after: tuple[float, float], *, confidence: float = CONFIDENCE
) -> Effect:
    """After minus before from (count, n) each, as shares of 1; interval by Newcombe (1998, method 10).

    d − √((p₂−l₂)² + (u₁−p₁)²) to d + √((u₂−p₂)² + (p₁−l₁)²), with Wilson's bounds l and u of each side.
    """
    p1, p2 = before[0] / before[1], after[0] / after[1]
    low1, high1 = wilson(*before, confidence=confidence)
    low2, high2 = wilson(*after, confidence=confidence)
    diff = p2 - p1
    low = diff - math.hypot(p2 - low2, high1 - p1)
    high = diff + math.hypot(high2 - p2, p1 - low1)
    return Effect(diff, max(-1.0, low), min(1.0, high))


def ratio_of_rates(
    before: tuple[float, float], after: tuple[float, float], *, confidence: float = CONFIDENCE
) -> Effect:
    """After over before from (events, exposure) each; interval on the log scale, exact when a count is zero.

    R = (b/y) / (a/x), R · exp(± z √(1/a + 1/b)) (Rothman; the Wald interval of a log rate ratio).

    ValueError when nothing happened before: there is no ratio to nothing.
    """
    (a, x), (b, y) = before, after
    if a <= 0 or x <= 0 or y <= 0:
        raise ValueError("a ratio needs events before, and exposure on both sides")
    size = (b / y) / (a / x)
    if b == 0:
        # Given a + b events the share after is binomial; with none seen its upper bound is exact.
        share = 1 - ((1 - confidence) / 2) ** (1 / a)
        return Effect(0.0, 0.0, share / (1 - share) * x / y, ratio=True)
    reach = _z(confidence) * math.sqrt(1 / a + 1 / b)
    return Effect(size, size * math.exp(-reach), size * math.exp(reach), ratio=True)


def difference_of_means(
    before: Sequence[float], after: Sequence[float], *, confidence: float = CONFIDENCE
) -> Effect:
    """Mean after minus mean before, interval by Welch; without one below two values a side."""
    sides = [(fmean(v), math.sqrt(variance(v)) if len(v) > 1 else 0.0, len(v)) for v in (before, after)]
    return difference_of_summaries(*sides, confidence=confidence)


def difference_of_summaries(
    before: tuple[float, float, int], after: tuple[float, float, int], *, confidence: float = CONFIDENCE
) -> Effect:
    """The same from (mean, sample standard deviation, number of values) of each side; in the values' unit.

    d ± t √(s₁²/n₁ + s₂²/n₂), t with Welch and Satterthwaite's degrees of freedom (Welch 1947).
    """
    (mean1, sd1, n1), (mean2, sd2, n2) = before, after
    diff = mean2 - mean1
    if min(n1, n2) < 2:
        return Effect(diff, None, None)
    v1, v2 = sd1 * sd1 / n1, sd2 * sd2 / n2
    if v1 + v2 == 0:
        return Effect(diff, diff, diff)
    df = (v1 + v2) ** 2 / (v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1))
    reach = t_quantile((1 + confidence) / 2, df) * math.sqrt(v1 + v2)
    return Effect(diff, diff - reach, diff + reach)


def told(effect: Effect, *, points: int, sigma_z: float | None = None) -> Effect:
    """The effect as it may be told: no interval on fewer than 5 points a side, a wider one when over-dispersed.

    `points` is the smaller number of periods on either side. The sampling interval holds only where the
    values vary no more than sampling would have them; above σz 1.5 it is widened by σz about its size.
    """
    if points < MIN_POINTS:
        return replace(effect, low=None, high=None)
    if sigma_z is None or sigma_z <= MOST_DISPERSION or effect.low is None or effect.high is None:
        return effect
    if effect.ratio and effect.size > 0:
        low = effect.size * (effect.low / effect.size) ** sigma_z
        high = effect.size * (effect.high / effect.size) ** sigma_z
    else:
        low = effect.size - sigma_z * (effect.size - effect.low)
        high = effect.size + sigma_z * (effect.high - effect.size)
    return replace(effect, low=low, high=high, widened=sigma_z)


def sample_for_proportions(before: float, after: float, *, power: float = POWER) -> int:
    """Cases a side that show a change of a share (two-sided 5 %, unpooled): a lower bound of what is needed.

    n = (z₀.₉₇₅ + z_power)² · (p₁(1−p₁) + p₂(1−p₂)) / (p₂ − p₁)², rounded up (Fleiss, Levin and Paik, ch. 4).
    """
    return _needed(before * (1 - before) + after * (1 - after), after - before, power)


def sample_for_rates(before: float, after: float, *, power: float = POWER) -> int:
    """Units of exposure a side that show a change of a rate per unit: (z₀.₉₇₅ + z_power)² · (r₁ + r₂) / (r₂ − r₁)²."""
    return _needed(before + after, after - before, power)


def sample_for_means(sd: float, change: float, *, power: float = POWER) -> int:
    """Values a side that show a change of a mean: (z₀.₉₇₅ + z_power)² · 2 s² / change²; both in one unit."""
    return _needed(2 * sd * sd, change, power)


def t_quantile(p: float, df: float) -> float:
    """The quantile of Student's t; `df` need not be whole. ValueError outside 0 < p < 1 or df > 0."""
    if not 0 < p < 1 or df <= 0:
        raise ValueError(f"no quantile: p={p}, df={df}")
    if p < 0.5:
        return -t_quantile(1 - p, df)
    low, high = 0.0, 1.0
    while t_cdf(high, df) < p and high < 1e12:
        low, high = high, high * 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if t_cdf(middle, df) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def t_cdf(t: float, df: float) -> float:
    """The chance that Student's t with `df` degrees of freedom is at most `t`."""
    tail = _beta_share(df / 2, 0.5, df / (df + t * t)) / 2
    return 1 - tail if t > 0 else tail


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _needed(spread: float, change: float, power: float) -> int:
    if change == 0:
        raise ValueError("no change can be seen with no amount of data")
    reach = _z(CONFIDENCE) + NormalDist().inv_cdf(power)
    return math.ceil(reach * reach * spread / (change * change))


def _beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Numerical Recipes 6.4)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz's method; converges fast for x below the mean of the distribution."""
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d or tiny)
    total = d
    for m in range(1, 1000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / ((1 + step * d) or tiny)
            c = (1 + step / c) or tiny
            total *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return total
