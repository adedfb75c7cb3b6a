"""A report on paper: both editions from the same values, with the data behind them inside the file."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from council.i18n import day, spoken, use_language
from council.metrics import chart as charts
from council.metrics.drawing import Drawing, Size, Spark
from council.metrics.naming import period_label
from council.paper.document import Document, print_document
from council.paper.press import Pdf
from council.reports import attachments
from council.reports.risks import risks_of
from council.reports.rules import ReportState
from council.reports.shapes import Contents, MetricRow

LANGUAGES = ("en", "zh")
SHAPE = Size(720, 180, text=12, ticks=4)
"""A chart flat enough that two metrics share a page."""


@dataclass(frozen=True)
class Papers:
    """Both editions of one gathering, and the end of the log as known before printing."""

    contents: Contents
    log_head: tuple[int, str]
    editions: dict[str, Pdf]


def print_both(contents: Contents, log_head: tuple[int, str]) -> Papers:
    """The English and the Chinese edition as they will be issued. Call before the write transaction opens."""
    return Papers(contents, log_head, {lang: print_one(contents, lang, log_head) for lang in LANGUAGES})


def print_one(contents: Contents, lang: str, log_head: tuple[int, str] | None, *, draft: bool = False) -> Pdf:
    """One edition; a draft says so on every page."""
    with use_language(lang):
        facts = [(_("Data as of"), day(contents.data_on))]
        if contents.charter is not None:
            facts.append((_("Charter in force"), _("version %(number)s", number=contents.charter)))
        doc = Document(
            title=_("Quarterly report"),
            lang=lang,
            council_name=contents.council.pick(lang),
            reference=contents.code,
            subtitle=spoken(contents.period),
            state_label=(ReportState.DRAFT if draft else ReportState.ISSUED).label,
            draft=draft,
            record_hash=contents.record_hash,
            log_head=log_head,
            contents=True,
            facts=(
                (_("Period"), _("%(first)s to %(last)s", first=day(contents.first), last=day(contents.last))),
                *facts,
            ),
            moment=contents.gathered_at,
            keywords=(contents.code, spoken(contents.period)),
        )
        return print_document(
            "reports/pdf/quarterly.html",
            doc,
            attachments=attachments.of(contents),
            it=contents,
            risks=risks_of(contents),
            drawings={one.metric.code: drawing(one.metric) for one in contents.exceptions},
            sparks={one.code: spark(one) for one in contents.metrics if one.standing.chart.n > 1},
        )


def drawing(row: MetricRow) -> Drawing:
    """A metric's chart in the language being spoken."""
    stands = row.standing
    said = charts.Words(
        title=spoken(row.name),
        desc=spoken(row.says),
        centre=_("Mean"),
        upper=_("Upper limit"),
        lower=_("Lower limit"),
        target=_("Target"),
        points=[spoken(one) for one in stands.point_words],
    )
    return charts.draw(
        stands.chart,
        [spoken(period_label(one)) for one in stands.periods],
        said,
        number=lambda value: f"{value:,.{row.decimals}f}{'%' if row.unit.en == '%' else ''}",
        marks=_marks(row),
        bounds=(stands.metric.lower_bound, stands.metric.upper_bound),
        decimals=row.decimals,
        size=SHAPE,
    )


def spark(row: MetricRow) -> Spark:
    """A metric's line in the height of a table's row."""
    return charts.sparkline(row.standing.chart, spoken(row.name), width=96, height=22)


def _marks(row: MetricRow) -> list[charts.Mark]:
    periods = row.standing.periods
    found = [
        charts.Mark(index, "implementation", mark.code, mark.title)
        for mark in row.marks
        for index, period in enumerate(periods)
        if mark.on in period
    ]
    resets = [charts.Mark(one.start, "rebase", _("reset")) for one in row.standing.chart.segments[1:]]
    return [*found, *resets]
