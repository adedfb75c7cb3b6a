"""What a chart asks for now: a concern to look at, an improvement to tell, a rebase to propose."""

from __future__ import annotations

from council.metrics.spc.shapes import Chart, Rule, Signal
from council.metrics.spc.signals import PRECEDENCE, signals_in


def latest_concern(chart: Chart) -> Signal | None:
    """The signal that marks the latest value, when it is a concern; older signals ask for nothing now."""
    last = chart.last
    return last.signal if last and last.variation.is_concern else None


def latest_improvement(chart: Chart) -> Signal | None:
    """The signal that marks the latest value, when it is an improvement."""
    last = chart.last
    return last.signal if last and last.variation.is_improvement else None


def sustained_improvement(chart: Chart) -> Signal | None:
    """A favourable shift that still holds at the latest value: the reason to propose a rebase.

    Its first index is where a new segment could start. The shift counts also where a rule of
    higher precedence marks the points.
    """
    last = chart.last
    if last is None or not chart.direction.sign:
        return None
    return next(
        (
            s
            for s in chart.signals
            if s.rule is Rule.SHIFT and s.last == last.index and s.high == (chart.direction.sign > 0)
        ),
        None,
    )


def signals_from(chart: Chart, first: int, end: int | None = None) -> tuple[Signal, ...]:
    """The patterns that points `first` up to but not `end` form by themselves, by the chart's own limits.

    A run that began before is cut there: seven values of it must lie inside to be a shift.
    """
    found: list[Signal] = []
    for segment in chart.segments:
        start, stop = max(segment.start, first), min(segment.end, len(chart.points) if end is None else end)
        part = chart.points[start:stop] if start < stop else ()
        for s in signals_in([p.value for p in part], [p.limits for p in part]):
            found.append(Signal(s.rule, s.high, tuple(i + start for i in s.points)))
    return tuple(sorted(found, key=lambda s: (PRECEDENCE.index(s.rule), s.first)))
