"""Votes of the demo without a meeting: asked, answered and closed as their story says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from council.decisions import service
from council.demo.proposals import proposal
from council.demo.stage import SECRETARY, Stage, story


def set_out(stage: Stage) -> None:
    """Put every vote without a meeting on the timeline."""
    for about, one in story("outside").items():
        stage.when(one["asked"], partial(_ask, stage, about, one), hour=9, minute=30)
        for number, given in enumerate(one["answers"]):
            stage.when(given["on"], partial(_answer, stage, about, given), hour=14, minute=number)
        if "closed" in one:
            stage.when(one["closed"], partial(_close, stage, about), hour=10)


def _ask(stage: Stage, about: str, one: Mapping[str, Any], now: datetime) -> None:
    thing = proposal(stage, about)
    stage.things[f"asked:{about}"] = service.ask(
        stage.session, stage.actor(SECRETARY, now), thing.ref, text=thing.request, lang=stage.lang,
        decision_class="ordinary", method=one["method"], now=now,
    )  # fmt: skip


def _answer(stage: Stage, about: str, given: Mapping[str, Any], now: datetime) -> None:
    note = stage.text(given["note"]) if "note" in given else ""
    service.answer(
        stage.session, stage.actor(given["by"], now), stage.things[f"asked:{about}"],
        seat_id=stage.seats[given["by"]].id, choice=given["choice"], note=note, now=now,
    )  # fmt: skip


def _close(stage: Stage, about: str, now: datetime) -> None:
    service.close_outside(stage.session, stage.actor(SECRETARY, now), stage.things[f"asked:{about}"], now=now)
