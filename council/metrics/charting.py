"""Which charts a metric's values can be drawn as, and their analysis: XmR unless another is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import median
from typing import Protocol

from council.metrics import spc
from council.metrics.kinds import MetricKind
from council.metrics.spc.shapes import ChartKind, Limits, Segment
from council.metrics.spc.xmr import assemble, bounds_of, count

Values = tuple[float | None, ...]
Band = tuple[float, float] | None
RATIOS = {
    MetricKind.PROPORTION: (ChartKind.P, ChartKind.P_PRIME),
    MetricKind.RATE: (ChartKind.U, ChartKind.U_PRIME),
}


class Read(Protocol):
    """What a chart takes from a value."""

    @property
    def value(self) -> float | None: ...
    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...


class Charted(Protocol):
    """What a chart takes from a metric."""

    kind: str
    scale: float


def offered(metric: Charted, held: Sequence[Read | None]) -> tuple[ChartKind, ...]:
    """The charts that fit: by sample size only where every value says its numerator and denominator."""
    kind = MetricKind(metric.kind)
    if kind is MetricKind.QUALITATIVE:
        return ()
    there = [one for one in held if one is not None]
    found: tuple[ChartKind, ...] = (ChartKind.XMR,)
    if kind in RATIOS and there and all(r.numerator is not None and r.denominator for r in there):
        found += RATIOS[kind]
    if kind is MetricKind.COUNT:
        found += (ChartKind.C,)
    return (*found, ChartKind.RUN)


def analysed(
    shape: ChartKind,
    metric: Charted,
    held: Sequence[Read | None],
    direction: spc.Direction,
    target: float | None,
    band: Band,
    cuts: tuple[int, ...],
) -> spc.Chart:
    """The chart of these values, one a period; the same values always give the same chart."""
    values = tuple(r.value if r is not None else None for r in held)
    if shape is ChartKind.XMR or shape not in offered(metric, held):
        return _xmr(values, direction, target, band, cuts)
    if shape is ChartKind.RUN:
        return _run(values, direction, target, band, cuts)
    if shape is ChartKind.C:
        return spc.attribute_chart(shape, values, direction=direction, target=target, band=band, starts=cuts)
    counts = [r.numerator if r is not None else None for r in held]
    sizes = [r.denominator if r is not None else None for r in held]
    return spc.attribute_chart(
        shape, counts, sizes, direction=direction, target=target, band=band, starts=cuts, per=metric.scale
    )


@lru_cache(maxsize=2000)
def _xmr(
    values: Values, direction: spc.Direction, target: float | None, band: Band, cuts: tuple[int, ...]
) -> spc.Chart:
    """Pages that show many metrics compute each once."""
    return spc.xmr(values, direction=direction, target=target, band=band, starts=cuts)


def _run(
    values: Values, direction: spc.Direction, target: float | None, band: Band, cuts: tuple[int, ...]
) -> spc.Chart:
    """The values about the median of each stretch, without limits."""
    segments: list[Segment] = []
    limits: list[Limits | None] = []
    for start, end in bounds_of(len(values), cuts):
        part = values[start:end]
        there = [v for v in part if v is not None]
        centre = Limits(float(median(there))) if there else None
        segments.append(Segment(start, end, count(part), count(part), centre))
        limits += [centre] * len(part)
    return assemble(ChartKind.RUN, values, segments, limits, direction=direction, target=target, band=band)
