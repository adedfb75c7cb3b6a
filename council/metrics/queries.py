"""Metrics as they are kept: definitions, targets, series, rebases, and what came of looking at signals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from council.core.errors import NotFound
from council.metrics.models import Channel, Definition, Look, Metric, Observation, Rebase, Target
from council.metrics.periods import Frequency, Period
from council.metrics.standing import Reading
from council.web.registries import link_columns

WINDOW = 36
"""How many periods a chart shows and its limits rest on, unless the whole series is asked for."""


def metrics(session: Session, *, retired: bool = False) -> list[Metric]:
    """Every metric in use, by category and code; with `retired` also those out of use."""
    query = select(Metric).options(joinedload(Metric.channel)).order_by(Metric.category, Metric.code)
    return list(session.scalars(query if retired else query.where(Metric.retired_on.is_(None))))


def find_metric(session: Session, code: str) -> Metric | None:
    """The metric with this code."""
    return session.scalar(select(Metric).where(Metric.code == code).options(joinedload(Metric.channel)))


def get_metric(session: Session, code: str) -> Metric:
    """The metric with this code; NotFound when there is none."""
    found = find_metric(session, code)
    if found is None:
        raise NotFound(code)
    return found


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, Metric]:
    """Metrics by id."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {m.id: m for m in session.scalars(select(Metric).where(Metric.id.in_(wanted)))}


def channels(session: Session) -> list[Channel]:
    """Every channel, in order."""
    return list(session.scalars(select(Channel).order_by(Channel.position, Channel.id)))


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


def latest_periods(session: Session, metric_ids: Iterable[int]) -> dict[int, date]:
    """The last period of each metric that has a value; reads one index entry a metric."""
    last = (
        select(func.max(Observation.period_start))
        .where(Observation.metric_id == Metric.id, Observation.superseded_at.is_(None))
        .correlate(Metric)
        .scalar_subquery()
    )
    rows = session.execute(select(Metric.id, last).where(Metric.id.in_(set(metric_ids))))
    return {key: day for key, day in rows if day is not None}


def recent_of(
    session: Session, wanted: Sequence[Metric], *, window: int = WINDOW
) -> dict[int, list[Reading]]:
    """The values of each metric's last `window` periods, in order; two queries however many metrics."""
    latest = latest_periods(session, [m.id for m in wanted])
    since: dict[date, list[int]] = {}
    for metric in wanted:
        if metric.id in latest:
            period = Period.containing(latest[metric.id], Frequency(metric.frequency))
            since.setdefault(period.plus(1 - window).start, []).append(metric.id)
    if not since:
        return {}
    parts = [
        and_(Observation.metric_id.in_(ids), Observation.period_start >= start)
        for start, ids in since.items()
    ]
    return _readings(session, or_(*parts))


def recent(session: Session, metric: Metric, *, window: int = WINDOW) -> list[Reading]:
    """The values of one metric's last `window` periods, in order; one query."""
    columns = (getattr(Observation, name) for name in Reading._fields)
    query = (
        select(*columns)
        .where(Observation.metric_id == metric.id, Observation.superseded_at.is_(None))
        .order_by(Observation.period_start.desc())
        .limit(window)
    )
    found = [Reading(*row) for row in session.execute(query)]
    if not found:
        return []
    first = Period.containing(found[0].period_start, Frequency(metric.frequency)).plus(1 - window).start
    return [r for r in reversed(found) if r.period_start >= first]


def whole_of(session: Session, metric_id: int) -> list[Reading]:
    """Every current value of one metric, in order."""
    return _readings(session, Observation.metric_id == metric_id).get(metric_id, [])


def every_of(session: Session, metric_ids: Iterable[int]) -> dict[int, list[Reading]]:
    """Every current value of several metrics, as light as `recent_of` gives them."""
    return _readings(session, Observation.metric_id.in_(set(metric_ids)))


def _readings(session: Session, condition: object) -> dict[int, list[Reading]]:
    columns = (getattr(Observation, name) for name in Reading._fields)
    query = (
        select(*columns)
        .where(condition, Observation.superseded_at.is_(None))  # type: ignore[arg-type]
        .order_by(Observation.metric_id, Observation.period_start)
    )
    found: dict[int, list[Reading]] = {}
    for row in session.execute(query):
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


def of_period(session: Session, metric_ids: Iterable[int], period_start: date) -> list[Observation]:
    """The current values of several metrics for one period."""
    query = select(Observation).where(
        Observation.metric_id.in_(set(metric_ids)),
        Observation.period_start == period_start,
        Observation.superseded_at.is_(None),
    )
    return list(session.scalars(query))


def corrections(session: Session, metric_id: int) -> list[Observation]:
    """Values that were corrected, newest correction first."""
    query = select(Observation).where(
        Observation.metric_id == metric_id, Observation.superseded_at.is_not(None)
    )
    return list(
        session.scalars(query.order_by(Observation.superseded_at.desc(), Observation.id.desc()).limit(50))
    )


def targets(session: Session, metric_id: int) -> list[Target]:
    """Every target a metric ever had, newest first."""
    query = select(Target).where(Target.metric_id == metric_id)
    return list(session.scalars(query.order_by(Target.since.desc(), Target.id.desc())))


def current_targets(session: Session, metric_ids: Iterable[int], on: date) -> dict[int, Target]:
    """The target in force on a day, by metric."""
    query = select(Target).where(Target.metric_id.in_(set(metric_ids)), Target.since <= on)
    return {t.metric_id: t for t in session.scalars(query.order_by(Target.since, Target.id))}


def baselines(session: Session, wanted: Iterable[Target]) -> dict[int, list[float]]:
    """The values of each relative target's baseline window, by target; one query, none without such targets."""
    windows = {t.id: t for t in wanted if t.baseline_from is not None and t.baseline_to is not None}
    if not windows:
        return {}
    rows = session.execute(
        select(Target.id, Observation.value)
        .join(Observation, Observation.metric_id == Target.metric_id)
        .where(
            Target.id.in_(windows),
            Observation.superseded_at.is_(None),
            Observation.value.is_not(None),
            Observation.period_start >= Target.baseline_from,
            Observation.period_start <= Target.baseline_to,
        )
    )
    found: dict[int, list[float]] = {}
    for key, value in rows:
        if value is not None:
            found.setdefault(key, []).append(value)
    return found


def rebases_of(session: Session, metric_ids: Iterable[int]) -> dict[int, list[Rebase]]:
    """Recorded rebases by metric, in order of time."""
    query = select(Rebase).where(Rebase.metric_id.in_(set(metric_ids))).order_by(Rebase.from_period)
    found: dict[int, list[Rebase]] = {}
    for one in session.scalars(query):
        found.setdefault(one.metric_id, []).append(one)
    return found


def definitions_of(session: Session, metric_ids: Iterable[int]) -> dict[int, list[Definition]]:
    """Versions of the definitions by metric, oldest first."""
    query = select(Definition).where(Definition.metric_id.in_(set(metric_ids))).order_by(Definition.version)
    found: dict[int, list[Definition]] = {}
    for one in session.scalars(query):
        found.setdefault(one.metric_id, []).append(one)
    return found


def looks_of(
    session: Session, metric_ids: Iterable[int], *, since: date | None = None
) -> dict[int, list[Look]]:
    """What came of looking at signals, by metric, newest first."""
    query = select(Look).where(Look.metric_id.in_(set(metric_ids))).order_by(Look.at.desc(), Look.id.desc())
    found: dict[int, list[Look]] = {}
    for one in session.scalars(query if since is None else query.where(Look.period_start >= since)):
        found.setdefault(one.metric_id, []).append(one)
    return found


def link_rows() -> Select[Any]:
    """Metrics for links."""
    return select(*link_columns(Metric.id, code=Metric.code, en=Metric.name_en, zh=Metric.name_zh))
