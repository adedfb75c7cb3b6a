"""What a chart's template draws: frozen positions, paths and words, nothing left to compute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's own units; the page scales them. `ticks` is about how many values stand at the axis."""

    width: int
    height: int
    text: float
    ticks: int
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and its label."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Rect:
    """A box, written as SVG attributes want it."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Path data: the values, the centre, limits (firm and on trial) and near limits."""

    value: str
    centre: str
    firm: str
    trial: str
    near: str


@dataclass(frozen=True, slots=True)
class Upright:
    """A vertical line with its code at the top: an implementation, a rebase, an event."""

    x: str
    y: str
    kind: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Name:
    """The words at the right end of a line."""

    x: str
    y: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: its outline, its tone (common, good, bad, other, hollow), its words; `focus` if Tab stops there."""

    d: str
    tone: str
    words: str
    focus: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole chart. `cloud` is one path for the unmarked points of a long series."""

    size: Size
    title: str
    desc: str
    left: str
    right: str
    top: str
    bottom: str
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    lines: Lines
    target: str | None
    band: Rect | None
    baseline: Rect | None
    gaps: tuple[str, ...]
    uprights: tuple[Upright, ...]
    names: tuple[Name, ...]
    dots: tuple[Dot, ...]
    cloud: str


@dataclass(frozen=True, slots=True)
class Spark:
    """A chart in the height of a line of text."""

    width: int
    height: int
    title: str
    line: str
    centre: str | None
    band: Rect | None
    dot: Dot | None


def num(value: float) -> str:
    """A coordinate to a tenth of a unit, without needless digits."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def path_of(spots: Iterable[tuple[float, float | None]]) -> str:
    """Path data through the spots; one without a height breaks the line."""
    parts: list[str] = []
    pen = "M"
    for x, y in spots:
        if y is None:
            pen = "M"
            continue
        parts.append(f"{pen}{num(x)} {num(y)}")
        pen = "L"
    return "".join(parts)


def shape_of(tone: str, x: float, y: float, r: float) -> str:
    """The outline of a point. Each tone has its own shape, so that grey paper tells them apart.

    Common and hollow are round, good a diamond, bad a square, other a triangle.
    """
    a, b = num(r), num(2 * r)
    match tone:
        case "good":
            s = r * 1.2
            return f"M{num(x)} {num(y - s)}l{num(s)} {num(s)}-{num(s)} {num(s)}-{num(s)}-{num(s)}z"
        case "bad":
            s = r * 0.9
            return f"M{num(x - s)} {num(y - s)}h{num(2 * s)}v{num(2 * s)}h-{num(2 * s)}z"
        case "other":
            return f"M{num(x)} {num(y - r)}l{num(r * 1.1)} {num(2 * r)}h-{num(r * 2.2)}z"
    return f"M{num(x - r)} {num(y)}a{a} {a} 0 1 0 {b} 0a{a} {a} 0 1 0-{b} 0z"
