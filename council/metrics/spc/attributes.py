"""p, u and c charts, and Laney's p′ and u′: limits from the sample sizes (Montgomery ch. 7; Laney 2002)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from council.metrics.spc.shapes import LIMITS_FROM, Chart, ChartKind, Direction, Limits, Segment
from council.metrics.spc.xmr import assemble, bounds_of, count, first_values, mean_moving_range

D2 = 1.128
"""Mean moving range of a standard normal series."""
PLAIN = {ChartKind.P_PRIME: ChartKind.P, ChartKind.U_PRIME: ChartKind.U}


def attribute_chart(
    kind: ChartKind,
    counts: Sequence[float | None],
    sizes: Sequence[float | None] | None = None,
    *,
    direction: Direction = Direction.UP,
    target: float | None = None,
    band: tuple[float, float] | None = None,
    starts: Sequence[int] = (),
    freeze: int | None = None,
    exclude: Sequence[int] = (),
    per: float = 1.0,
    screen: bool = True,
) -> Chart:
    """Analyse counts with their sample sizes (none for c); values are count/size × `per`, a zero size is a gap.

    centre p̄ or ū = Σ counts / Σ sizes; c̄ = mean count. Limits at 3, near limits at 2 standard deviations:
    p √(p̄(1−p̄)/nᵢ), u √(ū/nᵢ), c √c̄; p′ and u′ multiply theirs by σz, the mean moving range of the z values / 1.128.
    `per` is 100 for percent or 1000 for "per thousand"; target and band are in that unit.

    `exclude` are indexes left out of centre and spread but drawn and judged. Limits are kept inside what
    can happen: 0 at least, for proportions 1 at most.
    """
    if kind in (ChartKind.XMR, ChartKind.RUN):
        raise ValueError("this chart takes values, not counts")
    if sizes is None and kind is not ChartKind.C:
        raise ValueError(f"a {kind} chart needs sample sizes")
    counts = [None if c is None else float(c) for c in counts]
    if sizes is None or kind is ChartKind.C:
        sizes = [1.0] * len(counts)
    areas = [None if n is None else float(n) for n in sizes]
    series = [None if c is None or not a else c / a for c, a in zip(counts, areas, strict=True)]
    segments: list[Segment] = []
    limits: list[Limits | None] = []
    for start, end in bounds_of(len(series), starts):
        shown = series[start:end]
        base_end = start + len(first_values(shown, freeze))
        base = [i for i in range(start, base_end) if series[i] is not None and i not in exclude]
        based_on = len(base)
        whole = math.fsum(areas[i] or 0 for i in base)
        if not whole:
            segments.append(Segment(start, end, count(shown), based_on, None))
            limits += [None] * len(shown)
            continue
        centre = math.fsum(counts[i] or 0 for i in base) / whole
        wide = 1.0
        if kind in PLAIN:
            kept = [i for i in range(start, base_end) if i not in exclude]
            within, sampled = [series[i] for i in kept], [areas[i] for i in kept]
            wide = _sigma_z(kind, within, sampled, centre, screen=screen)
        part = [
            _limits(kind, centre, area, wide, based_on, per) if value is not None else None
            for value, area in zip(shown, areas[start:end], strict=True)
        ]
        last = next((lim for lim in reversed(part) if lim), None)
        segments.append(Segment(start, end, count(shown), based_on, last, frozen=base_end < end))
        limits += part
    shown_values = [None if v is None else v * per for v in series]
    return assemble(kind, shown_values, segments, limits, direction=direction, target=target, band=band)


def dispersion(
    kind: ChartKind, counts: Sequence[float | None], sizes: Sequence[float | None], *, screen: bool = True
) -> float | None:
    """σz: how many times wider the values vary than sampling alone would have them; None below 3 values.

    zᵢ = (xᵢ − centre) / √(variance/nᵢ); σz = mean moving range of the zᵢ / 1.128 (Laney 2002).
    """
    series = [None if c is None or not n else float(c) / float(n) for c, n in zip(counts, sizes, strict=True)]
    held = [i for i, v in enumerate(series) if v is not None]
    whole = math.fsum(sizes[i] or 0 for i in held)
    if len(held) < 3 or not whole:
        return None
    centre = math.fsum(counts[i] or 0 for i in held) / whole
    if not _variance(kind, centre):
        return None
    return _sigma_z(kind, series, sizes, centre, screen=screen)


def _sigma_z(
    kind: ChartKind,
    series: Sequence[float | None],
    sizes: Sequence[float | None],
    centre: float,
    *,
    screen: bool,
) -> float:
    variance = _variance(kind, centre)
    if not variance:
        return 1.0
    z = [
        None if v is None or not n else (v - centre) / math.sqrt(variance / n)
        for v, n in zip(series, sizes, strict=True)
    ]
    step = mean_moving_range(z, screen=screen)
    return 1.0 if step is None else step / D2


def _variance(kind: ChartKind, centre: float) -> float:
    """Sampling variance of one unit: binomial for proportions, Poisson for rates and counts."""
    plain = PLAIN.get(kind, kind)
    return max(0.0, centre * (1 - centre)) if plain is ChartKind.P else max(0.0, centre)


def _limits(
    kind: ChartKind, centre: float, size: float | None, wide: float, based_on: int, per: float
) -> Limits:
    if based_on < LIMITS_FROM or not size:
        return Limits(centre * per)
    sd = wide * math.sqrt(_variance(kind, centre) / size)
    top = 1.0 if PLAIN.get(kind, kind) is ChartKind.P else math.inf

    def held(value: float) -> float:
        return min(top, max(0.0, value)) * per

    return Limits(
        centre * per,
        held(centre - 3 * sd),
        held(centre + 3 * sd),
        held(centre - 2 * sd),
        held(centre + 2 * sd),
    )
