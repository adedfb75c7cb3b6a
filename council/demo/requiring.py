"""Members of the demo require an extraordinary meeting, and the secretary plans the one that answers them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from council.demo.stage import SECRETARY, Stage
from council.meetings import service


def set_out(stage: Stage, script: Mapping[str, Any]) -> None:
    """Put on the timeline how a meeting came to be required: one begins, others join, it is answered."""
    told = script["required"]
    for number, (part, moment) in enumerate(told["by"]):
        act = _join if number else _begin
        stage.when(moment, partial(act, stage, script, part), hour=9 + 2 * number, minute=10)
    stage.when(told["answered"], partial(_answer, stage, script), hour=11)


def _begin(stage: Stage, script: Mapping[str, Any], part: str, now: datetime) -> None:
    told = script["required"]
    stage.things[f"required:{script['slot']}"] = service.require(
        stage.session, stage.actor(part, now), title=stage.text(told["title"]),
        reason=stage.text(told["reason"]), lang=stage.lang, now=now,
    )  # fmt: skip


def _join(stage: Stage, script: Mapping[str, Any], part: str, now: datetime) -> None:
    service.support(
        stage.session, stage.actor(part, now), stage.things[f"required:{script['slot']}"], now=now
    )


def _answer(stage: Stage, script: Mapping[str, Any], now: datetime) -> None:
    one, meeting = stage.things[f"required:{script['slot']}"], stage.things[f"meeting:{script['slot']}"]
    service.answer(stage.session, stage.actor(SECRETARY, now), one, meeting, now=now)
