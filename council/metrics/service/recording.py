"""Recording: one value, many at once, and corrections that keep what stood before and say whose verdicts changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused, RefusedMany
from council.core.events import announce
from council.core.states import State
from council.metrics import queries, rules
from council.metrics.events import Corrected
from council.metrics.models import Batch, ChannelValue, Metric, Observation
from council.metrics.rules import Entry
from council.metrics.service.known import Key, known_of
from council.metrics.service.parts import columns, sum_up
from council.metrics.service.rollups import refresh
from council.web import registries

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
    kept = rules.value_of(metric, entry, _today(session, now))
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
    entries = [(metric, _plain(metric, entry)) for metric, entry in rows]
    metrics = {metric.id: metric for metric, _ in entries}
    for metric in metrics.values():
        check(actor, "metrics:observation:record", metric)
    today = _today(session, now)
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


def correct(
    session: Session,
    actor: Actor,
    metric: Metric,
    period_start: date,
    *,
    channel_id: int | None = None,
    value: float | None = None,
    numerator: float | None = None,
    denominator: float | None = None,
    sample: int | None = None,
    level: str = "",
    note: str,
    lang: str = "en",
    now: datetime,
) -> Observation:
    """Put another value in the place of one recorded; the old one stays, sealed. `note` is the reason.

    With a channel its part is corrected and the period's value summed anew. What comes back says in `changed`
    whose verdicts the correction changed.
    """
    check(actor, "metrics:observation:record", metric)
    if not note.strip():
        raise Refused("metrics.correction_reason", field="note")
    entry = Entry(period_start, value, numerator, denominator, sample, level, note.strip(), lang, channel_id)
    today = _today(session, now)
    stood = registries.verdicts(session, metric.id)
    if channel_id is None:
        was, kept, made = _correct_whole(session, actor, metric, entry, today, now)
    else:
        was, kept, made = _correct_part(session, actor, metric, entry, today, now)
    touched = {(metric.id, one, period_start) for one in {None, channel_id}}
    refresh(session, {metric.id: metric}, touched)
    made.changed = _changed(stood, registries.verdicts(session, metric.id)) or None
    session.flush()
    detail: dict[str, Any] = {"changed": made.changed} if made.changed else {}
    if channel_id is not None:
        detail["channel"] = channel_id
    record(
        session, actor, "metrics.correct", metric, now=now, period=period_start, before=was,
        after=kept if kept is not None else level, reason=note, **detail,
    )  # fmt: skip
    announce(Corrected(session, actor, now, metric, made))
    return made


def _correct_whole(
    session: Session, actor: Actor, metric: Metric, entry: Entry, today: date, now: datetime
) -> tuple[float | str, float | None, Observation]:
    kept = rules.value_of(metric, entry, today)
    before = queries.find_observation(session, metric.id, entry.period_start)
    if before is None:
        raise Refused("metrics.nothing_to_correct", field="period_start", day=entry.period_start)
    if queries.channels_of(session, metric.id, entry.period_start):
        raise Refused("metrics.correct_by_channel", field="value")
    before.superseded_at = now
    session.flush()
    made = _observation(actor, metric, entry, kept, now)
    session.add(made)
    session.flush()
    return before.value if before.value is not None else before.level, kept, made


def _correct_part(
    session: Session, actor: Actor, metric: Metric, entry: Entry, today: date, now: datetime
) -> tuple[float, float, Observation]:
    kept = rules.part_of(metric, entry, today)
    assert entry.channel_id is not None, "a part is of a channel"
    before = queries.find_part(session, metric.id, entry.channel_id, entry.period_start)
    if before is None:
        raise Refused("metrics.nothing_to_correct", field="period_start", day=entry.period_start)
    before.superseded_at = now
    session.flush()
    row = columns(actor, metric, entry, kept, now)
    session.add(ChannelValue(**row, channel_id=entry.channel_id))
    session.flush()
    (made,) = sum_up(session, actor, {metric.id: metric}, [(metric.id, entry.period_start)], None, now)
    made.note, made.lang = entry.note, entry.lang
    return before.value, kept, made


def _changed(before: Mapping[str, State], after: Mapping[str, State]) -> list[dict[str, str]]:
    return [
        {"ref": ref, "before": str(before[ref].label), "after": str(state.label)}
        for ref, state in after.items()
        if ref in before and before[ref] is not state
    ]


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


def _plain(metric: Metric, entry: Entry) -> Entry:
    """A metric of one channel has its values without naming the channel again."""
    same = entry.channel_id is not None and entry.channel_id == metric.channel_id
    return replace(entry, channel_id=None) if same else entry


def _today(session: Session, now: datetime) -> date:
    profile = charter.profile(session)
    return local_date(now, profile.time_zone) if profile is not None else now.date()


def _observation(
    actor: Actor, metric: Metric, entry: Entry, value: float | None, now: datetime
) -> Observation:
    return Observation(**columns(actor, metric, entry, value, now), level=entry.level.strip())
