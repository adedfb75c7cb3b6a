"""What came over each channel of a metric: its last twelve months together, its latest month, its course."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.core.saying import Both
from council.i18n import spoken
from council.metrics import chart, queries, spans, spc
from council.metrics.drawing import Spark
from council.metrics.models import Channel, Metric
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period


@dataclass(frozen=True)
class ByChannel:
    """What came over one channel: its last twelve months together, its latest month, its course."""

    channel: Channel
    year: spans.Cell
    latest: spans.Cell
    month: Both
    spark: Spark | None
    url: str


def by_channel(session: Session, found: Metric, months: queries.Months) -> list[ByChannel]:
    """The channels a metric is recorded by; none where it is recorded as a whole."""
    parts = {key: rows for key, rows in months.items() if key is not None}
    if not parts:
        return []
    year, shown = spans.last_year(found, months), []
    for channel in queries.channels(session):
        rows = parts.get(channel.id)
        if not rows or channel.id not in year:
            continue
        month, sums = rows[-1]
        title = _("%(metric)s, %(channel)s", metric=spoken(found.name), channel=spoken(channel.name))
        course = spc.xmr([one.value(found) for _month, one in rows[-24:]])
        shown.append(
            ByChannel(
                channel,
                year[channel.id],
                spans.cell_of(found, sums),
                period_name(Period(month, Frequency.MONTHLY)),
                chart.sparkline(course, title) if course.n > 1 else None,
                url_for("metrics.metric", code=found.code, channel=channel.code),
            )
        )
    return shown
