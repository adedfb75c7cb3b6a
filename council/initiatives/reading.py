"""What a cycle's metrics show: their series, the verdict on each, and the facts that the gates look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.initiatives.kinds import Role, StepState
from council.initiatives.models import Cycle, InitiativeMetric
from council.initiatives.rules import Facts, Measured
from council.initiatives.size import Needed, Sample, effect_of, needed_for
from council.initiatives.verdict import Plan, Verdict, judge
from council.metrics import queries as metrics
from council.metrics.effect import Effect
from council.metrics.models import Metric
from council.metrics.periods import Frequency, Period, span
from council.metrics.spc import Direction
from council.metrics.standing import Reading as Observed

BEFORE = 12
"""Periods before the baseline that a chart still shows."""


@dataclass(frozen=True)
class Reading:
    """One metric of a cycle: its periods without holes, their values, and what they say."""

    link: InitiativeMetric
    metric: Metric
    periods: tuple[Period, ...]
    values: tuple[float | None, ...]
    samples: tuple[Sample | None, ...]
    verdict: Verdict

    @property
    def is_primary(self) -> bool:
        return self.link.role == Role.PRIMARY

    @property
    def is_guardrail(self) -> bool:
        return self.link.role == Role.GUARDRAIL

    @property
    def effect(self) -> Effect | None:
        """Follow-up against baseline, once the verdict says something about the change."""
        found = self.verdict
        if not found.kind.is_final or found.baseline is None:
            return None
        after = found.transition[-1] + 1 if found.transition else len(self.samples)
        before = self._kept(*found.baseline)
        return effect_of(
            self.metric.kind, before, self._kept(after, len(self.samples)), scale=self.metric.scale
        )

    @property
    def needed(self) -> Needed | None:
        """How much follow-up would show the change that is aimed at."""
        target = self.link.target_value
        if target is None or self.verdict.baseline is None:
            return None
        return needed_for(
            self.metric.kind, self._kept(*self.verdict.baseline), target, scale=self.metric.scale
        )

    def _kept(self, first: int, end: int) -> list[Sample]:
        return [one for one in self.samples[first:end] if one is not None]


def readings(session: Session, cycle: Cycle) -> list[Reading]:
    """Every metric of a cycle as it stands, in the order of the plan; two queries."""
    return readings_of(session, [cycle])[cycle.id]


def readings_of(session: Session, cycles: Sequence[Cycle]) -> dict[int, list[Reading]]:
    """The same for several cycles at once, by their ids; two queries however many."""
    ids = {one.metric_id for cycle in cycles for one in cycle.metrics}
    known = metrics.by_ids(session, ids)
    series = metrics.every_of(session, ids)
    return {
        cycle.id: [
            _reading(cycle, one, known[one.metric_id], series.get(one.metric_id, [])) for one in cycle.metrics
        ]
        for cycle in cycles
    }


def facts_of(cycle: Cycle, read: Sequence[Reading], actor: Actor, today: date) -> Facts:
    """The cycle as the gates see it."""
    initiative = cycle.initiative
    return Facts(
        decided=bool(initiative.origin_decision_ref),
        lead_is_actor=initiative.lead_id == actor.person_id,
        problem=cycle.problem,
        causes=cycle.causes,
        has_sponsor=initiative.sponsor_seat_id is not None,
        due_on=cycle.due_on,
        metrics=[
            Measured(
                name=one.metric.name,
                role=one.link.role,
                baseline_n=one.verdict.baseline_n,
                has_target=one.link.target_value is not None,
                follow_up_n=one.verdict.follow_up_n,
                verdict=one.verdict.kind,
            )
            for one in read
        ],
        implementation_on=cycle.implementation_on,
        today=today,
        open_steps=sum(step.state == StepState.OPEN for step in cycle.steps),
        follow_up_points=cycle.follow_up_points,
        conclusion=cycle.conclusion,
        answer=cycle.answer,
        difference_reason=cycle.difference_reason,
        guardrail_note=cycle.guardrail_note,
        outcome=cycle.outcome,
        policy_ref=cycle.policy_ref,
        no_document_reason=cycle.no_document_reason,
        has_control_owner=cycle.control_owner_id is not None,
        yokoten=cycle.yokoten,
        lessons=cycle.lessons,
    )


def _reading(cycle: Cycle, link: InitiativeMetric, metric: Metric, observed: Sequence[Observed]) -> Reading:
    frequency = Frequency(metric.frequency)
    by_start = {one.period_start: one.value for one in observed}
    counts = {
        one.period_start: Sample(one.value, one.numerator, one.denominator)
        for one in observed
        if one.value is not None
    }
    if not by_start or cycle.baseline_from is None or cycle.baseline_to is None:
        periods = _all(by_start, frequency)
        plan = Plan(
            Direction(link.direction), (date.max, date.max), cycle.implementation_on, cycle.lag_periods
        )
    else:
        first = Period.containing(cycle.baseline_from, frequency).plus(-BEFORE)
        periods = tuple(p for p in _all(by_start, frequency) if p.start >= first.start)
        window = (cycle.baseline_from, cycle.baseline_to)
        plan = Plan(Direction(link.direction), window, cycle.implementation_on, cycle.lag_periods)
    values = tuple(by_start.get(p.start) for p in periods)
    samples = tuple(counts.get(p.start) for p in periods)
    return Reading(link, metric, periods, values, samples, judge(periods, values, plan))


def _all(by_start: dict[date, float | None], frequency: Frequency) -> tuple[Period, ...]:
    if not by_start:
        return ()
    return tuple(span(Period(min(by_start), frequency), Period(max(by_start), frequency)))
