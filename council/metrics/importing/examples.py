"""Small files as they may look, made of metrics that are there: a line a value, metrics across, periods across."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from council.core.saying import Both
from council.i18n import spoken
from council.metrics.kinds import MetricKind
from council.metrics.periods import Frequency, last_complete

SHAPES = ("long", "metrics", "periods")
MOST = 4
_METRIC, _PERIOD, _VALUE = Both("Metric", "指标"), Both("Period", "统计期"), Both("Value", "值")
_PARTS = (
    Both("Numerator", "分子"),
    Both("Denominator", "分母"),
    Both("Sample size", "样本量"),
    Both("Note", "备注"),
)


def table_of(shape: str, metrics: Sequence[Any], today: date) -> tuple[list[Any], list[list[Any]]]:
    """Columns and lines without values: they are for the reader to fill in; only wide ones need one frequency."""
    if shape == "long":
        rows = [
            [one.code, last_complete(today, Frequency(one.frequency)).code, "", "", "", "", ""]
            for one in metrics
            if one.kind != MetricKind.QUALITATIVE
        ]
        return [_METRIC, _PERIOD, _VALUE, *_PARTS], rows[:MOST]
    frequency = _commonest(metrics)
    some = [one for one in metrics if one.frequency == frequency][:MOST]
    last = last_complete(today, frequency)
    periods = [last.plus(-back).code for back in (2, 1, 0)]
    if shape == "metrics":
        return [_PERIOD, *(spoken(one.name) for one in some)], [[one, *[""] * len(some)] for one in periods]
    return [_METRIC, *periods], [[one.code, *[""] * len(periods)] for one in some]


def _commonest(metrics: Sequence[Any]) -> Frequency:
    known = [one.frequency for one in metrics]
    return Frequency(max(known, key=known.count)) if known else Frequency.MONTHLY
