"""Metrics as they are kept: definitions, targets, series, rebases, and what came of looking at signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from council.core.errors import NotFound
from council.db.asking import Ask, answer, together
from council.db.session import once
from council.metrics.models import Channel, Definition, Look, Metric, Observation, Rebase, Target
from council.metrics.periods import Frequency, Period
from council.metrics.standing import Reading
from council.web.registries import link_columns

WINDOW = 36
"""How many periods a chart shows and its limits rest on, unless the whole series is asked for."""


def metrics(session: Session, *, retired: bool = False) -> list[Metric]:
    """Every metric in use, by category and code; with `retired` also those out of use."""
    found = [one for one in answer(session, every_ask()) if retired or one.retired_on is None]
    return sorted(found, key=lambda one: (one.category, one.code))


def every_ask() -> Ask:
    """The question for every metric there is, with its channel."""
    return Ask("metrics", Metric, select(Metric.id), lambda one: (joinedload(one.channel),))


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
    return {one.id: one for one in answer(session, every_ask()) if one.id in wanted} if wanted else {}


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


def of_period(session: Session, metric_ids: Iterable[int], period_start: date) -> list[Observation]:
    """The current values of several metrics for one period."""
    query = select(Observation).where(
        Observation.metric_id.in_(set(metric_ids)),
        Observation.period_start == period_start,
        Observation.superseded_at.is_(None),
    )
    return list(session.scalars(query))


def current_targets(found: Mapping[int, Sequence[Target]], on: date) -> dict[int, Target]:
    """The target in force on a day, by metric, of all that `targets_of` found."""
    current = {key: next((one for one in many if one.since <= on), None) for key, many in found.items()}
    return {key: one for key, one in current.items() if one is not None}


def targets_of(
    session: Session, metric_ids: Iterable[int]
) -> tuple[dict[int, list[Target]], dict[int, list[float]]]:
    """Every target by metric, newest first, and by target the values of a relative one's baseline window: one query."""
    window = and_(
        Observation.metric_id == Target.metric_id,
        Observation.superseded_at.is_(None),
        Observation.value.is_not(None),
        Observation.period_start >= Target.baseline_from,
        Observation.period_start <= Target.baseline_to,
    )
    rows = session.execute(
        select(Target, Observation.value)
        .outerjoin(Observation, window)
        .where(Target.metric_id.in_(set(metric_ids)))
        .order_by(Target.since.desc(), Target.id.desc(), Observation.period_start)
    )
    found: dict[int, dict[int, Target]] = {}
    values: dict[int, list[float]] = {}
    for target, value in rows:
        found.setdefault(target.metric_id, {})[target.id] = target
        if value is not None:
            values.setdefault(target.id, []).append(value)
    return {key: list(of.values()) for key, of in found.items()}, values


@dataclass(frozen=True)
class Decided:
    """What was decided and found about a metric; rebases and definitions oldest first, the rest newest first."""

    rebases: list[Rebase] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    corrections: list[Observation] = field(default_factory=list)

    @property
    def starts(self) -> list[date]:
        """Where the limits begin anew: at rebases and at changed definitions."""
        rebased = [one.from_period for one in self.rebases]
        return rebased + [one.from_period for one in self.definitions if one.from_period is not None]


def decided_of(session: Session, metric_ids: Iterable[int]) -> dict[int, Decided]:
    """What was decided and found about each metric: one query, asked once a page; corrections are left out."""
    ids = set(metric_ids)
    known: dict[int, Decided] = once(session, "decided", work=dict)
    if new := ids - known.keys():
        known.update(_decided(session, new))
    return {key: known[key] for key in ids}


def all_of(session: Session, metric_id: int, *, corrections: int = 50) -> Decided:
    """The same for one metric, with its latest corrections."""
    wrong = select(Observation.id).where(
        Observation.metric_id == metric_id, Observation.superseded_at.is_not(None)
    )
    latest = wrong.order_by(Observation.superseded_at.desc(), Observation.id.desc()).limit(corrections)
    return _decided(session, {metric_id}, Ask("corrections", Observation, latest))[metric_id]


def _decided(session: Session, ids: set[int], *more: Ask) -> dict[int, Decided]:
    asks = (
        Ask("rebases", Rebase, select(Rebase.id).where(Rebase.metric_id.in_(ids))),
        Ask("definitions", Definition, select(Definition.id).where(Definition.metric_id.in_(ids))),
        Ask("looks", Look, select(Look.id).where(Look.metric_id.in_(ids))),
    )
    found = {key: Decided() for key in ids}
    for name, rows in together(session, (*asks, *more)).items():
        for one in rows:
            getattr(found[one.metric_id], name).append(one)
    for each in found.values():
        each.rebases.sort(key=lambda one: one.from_period)
        each.definitions.sort(key=lambda one: one.version)
        each.looks.sort(key=lambda one: (one.at, one.id), reverse=True)
        each.corrections.sort(key=lambda one: (one.superseded_at, one.id), reverse=True)
    return found


def link_rows() -> Select[Any]:
    """Metrics for links."""
    return select(*link_columns(Metric.id, code=Metric.code, en=Metric.name_en, zh=Metric.name_zh))
