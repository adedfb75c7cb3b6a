"""Every metric as it stood at the end of a quarter: its chart, its sentence, its target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from council.core.clock import local_date
from council.core.saying import Both
from council.metrics import queries
from council.metrics.models import Metric, Observation, Target
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.metrics.standing import Reading, standing
from council.reports.periods import Window
from council.reports.shapes import MetricRow, Text
from council.seats import queries as seats


def rows(session: Session, window: Window) -> list[MetricRow]:
    """Each metric by what is recorded for periods up to the end of the quarter."""
    found = queries.metrics(session)
    ids = [one.id for one in found]
    observed = queries.series_of(session, ids)
    every, baselines = queries.targets_of(session, ids)
    targets, decided = queries.current_targets(every, window.last), queries.decided_of(session, ids)
    owned = {one.owner_seat_id for one in found if one.owner_seat_id is not None}
    owners = {one.id: one.name for one in seats.find_by_ids(session, owned)}
    return [
        _row(
            one,
            observed.get(one.id, []),
            target := targets.get(one.id),
            baselines.get(target.id, []) if target else [],
            decided[one.id].starts,
            owners.get(one.owner_seat_id or 0),
            window,
        )
        for one in found
    ]


def _row(
    metric: Metric,
    observed: Sequence[Observation],
    target: Target | None,
    baseline: Sequence[float],
    starts: Sequence[date],
    owner: Both | None,
    window: Window,
) -> MetricRow:
    frequency = Frequency(metric.frequency)
    seen = [one for one in observed if Period.containing(one.period_start, frequency).end <= window.last]
    seen = seen[-queries.WINDOW :]
    readings = [Reading(*(getattr(one, name) for name in Reading._fields)) for one in seen]
    stands = standing(metric, readings, target, today=window.last, baseline=baseline, starts=starts)
    last = stands.last
    return MetricRow(
        code=metric.code,
        name=metric.name,
        unit=metric.unit,
        category=metric.category_state,
        decimals=metric.decimals,
        direction=metric.direction_state,
        owner=owner,
        period=period_name(stands.period) if stands.period else None,
        value=stands.amount(last.value) if last and last.value is not None else None,
        level=Text(last.level, last.lang) if last and last.level else None,
        n=round(stands.n) if stands.n else None,
        data_on=local_date(seen[-1].recorded_at, window.zone) if seen else None,
        stale=stands.stale,
        target=stands.wanted.say,
        variation=stands.variation,
        assurance=stands.assurance,
        says=stands.sentence,
        position=stands.target_says,
        cautions=tuple(stands.captions),
        periods=tuple(p.code for p in stands.periods),
        values=stands.chart.values,
        standing=stands,
    )
