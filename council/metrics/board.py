"""Many metrics at once: how each stands, the concerns that are new, in as many queries as one metric needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from council.core.saying import Say
from council.metrics import queries, words
from council.metrics.kinds import Finding
from council.metrics.models import Look, Metric, Target
from council.metrics.queries import WINDOW, Decided
from council.metrics.spc.shapes import ChartKind
from council.metrics.standing import Standing, standing


@dataclass(frozen=True)
class Concern:
    """A signal that includes the latest value and asks to be looked at; `look` is what somebody found so far."""

    standing: Standing
    reason: Say
    since: date
    look: Look | None

    @property
    def metric(self) -> Metric:
        return self.standing.metric


def standings(
    session: Session, metrics: Sequence[Metric], today: date, *, whole: bool = False, window: int = WINDOW
) -> list[Standing]:
    """How each metric stands, in the order given; three queries. `whole` takes every value there is."""
    ids = [m.id for m in metrics]
    if not ids:
        return []
    readings = queries.every_of(session, ids) if whole else queries.recent_of(session, metrics, window=window)
    every, baselines = queries.targets_of(session, ids)
    targets, decided = queries.current_targets(every, today), queries.decided_of(session, ids)
    found = []
    for metric in metrics:
        target = targets.get(metric.id)
        baseline = baselines.get(target.id, []) if target is not None else []
        found.append(
            standing(
                metric,
                readings.get(metric.id, []),
                target,
                today=today,
                baseline=baseline,
                starts=decided[metric.id].starts,
            )
        )
    return found


def standing_of(session: Session, metric: Metric, today: date, *, whole: bool = False) -> Standing:
    """How one metric stands."""
    return history_of(session, metric, today, whole=whole).standing


@dataclass(frozen=True)
class History:
    """One metric with all that was decided and found about it."""

    standing: Standing
    targets: Sequence[Target]
    baselines: dict[int, list[float]]
    decided: Decided
    concern: Concern | None


def history_of(
    session: Session,
    metric: Metric,
    today: date,
    *,
    whole: bool = False,
    shape: ChartKind = ChartKind.XMR,
    channel_id: int | None = None,
) -> History:
    """How one metric stands, with its targets, rebases, definitions and findings: three queries.

    With a channel by the values that came over it, against the same target.
    """
    if channel_id is not None:
        window = None if whole else queries.WINDOW
        found = queries.channel_series(session, metric.id, channel_id=channel_id, window=window)
        readings = found.get(channel_id, [])
    else:
        readings = queries.whole_of(session, metric.id) if whole else queries.recent(session, metric)
    every, baselines = queries.targets_of(session, [metric.id])
    decided = queries.all_of(session, metric.id)
    target = queries.current_targets(every, today).get(metric.id)
    stands = standing(
        metric,
        readings,
        target,
        today=today,
        baseline=baselines.get(target.id, []) if target is not None else [],
        starts=decided.starts,
        shape=shape,
    )
    return History(stands, every.get(metric.id, ()), baselines, decided, _concern(stands, decided.looks))


def concerns(session: Session, on: date, stands: Sequence[Standing] | None = None) -> list[Concern]:
    """New concerns that include the latest value, one a metric; those the secretary dismissed are left out."""
    stands = standings(session, queries.metrics(session), on) if stands is None else stands
    worried = [(one, one.concern) for one in stands if one.concern is not None]
    decided = queries.decided_of(session, [one.metric.id for one, _ in worried])
    found = [_concern(one, decided[one.metric.id].looks) for one, _ in worried]
    return [one for one in found if one is not None]


def _concern(stands: Standing, looks: Sequence[Look]) -> Concern | None:
    """The concern that includes the latest value, unless it was dismissed; looks before its first point are others'."""
    signal = stands.concern
    if signal is None:
        return None
    first = stands.periods[signal.first].start
    of_signal = [look for look in looks if look.period_start >= first]
    if any(look.finding == Finding.DISMISSED for look in of_signal):
        return None
    why = words.reason(stands.chart, signal, number=stands.amount, period=stands.named)
    return Concern(stands, why, stands.since(signal), of_signal[0] if of_signal else None)
