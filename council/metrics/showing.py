"""A metric's standing as pictures in the reader's language: the chart with its marks, the sparkline, the key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from council.i18n import HTML_LANG, lang, say, spoken
from council.metrics import chart
from council.metrics.drawing import Drawing, Size, Spark
from council.metrics.naming import period_label, period_name
from council.metrics.standing import Standing
from council.web.registries import ChartMark


@dataclass(frozen=True)
class Picture:
    """The same chart for a wide page, for a phone, and the words of its shapes."""

    wide: Drawing
    narrow: Drawing
    legend: dict[str, str]


def picture(
    stands: Standing, *, marks: Sequence[ChartMark] = (), rebases: Sequence[tuple[date, str, str]] = ()
) -> Picture:
    """The chart of a metric; `marks` come from other rooms, `rebases` are (first period, code, words)."""
    return Picture(
        drawing(stands, chart.WIDE, marks=marks, rebases=rebases),
        drawing(stands, chart.COMPACT, marks=marks, rebases=rebases),
        key_of(),
    )


def drawing(
    stands: Standing,
    size: Size = chart.WIDE,
    *,
    marks: Sequence[ChartMark] = (),
    rebases: Sequence[tuple[date, str, str]] = (),
) -> Drawing:
    """One drawing of a metric's chart in the language being spoken."""
    metric = stands.metric

    def number(value: float) -> str:
        return spoken(stands.amount(value))

    words = chart.Words(
        title=_("%(metric)s, %(n)s values", metric=spoken(metric.name), n=stands.chart.n),
        desc=("" if lang() == "zh" else " ").join(say(one) for one in (stands.sentence, *stands.target_says)),
        centre=_("Mean"),
        upper=_("Upper limit"),
        lower=_("Lower limit"),
        target=_("Target"),
        points=[say(one) for one in stands.point_words],
    )
    held = [
        chart.Mark(i, "implementation", m.code, spoken(m.label))
        for m in marks
        if (i := _index(stands, m.on)) is not None
    ]
    held += [chart.Mark(i, "rebase", code, text) for day, code, text in rebases if (i := _index(stands, day))]
    return chart.draw(
        stands.chart,
        [spoken(period_label(p)) for p in stands.periods],
        words,
        number=number,
        marks=held,
        bounds=(metric.lower_bound, metric.upper_bound),
        decimals=metric.decimals,
        size=size,
    )


def spark(stands: Standing) -> Spark | None:
    """The sparkline; None while there is nothing to draw."""
    if stands.chart.n < 2:
        return None
    title = _("%(metric)s: the last %(n)s values", metric=spoken(stands.metric.name), n=stands.chart.n)
    return chart.sparkline(stands.chart, title)


def key_of() -> dict[str, str]:
    """What each shape on a chart means."""
    return {
        "common": _("common cause"),
        "good": _("improvement"),
        "bad": _("concern"),
        "other": _("unusual, neither good nor bad"),
        "hollow": _("not judged"),
        "gap": _("no value"),
    }


@dataclass(frozen=True)
class Row:
    """One period in the table beside a chart."""

    start: date
    period: str
    value: str
    numerator: float | None
    denominator: float | None
    sample: int | None
    says: str
    lang: str | None = None


def rows(stands: Standing) -> list[Row]:
    """The values as a table, newest first; a gap says that there is none."""
    found = []
    for index, period in enumerate(stands.periods):
        reading, point = stands.readings[index], stands.chart.points[index]
        value = (
            ""
            if reading is None
            else reading.level
            if reading.value is None
            else spoken(stands.amount(reading.value))
        )
        says = ""
        if point.signal is not None:
            says = say("metrics.point_says", variation=point.variation, rule=point.signal.rule)
        found.append(
            Row(
                period.start,
                spoken(period_name(period)),
                value,
                reading.numerator if reading else None,
                reading.denominator if reading else None,
                reading.sample if reading else None,
                says,
                HTML_LANG[reading.lang] if reading else None,
            )
        )
    return found[::-1]


def _index(stands: Standing, day: date) -> int | None:
    """Where a day stands on the chart: before the first period that ends on or after it; None when outside."""
    return (
        next((i for i, p in enumerate(stands.periods) if day <= p.end), None)
        if _inside(stands, day)
        else None
    )


def _inside(stands: Standing, day: date) -> bool:
    return bool(stands.periods) and stands.periods[0].start <= day
