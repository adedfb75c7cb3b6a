"""The improvements of the demo: planned, done, checked and closed, each as far as its story goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from council.demo.stage import Stage, story
from council.initiatives import queries, service
from council.initiatives.models import Cycle, Initiative

Step = Callable[[Stage, str, datetime], object]


def set_out(stage: Stage) -> None:
    """Put the life of every initiative on the timeline; they open by themselves when their proposal is carried."""
    for day, hour, key, step in LIVES:
        stage.when(day, partial(step, stage, key), hour=hour)


def initiative(stage: Stage, key: str) -> Initiative:
    """The initiative that opened from a proposal of the story."""
    found: Initiative | None = stage.things.get(f"initiative:{key}")
    if found is None:
        decided = stage.things[f"proposal:{story('initiatives')[key]['proposal']}"].decided_ref
        found = queries.from_decision(stage.session, decided)
        assert found is not None, f"the proposal of {key} opened no initiative"
        stage.things[f"initiative:{key}"] = found
    return found


def plan(stage: Stage, key: str, now: datetime) -> None:
    """Write the plan, and what is to be done."""
    told = story("initiatives")[key]
    cycle, lead = initiative(stage, key).cycle, stage.actor(told["lead"], now)
    metrics = [
        service.MetricPlan(
            metric_id=stage.things[f"metric:{code}"].id,
            role=role,
            direction=direction,
            target_value=target[0] if target else None,
            aim=_aim(stage, told["proposal"], code),
        )
        for code, role, direction, *target in told["metrics"]
    ]
    first, last = told["baseline"]
    content = service.PlanContent(
        problem=stage.text(told["problem"]),
        causes=[
            {
                "bone": one["bone"],
                "cause": stage.text(one["cause"]),
                "countermeasure": stage.text(one["counter"]),
            }
            for one in told["cause"]
        ],
        metrics=metrics,
        baseline_from=stage.calendar.month(first),
        lag_periods=told["lag"],
        baseline_to=stage.calendar.month(last - 1) - timedelta(days=1),
        follow_up_points=told["follow_up"],
        due_on=stage.calendar.day(told["due"]),
        sponsor_seat_id=stage.seats[told["sponsor"]].id,
    )
    service.plan(stage.session, lead, cycle, content, now=now)
    for step in told["step"]:
        service.add_step(
            stage.session,
            lead,
            cycle,
            text=stage.text(step["text"]),
            owner_id=stage.people[step["owner"]].id,
            due_on=stage.today(now) + timedelta(days=step["due"]),
            now=now,
        )


def start(stage: Stage, key: str, now: datetime) -> None:
    """Plan is complete: it is fixed."""
    cycle, lead = _of(stage, key, now)
    service.start_do(stage.session, lead, cycle, today=stage.today(now), now=now)


def implement(stage: Stage, key: str, now: datetime) -> None:
    """The steps are done and the change takes effect."""
    cycle, lead = _of(stage, key, now)
    for step in cycle.steps:
        service.finish_step(stage.session, lead, step, now=now)
    service.implement(stage.session, lead, cycle, stage.today(now), now=now)


def check(stage: Stage, key: str, now: datetime) -> None:
    """Data arrives."""
    cycle, lead = _of(stage, key, now)
    service.start_check(stage.session, lead, cycle, today=stage.today(now), now=now)


def conclude(stage: Stage, key: str, now: datetime) -> None:
    """A person's conclusion beside the computed verdict."""
    cycle, lead = _of(stage, key, now)
    said = CONCLUSIONS[key]
    service.conclude(
        stage.session,
        lead,
        cycle,
        conclusion=stage.text(said["conclusion"]),
        answer=said["answer"],
        guardrail_note=stage.text(said["guardrail"]),
        today=stage.today(now),
        now=now,
    )


def adopt(stage: Stage, key: str, now: datetime) -> None:
    """It worked: what it became, who keeps it, where else it applies."""
    cycle, lead = _of(stage, key, now)
    said = CONCLUSIONS[key]
    service.close(
        stage.session,
        lead,
        cycle,
        outcome="adopt",
        lessons=stage.text(said["lessons"]),
        yokoten=stage.text(said["yokoten"]),
        policy_ref=stage.things["policy:service-standards:1"].policy.ref,
        control_owner_id=stage.people["service"].id,
        today=stage.today(now),
        now=now,
    )


def adapt(stage: Stage, key: str, now: datetime) -> None:
    """No change was seen: another round with another cause."""
    cycle, lead = _of(stage, key, now)
    lessons = stage.text(CONCLUSIONS[key]["lessons"])
    service.close(
        stage.session, lead, cycle, outcome="adapt", lessons=lessons, today=stage.today(now), now=now
    )


def abandon(stage: Stage, key: str, now: datetime) -> None:
    """Ended early, with what was learnt."""
    cycle, lead = _of(stage, key, now)
    service.abandon(stage.session, lead, cycle, reason=stage.text(CONCLUSIONS[key]["lessons"]), now=now)


def _of(stage: Stage, key: str, now: datetime) -> tuple[Cycle, Any]:
    return initiative(stage, key).cycle, stage.actor(story("initiatives")[key]["lead"], now)


def _aim(stage: Stage, proposal: str, code: str) -> str:
    aims: Mapping[str, Any] = story("proposals")[proposal].get("aims", {})
    return stage.text(aims.get(code))


CONCLUSIONS: Mapping[str, Any] = story("initiatives")["conclusions"]
LIVES: tuple[tuple[str, int, str, Step], ...] = (
    ("4-20", 15, "knowledge-cards", plan),
    ("4-14", 15, "knowledge-cards", start),
    ("5+12", 9, "knowledge-cards", implement),
    ("8+5", 15, "knowledge-cards", check),
    ("13-1", 16, "knowledge-cards", conclude),
    ("13+3", 15, "knowledge-cards", adopt),
    ("5-12", 15, "chat-greeting", plan),
    ("5-5", 15, "chat-greeting", start),
    ("5+9", 9, "chat-greeting", implement),
    ("8+6", 15, "chat-greeting", check),
    ("14-4", 15, "chat-greeting", conclude),
    ("14+4", 15, "chat-greeting", adapt),
    ("8-10", 15, "social-watch", plan),
    ("8-5", 15, "social-watch", start),
    ("11+1", 9, "social-watch", abandon),
    ("14-14", 15, "email-shift", plan),
    ("14-10", 15, "email-shift", start),
    ("15+7", 7, "email-shift", implement),
    ("17+2", 15, "email-shift", check),
    ("16+20", 15, "delivery-promise", plan),
)
"""Day, hour, which, what."""
