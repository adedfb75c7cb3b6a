"""Opening an initiative from a decision, and writing its plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit import service as audit
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.db.thread import link
from council.initiatives import queries, rules
from council.initiatives.events import InitiativeOpened
from council.initiatives.kinds import Phase, Role
from council.initiatives.models import Cycle, Initiative, InitiativeMetric
from council.metrics import queries as known_metrics


@dataclass(frozen=True)
class MetricPlan:
    """A metric in its role, with the value it should reach."""

    metric_id: int
    role: str
    direction: str
    target_value: float | None = None
    aim: str = ""


@dataclass(frozen=True)
class PlanContent:
    """All that Plan fixes."""

    problem: str = ""
    causes: Sequence[Mapping[str, Any]] = ()
    metrics: Sequence[MetricPlan] = ()
    baseline_from: date | None = None
    baseline_to: date | None = None
    baseline_reason: str = ""
    lag_periods: int = 0
    follow_up_points: int = 6
    due_on: date | None = None
    sponsor_seat_id: int | None = None


def open_from(
    session: Session,
    actor: Actor,
    *,
    decision_ref: str,
    proposal_ref: str | None,
    title: str,
    lang: str,
    lead_id: int,
    metrics: Sequence[tuple[int, str]],
    sponsor_seat_id: int | None = None,
    now: datetime,
) -> Initiative:
    """Open an initiative that the council decided on; `metrics` are (id, aim), the first one primary."""
    check(actor, "initiatives:initiative:open")
    session.flush()
    initiative = Initiative(
        code=queries.next_code(session, now),
        title=title,
        lang=lang,
        origin_decision_ref=decision_ref,
        origin_proposal_ref=proposal_ref,
        lead_id=lead_id,
        sponsor_seat_id=sponsor_seat_id,
        opened_at=now,
    )
    cycle = Cycle(number=1, state=Phase.PLAN.value, began_at=now, causes=[], overrides=[])
    initiative.cycles = [cycle]
    session.add(initiative)
    session.flush()
    directions = _directions(session, [metric_id for metric_id, _ in metrics])
    for position, (metric_id, aim) in enumerate(metrics):
        role = Role.PRIMARY if position == 0 else Role.SECONDARY
        cycle.metrics.append(
            InitiativeMetric(
                metric_id=metric_id, position=position, role=role, direction=directions[metric_id], aim=aim
            )
        )
    audit.record(session, actor, "initiatives.open", initiative, now=now, decision=decision_ref)
    session.flush()
    link(session, decision_ref, initiative.ref, "opened", now=now)
    for metric_id, _ in metrics:
        link(session, initiative.ref, f"metric:{metric_id}", "measures", now=now)
    announce(InitiativeOpened(session, actor, now, initiative))
    return initiative


def hand_over(
    session: Session, actor: Actor, initiative: Initiative, lead_id: int, *, now: datetime
) -> Initiative:
    """Give an initiative another lead, because its lead left."""
    check(actor, "initiatives:initiative:hand_over", initiative)
    if initiative.cycle.state == Phase.CLOSED:
        raise Refused("core.not_in_this_state")
    before, initiative.lead_id = initiative.lead_id, lead_id
    audit.record(session, actor, "initiatives.hand_over", initiative, now=now, lead=[before, lead_id])
    session.flush()
    return initiative


def plan(
    session: Session,
    actor: Actor,
    cycle: Cycle,
    content: PlanContent,
    *,
    now: datetime,
    expected: int | None = None,
) -> Cycle:
    """Write the plan; as often as needed until Do begins."""
    check(actor, "initiatives:initiative:lead", cycle)
    audit.expect(cycle, expected)
    if cycle.state != Phase.PLAN:
        raise Refused("initiatives.plan_is_fixed")
    _need_sound(content)
    cycle.problem = content.problem.strip()
    cycle.causes = list(rules.need_causes(content.causes))
    cycle.baseline_from, cycle.baseline_to = content.baseline_from, content.baseline_to
    cycle.baseline_reason = content.baseline_reason.strip()
    cycle.lag_periods, cycle.follow_up_points = content.lag_periods, content.follow_up_points
    cycle.due_on = content.due_on
    cycle.initiative.sponsor_seat_id = content.sponsor_seat_id
    changed = audit.changes(cycle)
    audit.record(session, actor, "initiatives.plan", cycle.initiative, now=now, fields=sorted(changed))
    _set_metrics(session, cycle, content.metrics)
    session.flush()
    session.refresh(cycle, ["metrics"])
    for one in content.metrics:
        link(session, cycle.initiative.ref, f"metric:{one.metric_id}", "measures", now=now)
    return cycle


def next_cycle(session: Session, cycle: Cycle, *, now: datetime, keep_change: bool) -> Cycle:
    """The cycle after this one, in Plan, with what is worth carrying over."""
    follower = Cycle(
        number=cycle.number + 1,
        state=Phase.PLAN.value,
        began_at=now,
        problem=cycle.problem,
        causes=list(cycle.causes),
        overrides=[],
        baseline_from=cycle.baseline_from if keep_change else None,
        baseline_to=cycle.baseline_to if keep_change else None,
        lag_periods=cycle.lag_periods,
        follow_up_points=cycle.follow_up_points,
        implementation_on=cycle.implementation_on if keep_change else None,
    )
    follower.metrics = [
        InitiativeMetric(
            metric_id=one.metric_id,
            position=one.position,
            role=one.role,
            direction=one.direction,
            target_value=one.target_value,
            aim=one.aim,
        )
        for one in cycle.metrics
    ]
    cycle.initiative.cycles.append(follower)
    session.flush()
    return follower


def _need_sound(content: PlanContent) -> None:
    if (content.baseline_from is None) != (content.baseline_to is None):
        raise Refused("initiatives.half_a_baseline", field="baseline_to")
    if content.baseline_from and content.baseline_to and content.baseline_from > content.baseline_to:
        raise Refused("core.end_before_start", field="baseline_to")
    if not 0 <= content.lag_periods <= 24:
        raise Refused("initiatives.bad_lag", field="lag_periods")
    if not 3 <= content.follow_up_points <= 60:
        raise Refused("initiatives.bad_follow_up", field="follow_up_points")
    ids = [one.metric_id for one in content.metrics]
    if len(ids) != len(set(ids)):
        raise Refused("initiatives.metric_twice", field="metrics")
    for one in content.metrics:
        if one.role not in Role.values():
            raise Refused("core.unknown", field="metrics", value=one.role)
        if one.role != Role.SECONDARY and one.direction not in ("up", "down"):
            raise Refused("initiatives.need_direction", field="metrics")


def _set_metrics(session: Session, cycle: Cycle, wanted: Sequence[MetricPlan]) -> None:
    there = {one.metric_id: one for one in cycle.metrics}
    for metric_id, one in there.items():
        if metric_id not in {w.metric_id for w in wanted}:
            session.delete(one)
    for position, want in enumerate(wanted):
        one = there.get(want.metric_id) or InitiativeMetric(metric_id=want.metric_id)
        one.position, one.role, one.direction = position, want.role, want.direction
        one.target_value, one.aim = want.target_value, want.aim.strip()
        if want.metric_id not in there:
            cycle.metrics.append(one)


def _directions(session: Session, ids: Sequence[int]) -> dict[int, str]:
    return {key: metric.direction for key, metric in known_metrics.by_ids(session, ids).items()}
