"""Recording: one value, many at once, and corrections that keep what stood before."""

from __future__ import annotations

from collections.abc import Iterable
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
from council.metrics import queries, rules
from council.metrics.models import Batch, Metric, Observation
from council.metrics.rules import Entry

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
    session.flush()
    record(
        session,
        actor,
        "metrics.record",
        metric,
        now=now,
        period=period_start,
        value=kept if kept is not None else level,
    )
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

    RefusedMany names each wrong row by its place, counted from 1.
    """
    entries = list(rows)
    metrics = {metric.id: metric for metric, _ in entries}
    for metric in metrics.values():
        check(actor, "metrics:observation:record", metric)
    today = _today(session, now)
    known = _known(session, metrics)
    refused: list[Refused] = []
    fresh: list[dict[str, Any]] = []
    counts: dict[int, int] = {}
    for line, (metric, entry) in enumerate(entries, 1):
        try:
            kept = rules.value_of(metric, entry, today)
            before = known.get((metric.id, entry.period_start))
            if before is not None:
                if before != (kept, entry.level):
                    raise Refused("metrics.already_recorded", field="period_start", day=entry.period_start)
                continue
        except Refused as no:
            refused.append(
                Refused("metrics.line", field=no.field, line=line, metric=metric.name, reason=no.say)
            )
            continue
        known[metric.id, entry.period_start] = (kept, entry.level)
        counts[metric.id] = counts.get(metric.id, 0) + 1
        fresh.append(_columns(actor, metric, entry, kept, now))
    if refused:
        raise RefusedMany(refused)
    batch = Batch(source=source, sha256=sha256, rows=len(fresh), at=now, person_id=actor.person_id)
    session.add(batch)
    session.flush()
    for start in range(0, len(fresh), CHUNK):
        part = [{**row, "batch_id": batch.id} for row in fresh[start : start + CHUNK]]
        session.execute(insert(Observation), part, execution_options={"audited": True})
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
    value: float | None = None,
    numerator: float | None = None,
    denominator: float | None = None,
    sample: int | None = None,
    level: str = "",
    note: str,
    lang: str = "en",
    now: datetime,
) -> Observation:
    """Put another value in the place of one recorded; the old one stays, sealed. `note` is the reason."""
    check(actor, "metrics:observation:record", metric)
    if not note.strip():
        raise Refused("metrics.correction_reason", field="note")
    entry = Entry(period_start, value, numerator, denominator, sample, level, note.strip(), lang)
    kept = rules.value_of(metric, entry, _today(session, now))
    before = queries.find_observation(session, metric.id, period_start)
    if before is None:
        raise Refused("metrics.nothing_to_correct", field="period_start", day=period_start)
    was = before.value if before.value is not None else before.level
    before.superseded_at = now
    session.flush()
    made = _observation(actor, metric, entry, kept, now)
    session.add(made)
    session.flush()
    became = kept if kept is not None else level
    record(
        session,
        actor,
        "metrics.correct",
        metric,
        now=now,
        period=period_start,
        before=was,
        after=became,
        reason=note,
    )
    return made


def _today(session: Session, now: datetime) -> date:
    profile = charter.profile(session)
    return local_date(now, profile.time_zone) if profile is not None else now.date()


def _known(session: Session, metrics: Iterable[int]) -> dict[tuple[int, date], tuple[float | None, str]]:
    return {
        (one.metric_id, one.period_start): (one.value, one.level)
        for several in queries.every_of(session, metrics).values()
        for one in several
    }


def _observation(
    actor: Actor, metric: Metric, entry: Entry, value: float | None, now: datetime
) -> Observation:
    return Observation(**_columns(actor, metric, entry, value, now))


def _columns(
    actor: Actor, metric: Metric, entry: Entry, value: float | None, now: datetime
) -> dict[str, Any]:
    return {
        "metric_id": metric.id, "period_start": entry.period_start, "value": value, "numerator": entry.numerator,
        "denominator": entry.denominator, "sample": entry.sample, "level": entry.level.strip(),
        "lang": entry.lang,
        "note": entry.note.strip(), "recorded_at": now, "recorded_by_id": actor.person_id,
    }  # fmt: skip
