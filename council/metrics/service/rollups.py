"""Keeping the sums by month true: made anew for every month that a change touches, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from council.metrics.models import ChannelValue, Metric, Observation, Rollup
from council.metrics.sums import Value, by_month, month_of

Touched = tuple[int, int | None, date]
"""Metric, channel (None for all together) and the first day of a period whose value changed."""
NEAR = timedelta(days=7)
CHUNK = 2000


def refresh(session: Session, metrics: Mapping[int, Metric], touched: Iterable[Touched]) -> None:
    """Count again the months of these periods."""
    months: dict[tuple[int, int | None], set[date]] = {}
    for metric_id, channel_id, start in touched:
        month = month_of(start, metrics[metric_id].frequency)
        months.setdefault((metric_id, channel_id), set()).add(month)
    session.flush()
    fresh: list[dict[str, Any]] = []
    for (metric_id, channel_id), wanted in months.items():
        if len(fresh) >= CHUNK:
            session.execute(insert(Rollup), fresh)
            fresh = []
        rows = _values(session, metric_id, channel_id, min(wanted) - NEAR, max(wanted) + timedelta(days=38))
        found = by_month(rows, metrics[metric_id].frequency)
        _forget(session, metric_id, channel_id, wanted)
        fresh += [
            {"metric_id": metric_id, "channel_id": channel_id, "month": month, **asdict(sums)}
            for month, sums in found.items()
            if month in wanted
        ]
    for first in range(0, len(fresh), CHUNK):
        session.execute(insert(Rollup), fresh[first : first + CHUNK])


def recount(session: Session, metric: Metric) -> int:
    """Throw a metric's sums away and make them anew from what is recorded; how many there are then."""
    session.flush()
    session.execute(delete(Rollup).where(Rollup.metric_id == metric.id))
    channels = session.scalars(
        select(ChannelValue.channel_id).where(ChannelValue.metric_id == metric.id).distinct()
    )
    fresh = [
        {"metric_id": metric.id, "channel_id": channel_id, "month": month, **asdict(sums)}
        for channel_id in (None, *channels)
        for month, sums in by_month(_values(session, metric.id, channel_id), metric.frequency).items()
    ]
    for first in range(0, len(fresh), CHUNK):
        session.execute(insert(Rollup), fresh[first : first + CHUNK])
    return len(fresh)


def _values(
    session: Session,
    metric_id: int,
    channel_id: int | None,
    first: date = date.min,
    last: date = date.max,
) -> list[Value]:
    kind = Observation if channel_id is None else ChannelValue
    query = select(*(getattr(kind, name) for name in Value._fields)).where(
        kind.metric_id == metric_id,
        kind.superseded_at.is_(None),
        kind.value.is_not(None),
        kind.period_start.between(first, last),
    )
    if channel_id is not None:
        query = query.where(ChannelValue.channel_id == channel_id)
    return [Value(*row) for row in session.execute(query.order_by(kind.period_start))]


def _forget(session: Session, metric_id: int, channel_id: int | None, months: set[date]) -> None:
    of = Rollup.channel_id.is_(None) if channel_id is None else Rollup.channel_id == channel_id
    span = Rollup.month.between(min(months), max(months))
    held = session.execute(select(Rollup.id, Rollup.month).where(Rollup.metric_id == metric_id, of, span))
    gone = [key for key, month in held if month in months]
    for start in range(0, len(gone), CHUNK):
        session.execute(delete(Rollup).where(Rollup.id.in_(gone[start : start + CHUNK])))
