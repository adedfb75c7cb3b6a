"""What people do after a vote, as the decision says: seat somebody, redraw lines, set a target, reset limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from council.decisions.models import Motion
from council.demo import seating
from council.demo.stage import SECRETARY, Stage
from council.metrics import service as metrics
from council.seats import service as seats
from council.seats.rules import last_day


def follow(stage: Stage, script: Mapping[str, Any], motion: Motion, now: datetime) -> None:
    """Let the secretary or the analyst do on the next day what a carried motion asks of them."""
    steps = {
        "appoints": _appoint, "redraws": _redraw, "creates": _create, "targets": _target, "rebases": _rebase,
    }  # fmt: skip
    for name, step in steps.items():
        if name in script:
            stage.later(now, 0.8, partial(step, stage, script[name], motion))


def _appoint(stage: Stage, who: str, motion: Motion, now: datetime) -> None:
    secretary, today = stage.actor(SECRETARY, now), stage.today(now)
    if ":" in who:
        kind, part = who.split(":")
        starts = seating.next_month(today)
        seats.appoint(
            stage.session,
            secretary,
            kind,
            stage.seats[part],
            starts_on=starts,
            ends_on=last_day(starts, 12),
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


def _redraw(stage: Stage, _: object, motion: Motion, now: datetime) -> None:
    seating.redraw(stage, motion.ref, from_on=seating.next_month(stage.today(now)), now=now)


def _create(stage: Stage, part: str, motion: Motion, now: datetime) -> None:
    first = seating.next_month(stage.today(now))
    seating.create(stage, part, motion.ref, created_on=first, now=now)


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
