"""What people do after a vote: seat who was appointed, set a target, reset limits, as the decision says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from council.decisions.models import Motion
from council.demo.people import SECRETARY
from council.demo.stage import Stage
from council.metrics import service as metrics
from council.seats import service as seats


def follow(stage: Stage, script: Mapping[str, Any], motion: Motion, now: datetime) -> None:
    """Let the secretary or the analyst do on the next day what a carried motion asks of them."""
    steps = {"appoints": _appoint, "targets": _target, "rebases": _rebase}
    for name, step in steps.items():
        if name in script:
            stage.later(now, 0.8, partial(step, stage, script[name], motion))


def _appoint(stage: Stage, who: str, motion: Motion, now: datetime) -> None:
    secretary, today = stage.actor(SECRETARY, now), stage.today(now)
    if ":" in who:
        kind, part = who.split(":")
        seats.appoint(
            stage.session,
            secretary,
            kind,
            stage.seats[part],
            starts_on=_next_month(today),
            decision_ref=motion.ref,
            now=now,
        )
    else:
        seats.record_term(
            stage.session,
            secretary,
            stage.seats[who],
            stage.people[who],
            starts_on=today + timedelta(days=1),
            decision_ref=motion.ref,
            now=now,
        )
    stage.forget_rights()


def _target(stage: Stage, what: str, motion: Motion, now: datetime) -> None:
    """`metric:-10` asks for a change in percent against the twelve months before last month."""
    code, change = what.split(":")
    metrics.set_target(
        stage.session,
        stage.actor("analyst", now),
        stage.things[f"metric:{code}"],
        kind="relative",
        since=stage.today(now),
        value=float(change),
        baseline_from=stage.calendar.month(18),
        baseline_to=stage.calendar.month(6) - timedelta(days=1),
        decision_ref=motion.ref,
        now=now,
    )


def _rebase(stage: Stage, code: str, motion: Motion, now: datetime) -> None:
    metrics.rebase(
        stage.session,
        stage.actor("analyst", now),
        stage.things[f"metric:{code}"],
        from_period=stage.calendar.month(10),
        reason=motion.text,
        lang=motion.lang,
        decision_ref=motion.ref,
        now=now,
    )


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
