"""A metric's values added up: by month, quarter or year and by channel; and its values to take away."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.core.errors import NotFound
from council.db import db
from council.i18n import spoken
from council.metrics import queries, spans, tables
from council.metrics.kinds import MetricKind
from council.metrics.naming import period_name
from council.metrics.periods import Frequency
from council.metrics.views.room import READ, room
from council.sheets.writing import sheet_answer
from council.web import current


@room.page("/<code>/sums", may=READ)
def sums(code: str) -> ResponseReturnValue:
    """What the values make over months, quarters and years: sums, never averages of averages."""
    metric = _numbers(code)
    span = _span(metric)
    months = queries.months_of(db.session, metric.id)
    known = {one.id: one for one in queries.channels(db.session)} if len(months) > 1 else {}
    return render_template(
        "metrics/sums.html",
        metric=metric,
        rows=spans.spans_of(metric, months, span),
        channels=[known[key] for key in sorted(k for k in months if k is not None)],
        named=period_name,
        span=span,
        filters=[
            {
                "label": _("Added up by"),
                "items": [
                    {
                        "label": label,
                        "url": url_for("metrics.sums", code=code, by=one.value),
                        "current": one is span,
                    }
                    for one, label in _labels().items()
                    if one in spans.fitting(metric)
                ],
            }
        ],
        kinds=("csv", "xlsx"),
    )


@room.page("/<code>/sums.<kind>", may=READ)
def sums_file(code: str, kind: str) -> ResponseReturnValue:
    """The same table as CSV or XLSX."""
    metric = _numbers(code)
    span = _span(metric)
    months = queries.months_of(db.session, metric.id)
    known = {one.id: one for one in queries.channels(db.session)}
    ids = sorted(key for key in months if key is not None)
    columns = tables.sums_columns([known[key].name for key in ids])
    rows = tables.sums_rows(spans.spans_of(metric, months, span), ids, metric.decimals)
    return sheet_answer(kind, f"{spoken(metric.name)} {_labels()[span]}", columns, rows)


@room.page("/<code>/values.<kind>", may=READ)
def values_file(code: str, kind: str) -> ResponseReturnValue:
    """Every current value as it was recorded, by channel where it was."""
    metric = queries.get_metric(db.session, code)
    channels = {one.id: one for one in queries.channels(db.session)}
    rows = tables.value_rows(
        metric, queries.series(db.session, metric.id), queries.parts_of(db.session, metric.id), channels
    )
    name = f"{metric.code} {current.today().isoformat()}"
    return sheet_answer(kind, name, tables.VALUE_COLUMNS, rows)


def _numbers(code: str) -> Any:
    metric = queries.get_metric(db.session, code)
    if metric.kind == MetricKind.QUALITATIVE:
        raise NotFound(code)
    return metric


def _span(metric: Any) -> Frequency:
    asked = request.args.get("by", "")
    fits = spans.fitting(metric)
    return next((one for one in fits if one.value == asked), fits[0])


def _labels() -> dict[Frequency, str]:
    return {
        Frequency.MONTHLY: _("month"),
        Frequency.QUARTERLY: _("quarter"),
        Frequency.YEARLY: _("year"),
    }
