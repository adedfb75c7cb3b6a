"""Recording: one value for a period that has none, or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.core.actor import Actor
from council.core.errors import Refused, RefusedMany
from council.metrics import queries, rules
from council.metrics.models import Batch, ChannelValue, Metric, Observation
from council.metrics.rules import Entry
from council.metrics.service.known import Key, known_of, plain
from council.metrics.service.parts import columns, local_day, sum_up
from council.metrics.service.rollups import refresh

CHUNK = 5000


def record_observation(
    session: Session,
    actor: Actor,
    metric: Metric,
    period_start: date,
    *,
    value: float | None = None,
    numerator: float | None = None,
    denominator: float | None = None,
    sample: int | None = None,
    level: str = "",
    note: str = "",
    lang: str = "en",
    now: datetime,
) -> Observation:
    """One value for one period that has none yet."""
    check(actor, "metrics:observation:record", metric)
    entry = Entry(period_start, value, numerator, denominator, sample, level, note, lang)
    kept = rules.value_of(metric, entry, local_day(session, now))
    if queries.find_observation(session, metric.id, period_start) is not None:
        raise Refused("metrics.already_recorded", field="period_start", day=period_start)
    made = _observation(actor, metric, entry, kept, now)
    session.add(made)
    refresh(session, {metric.id: metric}, [(metric.id, None, period_start)])
    said = kept if kept is not None else level
    record(session, actor, "metrics.record", metric, now=now, period=period_start, value=said)
    return made


def record_many(
    session: Session,
    actor: Actor,
    rows: Iterable[tuple[Metric, Entry]],
    *,
    source: str,
    sha256: str = "",
    now: datetime,
) -> Batch:
    """Many values, all or none: one batch, one line in the log a metric. A value that is there already is skipped.

    An entry that names a channel is a part; the period's value is made anew as the sum of its parts.
    RefusedMany names each wrong row by its place, counted from 1.
    """
    entries = [(metric, plain(metric, entry)) for metric, entry in rows]
    metrics = {metric.id: metric for metric, _ in entries}
    for metric in metrics.values():
        check(actor, "metrics:observation:record", metric)
    today = local_day(session, now)
    known = known_of(session, metrics)
    refused: list[Refused] = []
    fresh: dict[Key, dict[str, Any]] = {}
    for line, (metric, entry) in enumerate(entries, 1):
        try:
            new, kept = known.fits(metric, entry, today)
        except Refused as no:
            refused.append(
                Refused("metrics.line", field=no.field, line=line, metric=metric.name, reason=no.say)
            )
            continue
        if new:
            key = (metric.id, entry.channel_id, entry.period_start)
            fresh[key] = columns(actor, metric, entry, kept, now) | {"level": entry.level.strip()}
    if refused:
        raise RefusedMany(refused)
    batch = Batch(source=source, sha256=sha256, rows=len(fresh), at=now, person_id=actor.person_id)
    session.add(batch)
    session.flush()
    _insert(session, fresh, batch)
    summed = {(metric_id, start) for metric_id, channel_id, start in fresh if channel_id is not None}
    sum_up(session, actor, metrics, summed, batch, now)
    refresh(session, metrics, {*fresh, *((metric_id, None, start) for metric_id, start in summed)})
    counts: dict[int, int] = {}
    for metric_id, _, _ in fresh:
        counts[metric_id] = counts.get(metric_id, 0) + 1
    for metric_id, n in counts.items():
        detail: dict[str, Any] = {"batch": batch.id, "rows": n, "source": source}
        record(session, actor, "metrics.record_many", metrics[metric_id], now=now, **detail)
    return batch


def _insert(session: Session, fresh: Mapping[Key, dict[str, Any]], batch: Batch) -> None:
    wholes: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    for (_, channel_id, _), row in fresh.items():
        if channel_id is None:
            wholes.append(row | {"batch_id": batch.id})
        else:
            kept = {name: value for name, value in row.items() if name != "level"}
            parts.append(kept | {"batch_id": batch.id, "channel_id": channel_id})
    for kind, rows in ((Observation, wholes), (ChannelValue, parts)):
        for start in range(0, len(rows), CHUNK):
            some: Sequence[dict[str, Any]] = rows[start : start + CHUNK]
            session.execute(insert(kind), some, execution_options={"audited": True})


def _observation(
    actor: Actor, metric: Metric, entry: Entry, value: float | None, now: datetime
) -> Observation:
    return Observation(**columns(actor, metric, entry, value, now), level=entry.level.strip())
