"""Many metrics at once: how each stands, the concerns that are new, in as many queries as one metric needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from council.core.saying import Say
from council.metrics import queries, words
from council.metrics.kinds import Finding
from council.metrics.models import Definition, Look, Metric, Rebase, Target
from council.metrics.queries import WINDOW
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
    """How each metric stands, in the order given; six queries at most. `whole` takes every value there is."""
    ids = [m.id for m in metrics]
    if not ids:
        return []
    readings = queries.every_of(session, ids) if whole else queries.recent_of(session, metrics, window=window)
    targets = queries.current_targets(session, ids, today)
    baselines = queries.baselines(session, targets.values())
    starts = {key: [r.from_period for r in found] for key, found in queries.rebases_of(session, ids).items()}
    changed = [m.id for m in metrics if m.definition_version > 1]
    for key, versions in (queries.definitions_of(session, changed) if changed else {}).items():
        starts.setdefault(key, []).extend(v.from_period for v in versions if v.from_period is not None)
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
                starts=starts.get(metric.id, ()),
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
    rebases: Sequence[Rebase]
    definitions: Sequence[Definition]
    looks: Sequence[Look]
    concern: Concern | None


def history_of(session: Session, metric: Metric, today: date, *, whole: bool = False) -> History:
    """How one metric stands, with its targets, rebases, definitions and findings: six queries at most."""
    readings = queries.whole_of(session, metric.id) if whole else queries.recent(session, metric)
    targets = queries.targets(session, metric.id)
    baselines = queries.baselines(session, targets)
    rebases = queries.rebases_of(session, [metric.id]).get(metric.id, [])
    definitions = queries.definitions_of(session, [metric.id]).get(metric.id, [])
    looks = queries.looks_of(session, [metric.id]).get(metric.id, [])
    target = next((one for one in targets if one.since <= today), None)
    starts = [r.from_period for r in rebases] + [
        d.from_period for d in definitions if d.from_period is not None
    ]
    stands = standing(
        metric,
        readings,
        target,
        today=today,
        baseline=baselines.get(target.id, []) if target is not None else [],
        starts=starts,
    )
    return History(stands, targets, baselines, rebases, definitions, looks, _concern(stands, looks))


def concerns(session: Session, on: date, stands: Sequence[Standing] | None = None) -> list[Concern]:
    """New concerns that include the latest value, one a metric; those the secretary dismissed are left out."""
    stands = standings(session, queries.metrics(session), on) if stands is None else stands
    worried = [(one, one.concern) for one in stands if one.concern is not None]
    looks = queries.looks_of(session, [one.metric.id for one, _ in worried]) if worried else {}
    found = [_concern(one, looks.get(one.metric.id, [])) for one, _ in worried]
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
