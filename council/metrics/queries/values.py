"""What is recorded: series of metrics, whole or their last periods, and the value of one period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from council.metrics.models import ChannelValue, Metric, Observation
from council.metrics.periods import Frequency, Period
from council.metrics.standing import Reading

WINDOW = 36
"""How many periods a chart shows and its limits rest on, unless the whole series is asked for."""


def series(session: Session, metric_id: int) -> list[Observation]:
    """The current observations of a metric, in order of time."""
    return series_of(session, [metric_id]).get(metric_id, [])


def series_of(session: Session, metric_ids: Iterable[int]) -> dict[int, list[Observation]]:
    """The current observations of several metrics, each in order of time; one query."""
    query = (
        select(Observation)
        .where(Observation.metric_id.in_(set(metric_ids)), Observation.superseded_at.is_(None))
        .order_by(Observation.metric_id, Observation.period_start)
    )
    found: dict[int, list[Observation]] = {}
    for one in session.scalars(query):
        found.setdefault(one.metric_id, []).append(one)
    return found


def recent_of(
    session: Session, wanted: Sequence[Metric], *, window: int = WINDOW
) -> dict[int, list[Reading]]:
    """The values of each metric's last `window` periods, in order; one query however many metrics."""
    other = aliased(Observation)
    # Values are fewer than periods where some are missing: the last `window` values hold all that is wanted.
    earliest = (
        select(other.period_start)
        .where(other.metric_id == Metric.id, other.superseded_at.is_(None))
        .order_by(other.period_start.desc())
        .offset(window - 1)
        .limit(1)
        .correlate(Metric)
        .scalar_subquery()
    )
    rows = select(*_columns()).select_from(Metric).join(Observation, Observation.metric_id == Metric.id)
    query = rows.where(
        Metric.id.in_({m.id for m in wanted}),
        Observation.superseded_at.is_(None),
        Observation.period_start >= func.coalesce(earliest, date(1900, 1, 1)),
    )
    found = _by_metric(session, query)
    for metric in wanted:
        if values := found.get(metric.id):
            found[metric.id] = _within(values, metric, window)
    return found


def _within(values: list[Reading], metric: Metric, window: int) -> list[Reading]:
    first = Period.containing(values[-1].period_start, Frequency(metric.frequency)).plus(1 - window).start
    return [one for one in values if one.period_start >= first]


def recent(session: Session, metric: Metric, *, window: int = WINDOW) -> list[Reading]:
    """The values of one metric's last `window` periods, in order; one query."""
    query = (
        select(*_columns())
        .where(Observation.metric_id == metric.id, Observation.superseded_at.is_(None))
        .order_by(Observation.period_start.desc())
        .limit(window)
    )
    found = [Reading(*row) for row in session.execute(query)]
    return _within(found[::-1], metric, window) if found else []


def whole_of(session: Session, metric_id: int) -> list[Reading]:
    """Every current value of one metric, in order."""
    return _readings(session, Observation.metric_id == metric_id).get(metric_id, [])


def every_of(session: Session, metric_ids: Iterable[int]) -> dict[int, list[Reading]]:
    """Every current value of several metrics, as light as `recent_of` gives them."""
    return _readings(session, Observation.metric_id.in_(set(metric_ids)))


def _readings(session: Session, condition: ColumnElement[bool]) -> dict[int, list[Reading]]:
    return _by_metric(session, select(*_columns()).where(condition, Observation.superseded_at.is_(None)))


def _columns() -> list[Any]:
    return [getattr(Observation, name) for name in Reading._fields]


def _by_metric(session: Session, query: Select[Any]) -> dict[int, list[Reading]]:
    found: dict[int, list[Reading]] = {}
    for row in session.execute(query.order_by(Observation.metric_id, Observation.period_start)):
        found.setdefault(row[0], []).append(Reading(*row))
    return found


def find_observation(session: Session, metric_id: int, period_start: date) -> Observation | None:
    """The current value of a period."""
    return session.scalar(
        select(Observation).where(
            Observation.metric_id == metric_id,
            Observation.period_start == period_start,
            Observation.superseded_at.is_(None),
        )
    )


def find_part(session: Session, metric_id: int, channel_id: int, period_start: date) -> ChannelValue | None:
    """The current part of a period's value that came over a channel."""
    return session.scalar(
        select(ChannelValue).where(
            ChannelValue.metric_id == metric_id,
            ChannelValue.channel_id == channel_id,
            ChannelValue.period_start == period_start,
            ChannelValue.superseded_at.is_(None),
        )
    )


def channels_of(session: Session, metric_id: int, period_start: date) -> set[int]:
    """The channels that a period's value is the sum of; none where it was recorded as a whole."""
    query = select(ChannelValue.channel_id).where(
        ChannelValue.metric_id == metric_id,
        ChannelValue.period_start == period_start,
        ChannelValue.superseded_at.is_(None),
    )
    return set(session.scalars(query))


def of_period(session: Session, metric_ids: Iterable[int], period_start: date) -> list[Observation]:
    """The current values of several metrics for one period."""
    query = select(Observation).where(
        Observation.metric_id.in_(set(metric_ids)),
        Observation.period_start == period_start,
        Observation.superseded_at.is_(None),
    )
    return list(session.scalars(query))


def recorded_last(session: Session, metric_id: int) -> datetime | None:
    """When a value of a metric was last recorded or corrected."""
    return session.scalar(
        select(func.max(Observation.recorded_at)).where(
            Observation.metric_id == metric_id, Observation.superseded_at.is_(None)
        )
    )


def last_periods(session: Session) -> dict[int, date]:
    """The first day of each metric's latest period with a value, found by the index; one query."""
    latest = (
        select(func.max(Observation.period_start))
        .where(Observation.metric_id == Metric.id, Observation.superseded_at.is_(None))
        .correlate(Metric)
        .scalar_subquery()
    )
    return {key: start for key, start in session.execute(select(Metric.id, latest)) if start is not None}


def page_of_values(
    session: Session,
    metric: Metric,
    *,
    channel_id: int | None,
    since: date | None,
    until: date | None,
    after: date | None,
    size: int,
) -> list[Observation] | list[ChannelValue]:
    """A metric's current values, or one channel's parts, from a period on, in order; so many at most."""
    kind: type[Observation | ChannelValue] = Observation if channel_id is None else ChannelValue
    query = select(kind).where(kind.metric_id == metric.id, kind.superseded_at.is_(None))
    if channel_id is not None:
        query = query.where(ChannelValue.channel_id == channel_id)
    if since is not None:
        query = query.where(kind.period_start >= since)
    if until is not None:
        query = query.where(kind.period_start <= until)
    if after is not None:
        query = query.where(kind.period_start > after)
    return list(session.scalars(query.order_by(kind.period_start).limit(size)))  # type: ignore[return-value]
