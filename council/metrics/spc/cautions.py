"""What limits an honest reading of a chart: short, flat, seasonal, autocorrelated, over-dispersed, false alarms."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from council.metrics.spc.shapes import FIRM_FROM, Caution, Chart, ChartKind, Limits

OVER_DISPERSED_FROM = 1.5
"""σz above which variation is clearly more than sampling would give."""

# Share of charts of a stable normal series of n values (screened XmR, all four rules) with any signal:
# simulated with this package, 6,000 to 20,000 series a length.
FALSE_ALARMS: tuple[tuple[int, float], ...] = (
    (6, 0.02),
    (8, 0.03),
    (12, 0.07),
    (18, 0.13),
    (24, 0.19),
    (36, 0.29),
    (48, 0.39),
    (60, 0.47),
)


def false_alarm_share(n: int) -> float | None:
    """The share of charts of a stable process of n values that would show a signal; None below 6.

    Between and beyond the simulated lengths the chance of staying silent is taken as geometric in n.
    """
    table = FALSE_ALARMS
    if n < table[0][0]:
        return None
    low, high = next((pair for pair in itertools.pairwise(table) if n <= pair[1][0]), table[-2:])
    a, b = math.log1p(-low[1]), math.log1p(-high[1])
    return -math.expm1(a + (b - a) * (n - low[0]) / (high[0] - low[0]))


def autocorrelation(
    values: Sequence[float | None], limits: Sequence[Limits | None] | None = None, *, lag: int = 1
) -> float | None:
    """Correlation of the values with themselves `lag` periods later, around each one's centre; None if undefined."""
    centre = _mean(values)
    rest = [
        None if v is None else v - (limits[i].centre if limits and limits[i] else centre)  # type: ignore[union-attr]
        for i, v in enumerate(values)
    ]
    return _correlation(rest, lag)


def seasonality(values: Sequence[float | None], season: int) -> float | None:
    """Correlation with the same period one season earlier, after a straight trend is taken out.

    `season` is the number of periods in a year (12, 52, 4) or week (7); None with under two seasons.
    """
    present = [(i, v) for i, v in enumerate(values) if v is not None]
    if season < 2 or len(present) < 2 * season:
        return None
    x, y = _mean([i for i, _ in present]), _mean([v for _, v in present])
    spread = math.fsum((i - x) ** 2 for i, _ in present)
    slope = math.fsum((i - x) * (v - y) for i, v in present) / spread
    rest = [None if v is None else v - y - slope * (i - x) for i, v in enumerate(values)]
    return _correlation(rest, season)


def cautions_of(
    chart: Chart, *, season: int | None = None, sigma_z: float | None = None
) -> tuple[Caution, ...]:
    """Every caution that applies, in the order a reader meets them."""
    found: list[Caution] = []
    segment = chart.segment
    if chart.kind is ChartKind.RUN:
        pass  # a run chart has no limits to be cautious about
    elif segment is not None and not segment.has_limits:
        found.append(Caution.NO_LIMITS)
    elif segment is not None and segment.limits is not None and segment.limits.flat:
        found.append(Caution.FLAT)
    elif segment is not None and segment.trial:
        found.append(Caution.TRIAL)
    values, n = chart.values, chart.n
    if n >= FIRM_FROM:
        noise = 2 / math.sqrt(n)
        yearly = seasonality(values, season) if season else None
        if yearly is not None and yearly > noise:
            found.append(Caution.SEASONAL)
        near = autocorrelation(values, [p.limits for p in chart.points])
        if near is not None and near > noise:
            found.append(Caution.AUTOCORRELATED)
    if sigma_z is not None and sigma_z > OVER_DISPERSED_FROM:
        found.append(Caution.OVER_DISPERSED)
    return tuple(found)


def _mean(values: Sequence[float | None]) -> float:
    present = [v for v in values if v is not None]
    return math.fsum(present) / len(present) if present else 0.0


def _correlation(rest: Sequence[float | None], lag: int) -> float | None:
    whole = math.fsum(r * r for r in rest if r is not None)
    pairs = [(a, b) for a, b in zip(rest, rest[lag:], strict=False) if a is not None and b is not None]
    biggest = max((abs(r) for r in rest if r is not None), default=0.0)
    if len(pairs) < 3 or whole <= (1e-12 * biggest) ** 2:
        return None
    return math.fsum(a * b for a, b in pairs) / whole
