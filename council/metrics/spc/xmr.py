"""XmR charts: individual values with limits from the mean moving range (Wheeler 2000; NHS "Making Data Count")."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

from council.metrics.spc.assurance import assurance_of, band_assurance_of
from council.metrics.spc.shapes import (
    LIMITS_FROM,
    Assurance,
    Chart,
    ChartKind,
    Direction,
    Limits,
    Point,
    Segment,
    Signal,
    Variation,
)
from council.metrics.spc.signals import PRECEDENCE, by_point, sides_of, signals_in

WIDTH = 2.66
"""Three standard deviations in mean moving ranges: 3 / 1.128."""
SCREEN = 3.267
"""Moving ranges from this many mean moving ranges on are dropped once."""


def xmr(
    values: Sequence[float | None],
    *,
    direction: Direction = Direction.UP,
    target: float | None = None,
    band: tuple[float, float] | None = None,
    starts: Sequence[int] = (),
    freeze: int | None = None,
    baseline: tuple[int, int] | None = None,
    exclude: Sequence[int] = (),
    screen: bool = True,
) -> Chart:
    """Analyse a series; values in the metric's unit and in order, None for a period without one.

    centre = mean of the segment's values, limits = centre ± 2.66 · mean moving range, near limits = two
    thirds of the way; all in the unit of the values.

    `starts` are the indexes at which a rebase or a new definition starts a segment. `freeze` rests each
    segment's limits on its first so many values; `baseline` (first, end) rests those of the segment it
    starts in on that window. `exclude` are indexes left out of centre and spread, but drawn and judged: their
    neighbours become each other's. A segment with fewer than 6 values has a centre and no limits or signals.
    """
    series = [None if v is None else float(v) for v in values]
    cuts = bounds_of(len(series), starts)
    segments: list[Segment] = []
    per_point: list[Limits | None] = []
    for start, end in cuts:
        part = series[start:end]
        if baseline is not None and start <= baseline[0] < end:
            first, stop = baseline[0], min(baseline[1], end)
        else:
            first, stop = start, start + len(first_values(part, freeze))
        base = [series[i] for i in range(first, stop) if i not in exclude]
        limits, mean_range = xmr_limits(base, screen=screen)
        n, based_on = count(part), count(base)
        frozen = count(series[first:stop]) < n
        segments.append(Segment(start, end, n, based_on, limits, mean_range, frozen=frozen))
        per_point += [limits] * len(part)
    return assemble(ChartKind.XMR, series, segments, per_point, direction=direction, target=target, band=band)


def xmr_limits(values: Sequence[float | None], *, screen: bool = True) -> tuple[Limits | None, float | None]:
    """Limits of one segment and its mean moving range; (None, None) without a value."""
    present = [v for v in values if v is not None]
    if not present:
        return None, None
    centre = math.fsum(present) / len(present)
    if min(present) == max(present):
        centre = present[0]
    mean_range = mean_moving_range(values, screen=screen)
    if len(present) < LIMITS_FROM or mean_range is None:
        return Limits(centre), mean_range
    reach = WIDTH * mean_range
    near = reach * 2 / 3
    return Limits(centre, centre - reach, centre + reach, centre - near, centre + near), mean_range


def mean_moving_range(values: Sequence[float | None], *, screen: bool = True) -> float | None:
    """Mean step between neighbours, none taken across a gap; None without two neighbours.

    mR̄ = Σ|xᵢ − xᵢ₋₁| / k over the k steps there are. Screened: steps of at least 3.267 · mR̄ (the upper limit of
    a moving range, D4) are dropped once and the mean is taken again (Nelson 1982; NHS "Making Data Count").
    """
    ranges = [abs(b - a) for a, b in itertools.pairwise(values) if a is not None and b is not None]
    if not ranges:
        return None
    mean = math.fsum(ranges) / len(ranges)
    if not screen:
        return mean
    kept = [r for r in ranges if r < SCREEN * mean * (1 - 1e-12)]
    screened = math.fsum(kept) / len(kept) if kept else 0.0
    # A series that stepped once has only zeros left: its one step is then all the variation there is.
    return screened or mean


def bounds_of(length: int, starts: Sequence[int]) -> list[tuple[int, int]]:
    """The segments' (start, end) for cuts at `starts`; cuts outside the series are none."""
    cuts = sorted({0, *(s for s in starts if 0 < s < length)})
    return list(zip(cuts, [*cuts[1:], length], strict=True)) if length else []


def first_values(values: Sequence[float | None], n: int | None) -> Sequence[float | None]:
    """The beginning of a segment up to its n-th value; all of it when n is None."""
    if n is None:
        return values
    seen = 0
    for i, v in enumerate(values):
        seen += v is not None
        if seen >= n:
            return values[: i + 1]
    return values


def count(values: Sequence[float | None]) -> int:
    """How many values there are, gaps left out."""
    return sum(v is not None for v in values)


def assemble(
    kind: ChartKind,
    series: Sequence[float | None],
    segments: Sequence[Segment],
    limits: Sequence[Limits | None],
    *,
    direction: Direction,
    target: float | None,
    band: tuple[float, float] | None,
) -> Chart:
    """The chart of a series whose limits are known: signals segment by segment, then what each point says."""
    signals: list[Signal] = []
    for seg in segments:
        found = signals_in(series[seg.start : seg.end], limits[seg.start : seg.end])
        signals += [Signal(s.rule, s.high, tuple(i + seg.start for i in s.points)) for s in found]
    marks = by_point(signals)
    sides = sides_of(series, limits)
    home = [k for k, seg in enumerate(segments) for _ in range(seg.start, seg.end)]
    points = tuple(
        Point(
            i,
            value,
            home[i],
            limits[i],
            sides[i] or 0,
            marks.get(i),
            Variation.of(direction, high=marks[i].high) if i in marks else Variation.COMMON,
        )
        for i, value in enumerate(series)
    )
    target = None if target is None else float(target)
    band = None if band is None else (float(band[0]), float(band[1]))
    signals.sort(key=lambda s: (PRECEDENCE.index(s.rule), s.first))
    chart = Chart(kind, direction, points, tuple(segments), tuple(signals), target, band)
    return replace(chart, assurance=_assurance(chart))


def _assurance(chart: Chart) -> Assurance | None:
    limits = chart.limits
    if limits is None or limits.lower is None or limits.upper is None:
        return None
    if chart.band is not None:
        return band_assurance_of(limits.lower, limits.upper, chart.band)
    if chart.target is None:
        return None
    return assurance_of(limits.lower, limits.upper, chart.target, chart.direction)
