"""The strokes of a chart: the value line, centre and limits segment by segment, and the points."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from council.metrics import spc
from council.metrics.drawing import Dot, Lines, num, path_of, shape_of

SINGLE_DOTS = 120
"""Up to so many values each is a dot of its own with its words; above, unmarked ones become one path."""


def lines_of(
    chart: spc.Chart,
    xs: Sequence[float],
    step: float,
    y_of: Callable[[float], float],
    view: tuple[float, float],
) -> Lines:
    """The value line, broken at gaps, and for each segment its centre, limits and near limits."""
    value = path_of([(xs[p.index], None if p.value is None else y_of(p.value)) for p in chart.points])
    centre: list[str] = []
    firm: list[str] = []
    trial: list[str] = []
    near: list[str] = []
    for seg in chart.segments:
        rows = [chart.points[i].limits for i in range(seg.start, seg.end)]
        held = [lim for lim in rows if lim is not None]
        if not held:
            continue
        same = all(lim == held[0] for lim in held)
        left, right = xs[seg.start] - step / 2, xs[seg.end - 1] + step / 2

        def run(
            pick: Callable[[spc.Limits], float | None],
            *,
            rows: list[spc.Limits | None] = rows,
            held: list[spc.Limits] = held,
            same: bool = same,
            left: float = left,
            right: float = right,
        ) -> str:
            def height(lim: spc.Limits | None) -> float | None:
                value = pick(lim) if lim is not None else None
                return None if value is None or not view[0] <= value <= view[1] else y_of(value)

            if same:
                y = height(held[0])
                return "" if y is None else path_of([(left, y), (right, y)])
            # Limits that follow the sample size are stairs, one step a period.
            stairs = []
            for k, lim in enumerate(rows):
                y = height(lim)
                stairs += [(left + k * step, y), (left + (k + 1) * step, y)]
            return path_of(stairs)

        centre.append(run(lambda lim: lim.centre))
        if held[0].flat:
            continue
        (trial if seg.trial else firm).extend((run(lambda lim: lim.lower), run(lambda lim: lim.upper)))
        near.extend((run(lambda lim: lim.near_lower), run(lambda lim: lim.near_upper)))
    return Lines(value, "".join(centre), "".join(firm), "".join(trial), "".join(near))


def dots_of(
    chart: spc.Chart,
    words: Sequence[str],
    labels: Sequence[str],
    number: Callable[[float], str],
    xs: Sequence[float],
    y_of: Callable[[float], float],
    transition: Collection[int],
) -> tuple[tuple[Dot, ...], str]:
    """Points with their shape and words, and the path of those that are too many to have words each."""
    last = chart.last
    crowded = chart.n > SINGLE_DOTS
    radius = 2.2 if crowded else 3.5
    marked = 3.6 if crowded else 5.0
    dots: list[Dot] = []
    cloud: list[str] = []
    for p in chart.points:
        if p.value is None:
            continue
        tone = "hollow" if p.index in transition else tone_of(p)
        y = y_of(p.value)
        if crowded and tone == "common" and p is not last:
            cloud.append(f"M{num(xs[p.index])} {num(y)}h0")
            continue
        text = words[p.index] if words else f"{labels[p.index]}: {number(p.value)}"
        shape = shape_of(tone, xs[p.index], y, radius if tone in ("common", "hollow") else marked)
        dots.append(Dot(shape, tone, text, focus=p.signal is not None or p is last))
    return tuple(dots), "".join(cloud)


def tone_of(point: spc.Point) -> str:
    if point.variation.is_improvement:
        return "good"
    if point.variation.is_concern:
        return "bad"
    return "common" if point.signal is None else "other"
