"""What was decided and found about metrics: targets, rebases, definitions, looks, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from council.db.asking import Ask, ahead, answer, together
from council.db.engine import reading
from council.db.session import once
from council.metrics.models import Batch, Definition, Look, Observation, Rebase, Target


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
    changed: list[Observation] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)

    @property
    def starts(self) -> list[date]:
        """Where the limits begin anew: at rebases and at changed definitions."""
        rebased = [one.from_period for one in self.rebases]
        return rebased + [one.from_period for one in self.definitions if one.from_period is not None]

    def verdicts(self, correction: Observation) -> list[dict[str, str]]:
        """Whose verdicts the value changed that took the place of this one."""
        return next(
            (
                one.changed
                for one in self.changed
                if one.changed
                and one.period_start == correction.period_start
                and one.recorded_at == correction.superseded_at
            ),
            [],
        )


def decided_of(session: Session, metric_ids: Iterable[int]) -> dict[int, Decided]:
    """What was decided and found about each metric: one query, asked once a page; corrections are left out."""
    ids = set(metric_ids)
    known: dict[int, Decided] = once(session, "decided", work=dict)
    if new := ids - known.keys():
        known.update(_sorted(new, together(session, _asks(new))))
    return {key: known[key] for key in ids}


def all_of(session: Session, metric_id: int) -> Decided:
    """The same for one metric, with its latest corrections, whose verdicts they changed, and its latest imports."""
    asks = all_asks(metric_id)
    if reading.get():
        ahead(session, asks)
        return _sorted({metric_id}, {ask.name: answer(session, ask) for ask in asks})[metric_id]
    return _sorted({metric_id}, together(session, asks))[metric_id]


def all_asks(metric_id: int, *, corrections: int = 50, batches: int = 5) -> list[Ask]:
    """The questions of `all_of`."""
    of = Observation.metric_id == metric_id
    wrong = select(Observation.id).where(of, Observation.superseded_at.is_not(None))
    latest = wrong.order_by(Observation.superseded_at.desc(), Observation.id.desc()).limit(corrections)
    others = select(Observation.id).where(of, Observation.changed.is_not(None))
    came = select(Observation.batch_id).where(of, Observation.batch_id.is_not(None)).distinct()
    imports = came.order_by(Observation.batch_id.desc()).limit(batches)
    return [
        *_asks({metric_id}, f" of {metric_id}"),
        Ask(f"corrections of {metric_id}", Observation, latest),
        Ask(f"changed of {metric_id}", Observation, others),
        Ask(f"batches of {metric_id}", Batch, imports),
    ]


def _asks(ids: set[int], of: str = "") -> list[Ask]:
    kinds: dict[str, type[Rebase | Definition | Look]] = {
        "rebases": Rebase, "definitions": Definition, "looks": Look,
    }  # fmt: skip
    return [
        Ask(f"{name}{of}", kind, select(kind.id).where(kind.metric_id.in_(ids)))
        for name, kind in kinds.items()
    ]


def _sorted(ids: set[int], answers: Mapping[str, Sequence[Any]]) -> dict[int, Decided]:
    found = {key: Decided() for key in ids}
    for name, rows in answers.items():
        for one in rows:
            of = next(iter(ids)) if isinstance(one, Batch) else one.metric_id
            getattr(found[of], name.partition(" ")[0]).append(one)
    for each in found.values():
        each.rebases.sort(key=lambda one: one.from_period)
        each.definitions.sort(key=lambda one: one.version)
        each.looks.sort(key=lambda one: (one.at, one.id), reverse=True)
        each.batches.sort(key=lambda one: one.id, reverse=True)
        each.corrections.sort(key=lambda one: (one.superseded_at, one.id), reverse=True)
    return found
