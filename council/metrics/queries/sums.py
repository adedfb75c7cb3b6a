"""Values by channel and sums by month, as they are kept."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from council.db.asking import Ask, answer
from council.metrics.models import ChannelValue, Rollup
from council.metrics.queries.values import WINDOW
from council.metrics.standing import Reading
from council.metrics.sums import Sums

Months = dict[int | None, list[tuple[date, Sums]]]
"""The sums of each month in order, by channel; None holds all channels together."""


def months_of(session: Session, metric_id: int, *, since: date | None = None) -> Months:
    """A metric's sums by month: one query, as long as the years it tells of."""
    found: Months = {}
    if since is None:
        columns = [Rollup.channel_id, Rollup.month, *(getattr(Rollup, one.name) for one in fields(Sums))]
        query = select(*columns).where(Rollup.metric_id == metric_id).order_by(Rollup.month)
        for channel_id, month, *sums in session.execute(query):
            found.setdefault(channel_id, []).append((month, Sums(*sums)))
        return found
    for one in sorted(answer(session, months_ask(metric_id, since)), key=lambda one: one.month):
        held = Sums(**{each.name: getattr(one, each.name) for each in fields(Sums)})
        found.setdefault(one.channel_id, []).append((one.month, held))
    return found


def months_ask(metric_id: int, since: date) -> Ask:
    """The question for a metric's sums of the months from a day on."""
    wanted = select(Rollup.id).where(Rollup.metric_id == metric_id, Rollup.month >= since)
    return Ask(f"sums of metric {metric_id} since {since}", Rollup, wanted)


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
    columns = [getattr(ChannelValue, name) for name in Reading._fields[:-2]]
    query = select(ChannelValue.channel_id, *columns).where(current).order_by(ChannelValue.period_start)
    if window is not None:
        periods = select(ChannelValue.period_start).where(current).distinct()
        last = periods.order_by(ChannelValue.period_start.desc()).limit(window).subquery()
        query = query.where(
            ChannelValue.period_start >= select(func.min(last.c.period_start)).scalar_subquery()
        )
    found: dict[int, list[Reading]] = {}
    for channel, *row in session.execute(query):
        found.setdefault(channel, []).append(Reading._make((*row, "", "en")))
    return found
