"""A metric of a cycle as a chart with its words: baseline shaded, transition hollow, the day of the change marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from council import i18n
from council.core.saying import Both, Say
from council.initiatives import words
from council.initiatives.reading import Reading
from council.metrics import spc
from council.metrics import words as metric_words
from council.metrics.chart import COMPACT, WIDE, Mark, Words, draw
from council.metrics.drawing import Drawing, Size
from council.metrics.periods import Frequency, Period
from council.metrics.spc import Variation, xmr
from council.metrics.spc.signals import by_point

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Picture:
    """What the page shows of one metric."""

    reading: Reading
    drawing: Drawing | None
    narrow: Drawing | None
    sentence: Say
    beside: tuple[Say, ...]
    rows: tuple[tuple[Both, str, str], ...]


def picture(one: Reading, code: str) -> Picture:
    """The chart and the sentences of one metric, in the language being spoken."""
    number, period = number_of(one), naming(one.periods)
    found = one.verdict
    say = words.guardrail if one.is_guardrail else words.sentence
    options = (
        {} if one.is_guardrail else {"next_name": name_of(found.next_period) if found.next_period else ""}
    )
    sentence = say(found, number=number, period=period, **options)
    beside = () if one.is_guardrail else (*words.beside(found, number=number, period=period), *_sizes(one))
    drawing, narrow = _drawn(one, code, number, sentence)
    return Picture(one, drawing, narrow, sentence, beside, tuple(_rows(one, number)))


def _sizes(one: Reading) -> list[Say]:
    """The size of the effect once there is one; before the change, what would show it."""
    effect = one.effect
    if effect is not None:
        decimals = one.metric.decimals
        unit = number_of(one)
        write = (
            (lambda v: f"× {i18n.number(v, 2)}")
            if effect.ratio
            else (lambda v: f"{'+' if v > 0 else ''}{unit(v)}")
        )
        shown = effect if effect.ratio else replace(effect, size=round(effect.size, decimals))
        return [Say("initiatives.effect", effect=metric_words.effect_words(shown, number=write))]
    needed = one.needed
    if needed is None or one.verdict.follow_up_n or one.verdict.transition:
        return []
    return [Say("initiatives.can_be_seen", cases=needed.cases, periods=needed.periods)]


def name_of(period: Period) -> Both:
    """A period's name in both languages."""
    match period.frequency:
        case Frequency.MONTHLY:
            month = period.start.month
            return Both(f"{_MONTHS[month - 1]} {period.start.year}", f"{period.start.year}年{month}月")
        case Frequency.QUARTERLY:
            return Both(
                f"Q{period.number} {period.start.year}", f"{period.start.year}年第{period.number}季度"
            )
        case Frequency.YEARLY:
            return Both(str(period.start.year), f"{period.start.year}年")
        case Frequency.WEEKLY:
            year = period.start.isocalendar().year
            return Both(f"week {period.number} of {year}", f"{year}年第{period.number}周")
    day = period.start
    return Both(f"{day.day} {_MONTHS[day.month - 1]} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def naming(periods: Sequence[Period]) -> Callable[[int], Both]:
    """Names periods by their index."""
    return lambda index: name_of(periods[index])


def number_of(one: Reading) -> Callable[[float], str]:
    """Writes a value with the metric's decimals and unit."""
    unit = i18n.spoken(one.metric.unit)
    gap = "" if unit.startswith(("%", "％")) or (unit and not unit.isascii()) else " "
    return lambda value: f"{i18n.number(value, one.metric.decimals)}{gap}{unit}".rstrip()


def _drawn(
    one: Reading, code: str, number: Callable[[float], str], sentence: Say
) -> tuple[Drawing | None, Drawing | None]:
    found = one.verdict
    if not any(v is not None for v in one.values):
        return None, None
    chart = replace(found.chart or xmr(one.values), target=one.link.target_value)
    if found.baseline_n:
        chart = replace(chart, points=_only_judged(chart, found.judged))
    labels = [p.code for p in one.periods]
    points = metric_words.point_words(
        chart, number=number, period=naming(one.periods), transition=found.transition
    )
    said = Words(
        title=i18n.spoken(one.metric.name),
        desc=i18n.say(sentence),
        centre=_("Mean"),
        upper=_("Upper limit"),
        lower=_("Lower limit"),
        target=_("Target"),
        points=[i18n.say(p) for p in points],
    )
    marks = []
    if found.transition:
        marks.append(
            Mark(found.transition[0], "implementation", code, _("Implementation of %(code)s", code=code))
        )

    def drawn(size: Size) -> Drawing:
        return draw(
            chart,
            labels,
            said,
            number=number,
            marks=marks,
            baseline=found.baseline,
            transition=found.transition,
            bounds=(one.metric.lower_bound, one.metric.upper_bound),
            decimals=one.metric.decimals,
            size=size,
        )

    return drawn(WIDE), drawn(COMPACT)


def _only_judged(chart: spc.Chart, judged: Sequence[spc.Signal]) -> tuple[spc.Point, ...]:
    """The points with the marks that the verdict rests on: none in a stable baseline or in the transition."""
    marks = by_point(judged)
    return tuple(
        replace(
            p,
            signal=marks.get(p.index),
            variation=Variation.of(chart.direction, high=marks[p.index].high)
            if p.index in marks
            else Variation.COMMON,
        )
        for p in chart.points
    )


def _rows(one: Reading, number: Callable[[float], str]) -> list[tuple[Both, str, str]]:
    """The data table beside the chart: period, value, and which part of the comparison it belongs to."""
    found = one.verdict
    first, end = found.baseline or (0, 0)
    rows = []
    for i, (period, value) in enumerate(zip(one.periods, one.values, strict=True)):
        part = ""
        if first <= i < end:
            part = _("baseline")
        elif i in found.transition:
            part = _("transition")
        elif found.transition and i > found.transition[-1]:
            part = _("follow-up")
        rows.append((name_of(period), "" if value is None else number(value), part))
    return rows
