"""Axes: round tick values, and labels that keep out of each other's way."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

STRIDES = (1, 2, 3, 4, 6, 12, 13, 24, 26, 52, 104, 260)
"""Every how many periods a label may stand: those that keep months, quarters and years readable."""


def nice_ticks(low: float, high: float, wanted: int, *, finest: float = 0.0) -> list[float]:
    """About `wanted` round values from at most `low` to at least `high`; a flat range is opened around it.

    Steps are whole multiples of `finest`, the last decimal that is written.
    """
    if high <= low:
        reach = abs(low) * 0.1 or 1.0
        low, high = low - reach, high + reach
    rough = (high - low) / max(1, wanted)
    power = 10.0 ** math.floor(math.log10(rough))
    steps = [m * power * ten for ten in (1, 10) for m in (1, 2, 2.5, 5)] + [finest]
    step = min(s for s in steps if s >= max(rough, finest) * (1 - 1e-9) and _is_multiple(s, finest))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [k * step for k in range(first, last + 1)]


def _is_multiple(step: float, finest: float) -> bool:
    return not finest or abs(step / finest - round(step / finest)) < 1e-6


def scale(low: float, high: float, top: float, bottom: float) -> Callable[[float], float]:
    """Value to vertical position: `low` at `bottom`, `high` at `top`."""
    factor = (bottom - top) / (high - low)
    return lambda value: bottom - (value - low) * factor


def width_of(text: str, size: float) -> float:
    """Width of a text at a font size, rather too much than too little: Chinese takes a full em, Latin about 0.6."""
    return size * sum(map(_em, text))


def _em(c: str) -> float:
    if ord(c) > 0x2E7F:
        return 1.0
    if c in " .,:;'|!ijl1()[]":
        return 0.36
    return 0.92 if c in "%@mwMW" else 0.7 if c.isupper() else 0.6


def shown_labels(labels: Sequence[str], step: float, size: float) -> list[int]:
    """Indexes whose label is drawn so that none touch; the last one always is."""
    if not labels:
        return []
    widest = max(width_of(text, size) for text in labels) + size * 0.8
    stride = next((s for s in STRIDES if s * step >= widest), len(labels))
    return list(range((len(labels) - 1) % stride, len(labels), stride))


def apart(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Positions as near to the wanted ones as a smallest gap allows, in the same order of height."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed: list[float] = []
    for i in order:
        placed.append(max(wanted[i], placed[-1] + gap if placed else top))
    limit = bottom
    for k in range(len(placed) - 1, -1, -1):
        placed[k] = min(placed[k], limit)
        limit = placed[k] - gap
    found = [0.0] * len(wanted)
    for i, y in zip(order, placed, strict=True):
        found[i] = y
    return found


def lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """A lane for the flag of each pole at `left`, flags reaching to `right`, in order from the left.

    A pole runs down from its own lane, so a flag standing over it must hang in a lane above.
    """
    found: list[int] = []
    for i, (left, _) in enumerate(spans):
        over = [found[k] for k in range(i) if spans[k][1] > left]
        found.append(max(over, default=-1) + 1)
    return found
