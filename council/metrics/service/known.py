"""What is recorded already of several metrics, and whether a new value goes with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.core.errors import Refused
from council.metrics import queries, rules
from council.metrics.models import ChannelValue, Metric
from council.metrics.rules import Entry

Key = tuple[int, int | None, date]
"""Metric, channel (None for all together), first day of the period."""
Period = tuple[int, date]


@dataclass
class Known:
    """Entries by key, and the periods that are recorded by channel."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    split: set[Period] = field(default_factory=set)

    def fits(self, metric: Metric, entry: Entry, today: date) -> tuple[bool, float | None]:
        """Whether it is new, and the value to keep; it is known from then on. Refused when it contradicts."""
        start, channel = entry.period_start, entry.channel_id
        if channel is not None and metric.channel_id is not None:
            raise Refused("metrics.channel_fixed", field="channel")
        judge = rules.value_of if channel is None else rules.part_of
        value = judge(metric, entry, today)
        period = (metric.id, start)
        before = self.entries.get((metric.id, channel, start))
        if before is not None:
            if not entry.agrees(value, before):
                raise Refused("metrics.already_recorded", field="period_start", day=start)
            return False, value
        if channel is not None and period not in self.split and (metric.id, None, start) in self.entries:
            raise Refused("metrics.recorded_whole", field="channel", day=start)
        if channel is None and period in self.split:
            raise Refused("metrics.recorded_by_channel", field="value", day=start)
        self.entries[metric.id, channel, start] = replace(entry, value=value, level=entry.level.strip())
        if channel is not None:
            self.split.add(period)
        return True, value


def known_of(session: Session, metric_ids: Iterable[int]) -> Known:
    """All current values of these metrics, whole and by channel; two queries."""
    ids = set(metric_ids)
    found = Known()
    for several in queries.every_of(session, ids).values():
        for one in several:
            found.entries[one.metric_id, None, one.period_start] = Entry(
                one.period_start, one.value, one.numerator, one.denominator, one.sample, one.level
            )
    columns = ("metric_id", "channel_id", "period_start", "value", "numerator", "denominator", "sample")
    query = select(*(getattr(ChannelValue, name) for name in columns)).where(
        ChannelValue.metric_id.in_(ids), ChannelValue.superseded_at.is_(None)
    )
    for metric_id, channel_id, start, value, above, below, sample in session.execute(query):
        part = Entry(start, value, above, below, sample, channel_id=channel_id)
        found.entries[metric_id, channel_id, start] = part
        found.split.add((metric_id, start))
    return found


def plain(metric: Metric, entry: Entry) -> Entry:
    """A metric of one channel has its values without naming the channel again."""
    same = entry.channel_id is not None and entry.channel_id == metric.channel_id
    return replace(entry, channel_id=None) if same else entry
