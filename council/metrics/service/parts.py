"""Values by channel: a period's value is the sum of its parts, made anew whenever one of them comes or changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, tuple_
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused
from council.metrics import rules
from council.metrics.models import Batch, ChannelValue, Metric, Observation
from council.metrics.rules import Entry
from council.metrics.sums import Value, whole_of

CHUNK = 400


def local_day(session: Session, now: datetime) -> date:
    """The day it is where the council sits."""
    profile = charter.profile(session)
    return local_date(now, profile.time_zone) if profile is not None else now.date()


def columns(actor: Actor, metric: Metric, entry: Entry, value: float | None, now: datetime) -> dict[str, Any]:
    """What is kept of an entry, whole or part."""
    return {
        "metric_id": metric.id, "period_start": entry.period_start, "value": value, "numerator": entry.numerator,
        "denominator": entry.denominator, "sample": entry.sample, "lang": entry.lang, "note": entry.note.strip(),
        "recorded_at": now, "recorded_by_id": actor.person_id,
    }  # fmt: skip


def sum_up(
    session: Session,
    actor: Actor,
    metrics: Mapping[int, Metric],
    periods: Iterable[tuple[int, date]],
    batch: Batch | None,
    now: datetime,
) -> list[Observation]:
    """The values of these periods from their parts; those that stood before are superseded. The new ones come back."""
    wanted = sorted(periods)
    made: list[dict[str, Any]] = []
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        stood = _standing(session, some)
        for (metric_id, day), parts in _parts(session, some).items():
            metric = metrics[metric_id]
            whole = whole_of(metric, parts)
            rules.check_bounds(metric, whole.value)
            before = stood.get((metric_id, day))
            if before is not None:
                before.superseded_at = now
            entry = Entry(day, whole.value, whole.numerator, whole.denominator, whole.sample)
            row = columns(actor, metric, entry, whole.value, now) | {"level": ""}
            made.append(row | {"batch_id": batch.id if batch else None})
        session.flush()
    if len(made) == 1:
        one = Observation(**made[0])
        session.add(one)
        session.flush()
        return [one]
    for start in range(0, len(made), CHUNK):
        session.execute(insert(Observation), made[start : start + CHUNK], execution_options={"audited": True})
    return []


def _parts(session: Session, periods: Sequence[tuple[int, date]]) -> dict[tuple[int, date], list[Value]]:
    query = select(ChannelValue.metric_id, *(getattr(ChannelValue, name) for name in Value._fields)).where(
        tuple_(ChannelValue.metric_id, ChannelValue.period_start).in_(periods),
        ChannelValue.superseded_at.is_(None),
    )
    found: dict[tuple[int, date], list[Value]] = {}
    for metric_id, *row in session.execute(query):
        one = Value(*row)
        found.setdefault((metric_id, one.period_start), []).append(one)
    if missing := set(periods) - found.keys():
        raise Refused("metrics.nothing_to_correct", field="period_start", day=min(missing)[1])
    return found


def _standing(session: Session, periods: Sequence[tuple[int, date]]) -> dict[tuple[int, date], Observation]:
    query = select(Observation).where(
        tuple_(Observation.metric_id, Observation.period_start).in_(periods),
        Observation.superseded_at.is_(None),
    )
    return {(one.metric_id, one.period_start): one for one in session.scalars(query)}
