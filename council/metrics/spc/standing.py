"""What a chart asks for now: a concern to look at, an improvement to tell, a rebase to propose."""

from __future__ import annotations

from council.metrics.spc.shapes import Chart, Rule, Signal


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
