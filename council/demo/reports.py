"""The report of the demo's last whole quarter: written by the secretary, issued a fortnight after its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from council.demo.stage import SECRETARY, Stage, story
from council.metrics.periods import Frequency, Period
from council.reports import service

DRAFTED, ISSUED = 12, 20
"""Days after the quarter's end."""


def set_out(stage: Stage) -> None:
    """Put the last whole quarter's report on the timeline, as far as its days are over."""
    quarter = Period.containing(stage.calendar.today - timedelta(days=ISSUED), Frequency.QUARTERLY).previous
    stage.when(quarter.end + timedelta(days=DRAFTED), lambda now: _draft(stage, quarter, now), hour=15)
    stage.when(quarter.end + timedelta(days=ISSUED), lambda now: _issue(stage, now), hour=15)


def _draft(stage: Stage, quarter: Period, now: datetime) -> None:
    told = story("report")
    code = f"{quarter.start.year}-Q{(quarter.start.month + 2) // 3}"
    stage.things["report"] = service.draft(
        stage.session, stage.actor(SECRETARY, now), code=code, message_en=told["message"]["en"],
        message_zh=told["message"]["zh"], asked_en="\n".join(one["en"] for one in told["asked"]),
        asked_zh="\n".join(one["zh"] for one in told["asked"]), now=now,
    )  # fmt: skip


def _issue(stage: Stage, now: datetime) -> None:
    # What stands in the log by now is anchored on the paper.
    stage.session.commit()
    service.issue(stage.session, stage.actor(SECRETARY, now), stage.things["report"], now=now)
