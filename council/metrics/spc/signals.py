"""The four rules of "Making Data Count": which points of a segment form a pattern.

Every function takes the values of one segment in order, None for a gap, and gives the patterns
found with indexes from 0. A gap breaks every pattern: what was not seen cannot continue a run.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from council.metrics.spc.shapes import Limits, Rule, Signal

RUN = 7
"""Points in a shift and in a trend (six steps)."""
PRECEDENCE = tuple(Rule)
"""A point that belongs to several patterns is marked by the first of these."""


def signals_in(values: Sequence[float | None], limits: Sequence[Limits | None]) -> list[Signal]:
    """All patterns of a segment, in order of precedence; limits point by point."""
    if not any(lim is not None and lim.lower is not None and not lim.flat for lim in limits):
        return []
    sides = sides_of(values, limits)
    beyond = _beyond(values, [(lim.lower, lim.upper) if lim else (None, None) for lim in limits])
    past_near = _beyond(values, [(lim.near_lower, lim.near_upper) if lim else (None, None) for lim in limits])
    near = [0 if far else close for far, close in zip(beyond, past_near, strict=True)]
    return [*outside(beyond), *trends(values), *two_of_three(near, sides), *shifts(sides)]


def sides_of(values: Sequence[float | None], limits: Sequence[Limits | None]) -> list[int | None]:
    """-1, 0 or 1 of the centre; None for a gap."""
    return [
        None if v is None or lim is None else _side(v, lim.centre, _slack(lim, v))
        for v, lim in zip(values, limits, strict=True)
    ]


def outside(beyond: Sequence[int]) -> Iterator[Signal]:
    """One signal for each point beyond a limit; a point on it is inside."""
    for i, far in enumerate(beyond):
        if far:
            yield Signal(Rule.OUTSIDE, far > 0, (i,))


def trends(values: Sequence[float | None], *, n: int = RUN) -> Iterator[Signal]:
    """Runs of at least `n` values each higher, or each lower, than the one before; a tie breaks them."""
    steps: list[int | None] = [
        None if a is None or b is None else _side(b, a, 1e-12 * max(abs(a), abs(b)))
        for a, b in itertools.pairwise(values)
    ]
    for step, first, last in _runs(steps):
        if last - first + 2 >= n:
            yield Signal(Rule.TREND, step > 0, tuple(range(first, last + 2)))


def shifts(sides: Sequence[int | None], *, n: int = RUN) -> Iterator[Signal]:
    """Runs of at least `n` values on one side of the centre; one on it breaks them."""
    for side, first, last in _runs(sides):
        if last - first + 1 >= n:
            yield Signal(Rule.SHIFT, side > 0, tuple(range(first, last + 1)))


def two_of_three(near: Sequence[int], sides: Sequence[int | None]) -> Iterator[Signal]:
    """Two or three of three successive values between near limit and limit, all three on one side of the mean.

    `near` is -1 or 1 for such a value; one beyond the limit is no longer near. Only near values are marked.
    """
    for i in range(len(near) - 2):
        window = range(i, i + 3)
        marked = tuple(j for j in window if near[j])
        side = sides[i]
        if len(marked) >= 2 and side and all(sides[j] == side for j in window):
            yield Signal(Rule.TWO_OF_THREE, side > 0, marked)


def by_point(signals: Iterable[Signal]) -> dict[int, Signal]:
    """The signal each point is marked with: the first rule in precedence, within a rule the later pattern."""
    chosen: dict[int, Signal] = {}
    for signal in signals:
        for i in signal.points:
            if i not in chosen or PRECEDENCE.index(signal.rule) <= PRECEDENCE.index(chosen[i].rule):
                chosen[i] = signal
    return chosen


def _runs(signs: Sequence[int | None]) -> Iterator[tuple[int, int, int]]:
    """Maximal runs of one non-zero sign as (sign, first, last)."""
    start = 0
    for i in range(1, len(signs) + 1):
        if i == len(signs) or signs[i] != signs[start]:
            sign = signs[start]
            if sign:
                yield sign, start, i - 1
            start = i


def _beyond(values: Sequence[float | None], limits: Sequence[tuple[float | None, float | None]]) -> list[int]:
    found = []
    for v, (low, high) in zip(values, limits, strict=True):
        if v is None or low is None or high is None:
            found.append(0)
            continue
        slack = 1e-9 * (high - low) + 1e-12 * abs(v)
        found.append(1 if v > high + slack else -1 if v < low - slack else 0)
    return found


def _side(value: float, centre: float, slack: float) -> int:
    return 0 if abs(value - centre) <= slack else 1 if value > centre else -1


def _slack(limits: Limits, value: float) -> float:
    # A mean computed in floating point can miss a value it equals in the last digit.
    spread = (limits.upper - limits.lower) if limits.lower is not None and limits.upper is not None else 0.0
    return 1e-9 * spread + 1e-12 * abs(value)
