"""Values by channel and sums by month, as they are kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from council.metrics.models import ChannelValue, Rollup
from council.metrics.queries.values import WINDOW
from council.metrics.standing import Reading
from council.metrics.sums import Sums

Months = dict[int | None, list[tuple[date, Sums]]]
"""The sums of each month in order, by channel; None holds all channels together."""


def months_of(session: Session, metric_id: int, *, since: date | None = None) -> Months:
    """A metric's sums by month: one query, as long as the years it tells of."""
    query = select(Rollup).where(Rollup.metric_id == metric_id).order_by(Rollup.month)
    found: Months = {}
    for one in session.scalars(query if since is None else query.where(Rollup.month >= since)):
        sums = Sums(
            one.n, one.total, one.latest, one.rated, one.numerator, one.denominator, one.weighed,
            one.weighted, one.sample,
        )  # fmt: skip
        found.setdefault(one.channel_id, []).append((one.month, sums))
    return found


def parts_of(session: Session, metric_id: int) -> list[ChannelValue]:
    """Every current part of a metric, in order of time and channel."""
    query = select(ChannelValue).where(
        ChannelValue.metric_id == metric_id, ChannelValue.superseded_at.is_(None)
    )
    return list(session.scalars(query.order_by(ChannelValue.period_start, ChannelValue.channel_id)))


def channel_series(
    session: Session, metric_id: int, *, channel_id: int | None = None, window: int | None = WINDOW
) -> dict[int, list[Reading]]:
    """The current parts of a metric by channel, each in order of time; with a window those of its last periods.

    The window's first day is found by an index, so that a long history costs nothing; two queries at most.
    """
    current = and_(ChannelValue.metric_id == metric_id, ChannelValue.superseded_at.is_(None))
    if channel_id is not None:
        current = and_(current, ChannelValue.channel_id == channel_id)
    columns = [getattr(ChannelValue, name) for name in Reading._fields if name not in ("level", "lang")]
    query = select(ChannelValue.channel_id, *columns).where(current).order_by(ChannelValue.period_start)
    if window is not None:
        periods = select(ChannelValue.period_start).where(current).distinct()
        last = periods.order_by(ChannelValue.period_start.desc()).limit(window).subquery()
        query = query.where(
            ChannelValue.period_start >= select(func.min(last.c.period_start)).scalar_subquery()
        )
    found: dict[int, list[Reading]] = {}
    for channel, *row in session.execute(query):
        found.setdefault(channel, []).append(Reading(*row, level="", lang="en"))
    return found
