"""The proposals of the demo: drafted, submitted, taken on to the docket or sent back, as their story says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from council.core.actor import Actor
from council.demo.stage import SECRETARY, Stage, story
from council.proposals import service
from council.proposals.models import Proposal
from council.proposals.rules import ProposalContent

HOURS = {"drafted": 9, "submitted": 16, "returned": 11, "docketed": 11, "withdrawn": 10, "deferred": 17}


def set_out(stage: Stage) -> None:
    """Put every step of every proposal on the timeline."""
    for key, one in story("proposals").items():
        for step, hour in HOURS.items():
            if step in one:
                stage.when(one[step], partial(_STEPS[step], stage, key, one), hour=hour, minute=len(key))


def _draft(stage: Stage, key: str, one: Mapping[str, Any], now: datetime) -> None:
    aims = {stage.things[f"metric:{code}"].id: stage.text(aim) for code, aim in one.get("aims", {}).items()}
    content = ProposalContent(
        title=stage.text(one["title"]), lang=stage.lang, problem=stage.text(one["problem"]),
        request=stage.text(one["request"]), benefit=stage.text(one["benefit"]), aims=aims,
    )  # fmt: skip
    stage.things[f"proposal:{key}"] = service.draft(stage.session, author(stage, one, now), content, now=now)


def _submit(stage: Stage, key: str, one: Mapping[str, Any], now: datetime) -> None:
    service.submit(stage.session, author(stage, one, now), proposal(stage, key), now=now)


def _docket(stage: Stage, key: str, one: Mapping[str, Any], now: datetime) -> None:
    service.docket(stage.session, stage.actor(SECRETARY, now), proposal(stage, key), now=now)


def _return(stage: Stage, key: str, one: Mapping[str, Any], now: datetime) -> None:
    service.return_to_author(
        stage.session,
        stage.actor(SECRETARY, now),
        proposal(stage, key),
        reason=stage.text(one["return_reason"]),
        now=now,
    )


def _defer(stage: Stage, key: str, one: Mapping[str, Any], now: datetime) -> None:
    service.defer(
        stage.session,
        stage.actor("chair", now),
        proposal(stage, key),
        reason=stage.text(one["defer_reason"]),
        now=now,
    )


def _withdraw(stage: Stage, key: str, one: Mapping[str, Any], now: datetime) -> None:
    service.withdraw(stage.session, author(stage, one, now), proposal(stage, key), now=now)


_STEPS = {
    "drafted": _draft,
    "submitted": _submit,
    "returned": _return,
    "docketed": _docket,
    "deferred": _defer,
    "withdrawn": _withdraw,
}


def author(stage: Stage, one: Mapping[str, Any], now: datetime) -> Actor:
    """Who wrote it, as a member of that day."""
    return stage.actor(one["by"], now)


def proposal(stage: Stage, key: str) -> Proposal:
    """A proposal by its name in the story."""
    found: Proposal = stage.things[f"proposal:{key}"]
    return found
