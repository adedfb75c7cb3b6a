"""Approved minutes of the demo: printed in both languages and sealed on the day after the council approved them."""

from __future__ import annotations

from datetime import datetime

from council.demo.stage import SECRETARY, Stage
from council.minutes import service
from council.minutes.models import Minutes
from council.minutes.papers import print_all


def seal(stage: Stage, record: Minutes, now: datetime) -> None:
    """Print both papers of an approved record and seal it with them."""
    way = service.check_approval(stage.session, record, now=now)
    papers = print_all(stage.session, record, approved=way.say, now=now)
    service.approve(
        stage.session,
        stage.actor(SECRETARY, now),
        record,
        papers=papers,
        printed_of=record.sha256 or "",
        now=now,
    )
