"""What a value, a target and a definition must be before they are kept."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from council.core.errors import Refused
from council.core.saying import Both
from council.metrics.kinds import MetricKind, TargetKind
from council.metrics.periods import Frequency, Period

CODE = re.compile(r"[a-z][a-z0-9-]{1,30}")
RESERVED = {"new", "channels", "catalogue", "entry", "import", "export", "review"}
"""Words that pages of the room use in the place of a code."""
FIRST_YEAR = 1970
"""No value is older: with one of another century every chart would begin there."""
LARGEST = 1e15
"""Values beyond are typed by mistake; doubles no longer tell whole numbers of that size apart."""
AGREES = 0.005
"""How far a stated value may lie from its numerator and denominator, as a share: sources round."""


class Defined(Protocol):
    """What the rules need to know of a metric."""

    name_en: str
    name_zh: str
    kind: str
    frequency: str
    scale: float
    lower_bound: float | None
    upper_bound: float | None


@dataclass(frozen=True)
class Entry:
    """One value as it arrives: for the period that begins on `period_start`."""

    period_start: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    sample: int | None = None
    level: str = ""
    note: str = ""
    lang: str = "en"
    channel_id: int | None = None
    """The channel it came over, where the metric is recorded by channel; the period's value is their sum."""

    def agrees(self, value: float | None, before: Entry) -> bool:
        """Whether it says of its period what is recorded already; what it leaves out is no contradiction."""
        stated = ("numerator", "denominator", "sample")
        told = all(getattr(self, n) is None or getattr(self, n) == getattr(before, n) for n in stated)
        return told and value == before.value and self.level.strip() == before.level


@dataclass(frozen=True)
class TargetContent:
    """A target as somebody states it; `value` of a relative one is the change in percent, such as -10."""

    kind: str
    value: float | None = None
    upper: float | None = None
    baseline_from: date | None = None
    baseline_to: date | None = None
    text_en: str = ""
    text_zh: str = ""


def period_of(start: date, frequency: Frequency) -> Period:
    """The period that begins on this day; Refused when none does, or one too long ago."""
    if start.year < FIRST_YEAR:
        raise Refused("metrics.too_long_ago", field="period_start", year=FIRST_YEAR)
    try:
        return Period(start, frequency)
    except ValueError:
        nearest = Period.containing(start, frequency).start
        said = {"day": start, "frequency": frequency, "nearest": nearest}
        raise Refused("metrics.no_such_period", field="period_start", **said) from None


def value_of(metric: Defined, entry: Entry, today: date) -> float | None:
    """The value to keep, in the metric's unit; None for one in words. Refused says which field is wrong."""
    period = period_of(entry.period_start, Frequency(metric.frequency))
    if period.start > today:
        raise Refused("metrics.period_in_future", field="period_start", day=period.start)
    if period.end >= today:
        raise Refused("metrics.period_not_over", field="period_start", end=period.end)
    kind = MetricKind(metric.kind)
    for field in ("value", "numerator", "denominator"):
        check_number(getattr(entry, field), field)
    if kind is MetricKind.QUALITATIVE:
        if not entry.level.strip():
            raise Refused("metrics.level_needed", field="level")
        return None
    if entry.sample is not None and entry.sample < 1:
        raise Refused("metrics.sample_positive", field="sample")
    value = _from_ratio(metric, entry, kind)
    if value is None:
        raise Refused("metrics.value_needed", field="value")
    if kind is MetricKind.COUNT and (value < 0 or value != int(value)):
        raise Refused("metrics.count_whole", field="value")
    check_bounds(metric, value)
    return value


def part_of(metric: Defined, entry: Entry, today: date) -> float:
    """The value of one channel's part; Refused where it could not be added to the others."""
    kind = MetricKind(metric.kind)
    if kind is MetricKind.QUALITATIVE:
        raise Refused("metrics.channel_words", field="channel")
    value = value_of(metric, entry, today)
    assert value is not None, "only words have no value"
    if kind.is_ratio and entry.denominator is None:
        raise Refused("metrics.part_ratio", field="numerator")
    if kind in (MetricKind.MEAN, MetricKind.SCORE) and entry.sample is None:
        raise Refused("metrics.part_sample", field="sample")
    return value


def check_target(content: TargetContent, metric: Defined) -> None:
    """A target is typed: each kind has what it needs and nothing that contradicts it or cannot happen."""
    wanted = TargetKind(content.kind)
    if (metric.kind == MetricKind.QUALITATIVE) != (wanted is TargetKind.QUALITATIVE):
        raise Refused("metrics.target_kind", field="kind")
    if wanted is TargetKind.QUALITATIVE:
        if not content.text_en.strip() and not content.text_zh.strip():
            raise Refused("metrics.target_text", field="text_en")
        return
    for field in ("value", "upper"):
        check_number(getattr(content, field), field)
    if content.value is None:
        raise Refused("metrics.target_value", field="value")
    if wanted is TargetKind.BAND and (content.upper is None or content.upper <= content.value):
        raise Refused("metrics.target_band", field="upper")
    if wanted is TargetKind.RELATIVE:
        if content.baseline_from is None or content.baseline_to is None:
            raise Refused("metrics.target_baseline", field="baseline_from")
        if content.baseline_from > content.baseline_to:
            raise Refused("metrics.baseline_order", field="baseline_to")
        if content.value <= -100:
            raise Refused("metrics.target_change", field="value")
        return
    check_bounds(metric, content.value)
    if wanted is TargetKind.BAND and content.upper is not None:
        check_bounds(metric, content.upper, field="upper")


def check_definition(
    *, code: str, name: Both, lower: float | None, upper: float | None, scale: float
) -> None:
    """A code that can stand in an address, a name, bounds in order."""
    if not CODE.fullmatch(code) or code in RESERVED:
        raise Refused("metrics.code_form", field="code")
    if not name.pick("en").strip():
        raise Refused("core.required", field="name_en")
    for field, number in (("scale", scale), ("lower_bound", lower), ("upper_bound", upper)):
        check_number(number, field)
    if scale <= 0:
        raise Refused("metrics.scale_positive", field="scale")
    if lower is not None and upper is not None and lower >= upper:
        raise Refused("metrics.bounds_order", field="upper_bound")


def relative_target(change: float, values: Sequence[float]) -> float | None:
    """The value that a change in percent asks for, from the mean of the baseline's values; None without any."""
    return math.fsum(values) / len(values) * (1 + change / 100) if values else None


def _from_ratio(metric: Defined, entry: Entry, kind: MetricKind) -> float | None:
    above, below = entry.numerator, entry.denominator
    if above is None and below is None:
        return entry.value
    if below is None:
        raise Refused("metrics.denominator_needed", field="denominator")
    if above is None:
        raise Refused("metrics.numerator_needed", field="numerator")
    if below <= 0:
        raise Refused("metrics.denominator_positive", field="denominator")
    if above < 0:
        raise Refused("metrics.numerator_negative", field="numerator")
    if kind is MetricKind.PROPORTION and above > below:
        raise Refused("metrics.numerator_above", field="numerator")
    value = metric.scale * above / below
    if entry.value is not None and abs(entry.value - value) > AGREES * max(abs(value), abs(entry.value)):
        raise Refused("metrics.value_disagrees", field="value", value=round(value, 4))
    return value


def check_number(number: float | None, field: str) -> None:
    """A number that can be reckoned with and shown."""
    if number is None:
        return
    if not math.isfinite(number):
        raise Refused("metrics.not_a_number", field=field)
    if abs(number) >= LARGEST:
        raise Refused("metrics.too_large", field=field)


def check_bounds(metric: Defined, value: float, *, field: str = "value") -> None:
    """Within what can happen."""
    check_number(value, field)
    low, high = metric.lower_bound, metric.upper_bound
    if low is not None and value < low:
        raise Refused("metrics.below_bound", field=field, bound=plain(low))
    if high is not None and value > high:
        raise Refused("metrics.above_bound", field=field, bound=plain(high))


def plain(number: float) -> str:
    """A number without needless digits: 5, 4.25."""
    return f"{number:g}"
