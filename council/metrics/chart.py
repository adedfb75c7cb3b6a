"""Charts as geometry: where each line, point and word of an analysed series stands. One template draws it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from council.metrics import spc
from council.metrics.drawing import (
    Dot,
    Drawing,
    Name,
    Rect,
    Size,
    Spark,
    Tick,
    Upright,
    num,
    path_of,
    shape_of,
)
from council.metrics.scales import apart, lanes, nice_ticks, scale, shown_labels, width_of
from council.metrics.strokes import dots_of, lines_of, tone_of

WIDE = Size(720, 300, text=12, ticks=5)
COMPACT = Size(320, 220, text=11, ticks=4, compact=True)


@dataclass(frozen=True, slots=True)
class Words:
    """The chart's texts, already in the reader's language. `points` are the words of each point, in order."""

    title: str
    desc: str = ""
    centre: str = ""
    upper: str = ""
    lower: str = ""
    target: str = ""
    points: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical line between the periods before and from `index`: kind `implementation`, `rebase` or `event`."""

    index: int
    kind: str
    code: str
    words: str = ""


def draw(
    chart: spc.Chart,
    labels: Sequence[str],
    words: Words,
    *,
    number: Callable[[float], str],
    marks: Sequence[Mark] = (),
    baseline: tuple[int, int] | None = None,
    transition: Collection[int] = (),
    bounds: tuple[float | None, float | None] = (None, None),
    decimals: int | None = None,
    size: Size = WIDE,
) -> Drawing:
    """Lay a chart out. `labels` name the periods under the axis; `number` writes a value with its unit.

    `decimals` are those `number` writes of a value as it is given, so that no two axis values read alike;
    `baseline` (first, end) is shaded; points of `transition` are drawn hollow because they are not judged;
    the axis and the limits stay within `bounds`, the values that can happen.
    """
    points = chart.points
    low, high = _range(chart, bounds)
    ticks = nice_ticks(low, high, size.ticks, finest=0.0 if decimals is None else 10.0**-decimals)
    low, high = ticks[0], ticks[-1]
    texts = [number(t) for t in ticks]
    names = _names(chart, words, number, (low, high), short=size.compact)
    left = 8 + max(width_of(t, size.text) for t in texts)
    gutter = 10 + max((width_of(n.text, size.text) for n in names), default=0)
    right = size.width - gutter
    step = (right - left) / max(1, len(points))
    tags = sorted(marks, key=lambda m: m.index)
    rows = lanes([_span(m, left, step, size.text) for m in tags])
    top = 8 + (size.text + 3) * (max(rows, default=-1) + 1)
    bottom = size.height - size.text - 12
    y_of = scale(low, high, top, bottom)
    xs = [left + (i + 0.5) * step for i in range(len(points))]

    heights = apart([y_of(n.value) for n in names], size.text + 2, top, bottom)
    shown = shown_labels(labels, step, size.text)
    dots, cloud = dots_of(chart, words.points, labels, number, xs, y_of, transition)
    return Drawing(
        size=size,
        title=words.title,
        desc=words.desc,
        left=num(left),
        right=num(right),
        top=num(top),
        bottom=num(bottom),
        y_ticks=tuple(Tick(num(y_of(t)), s) for t, s in zip(ticks, texts, strict=True)),
        x_ticks=tuple(Tick(num(xs[i]), labels[i]) for i in shown),
        lines=lines_of(chart, xs, step, y_of, (low, high)),
        target=num(y_of(chart.target)) if chart.target is not None and chart.band is None else None,
        band=_band(chart, left, right, y_of, (low, high)),
        baseline=_shade(baseline, left, step, top, bottom, len(points)),
        gaps=tuple(num(xs[p.index]) for p in points if p.value is None),
        uprights=tuple(
            Upright(
                num(left + m.index * step), num((size.text + 3) * row + size.text), m.kind, m.code, m.words
            )
            for m, row in zip(tags, rows, strict=True)
        ),
        names=tuple(
            Name(num(right + 5), num(y + size.text / 3), n.text, n.kind)
            for n, y in zip(names, heights, strict=True)
        ),
        dots=dots,
        cloud=cloud,
    )


def sparkline(chart: spc.Chart, title: str, *, width: int = 120, height: int = 32) -> Spark:
    """The series in the height of a line of text: its line, its mean and limits, and the latest value's sign."""
    low, high = _range(chart, (None, None), with_target=False)
    if high <= low:
        low, high = low - 1, high + 1
    y_of = scale(low, high, 5, height - 5)
    step = (width - 12) / max(1, len(chart.points) - 1)
    xs = [6 + i * step for i in range(len(chart.points))]
    last = chart.last
    spots = [(xs[p.index], None if p.value is None else y_of(p.value)) for p in chart.points]
    limits = chart.limits
    band = None
    if limits and limits.lower is not None and limits.upper is not None and chart.segment:
        x = xs[chart.segment.start]
        y = y_of(limits.upper)
        band = Rect(num(x), num(y), num(width - 6 - x), num(y_of(limits.lower) - y))
    dot = None
    if last is not None and last.value is not None:
        tone = tone_of(last)
        dot = Dot(shape_of(tone, xs[last.index], y_of(last.value), 4), tone, "", focus=False)
    centre = num(y_of(limits.centre)) if limits else None
    return Spark(width, height, title, path_of(spots), centre, band, dot)


@dataclass(frozen=True, slots=True)
class _Wanted:
    value: float
    text: str
    kind: str


def _range(
    chart: spc.Chart, bounds: tuple[float | None, float | None], *, with_target: bool = True
) -> tuple[float, float]:
    """Lowest and highest value that must be seen, with a little air, inside what can happen."""
    seen = [p.value for p in chart.points if p.value is not None]
    values = list(seen)
    for p in chart.points:
        if p.limits is not None:
            values += [v for v in (p.limits.lower, p.limits.upper, p.limits.centre) if v is not None]
    if with_target:
        values += [v for v in (chart.target, *(chart.band or ())) if v is not None]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    air = (high - low) * 0.03
    low, high = low - air, high + air
    if bounds[0] is not None and min(seen, default=low) >= bounds[0]:
        low = max(low, bounds[0])
    if bounds[1] is not None and max(seen, default=high) <= bounds[1]:
        high = min(high, bounds[1])
    return low, high


def _names(
    chart: spc.Chart,
    words: Words,
    number: Callable[[float], str],
    view: tuple[float, float],
    *,
    short: bool,
) -> list[_Wanted]:
    """The words at the right ends of the lines; on a narrow chart the numbers alone."""
    limits = chart.limits
    wanted: list[tuple[float | None, str, str]] = []
    if limits is not None:
        wanted += [
            (limits.upper, words.upper, "limit"),
            (limits.centre, words.centre, "centre"),
            (limits.lower, words.lower, "limit"),
        ]
    if chart.band is None:
        wanted.append((chart.target, words.target, "target"))
    else:
        wanted += [(edge, words.target, "target") for edge in chart.band]
    found: list[_Wanted] = []
    for value, word, kind in wanted:
        if value is None or not view[0] <= value <= view[1]:
            continue
        if limits is not None and limits.flat and kind == "limit":
            continue
        text = number(value) if short or not word else f"{word} {number(value)}"
        found.append(_Wanted(value, text, kind))
    return found


def _span(mark: Mark, left: float, step: float, text: float) -> tuple[float, float]:
    x = left + mark.index * step
    return x, x + width_of(mark.code, text) + 8


def _band(
    chart: spc.Chart, left: float, right: float, y_of: Callable[[float], float], view: tuple[float, float]
) -> Rect | None:
    if chart.band is None:
        return None
    low, high = max(view[0], chart.band[0]), min(view[1], chart.band[1])
    return Rect(num(left), num(y_of(high)), num(right - left), num(y_of(low) - y_of(high)))


def _shade(
    window: tuple[int, int] | None, left: float, step: float, top: float, bottom: float, n: int
) -> Rect | None:
    if window is None:
        return None
    first, end = max(0, window[0]), min(n, window[1])
    return Rect(num(left + first * step), num(top), num((end - first) * step), num(bottom - top))
