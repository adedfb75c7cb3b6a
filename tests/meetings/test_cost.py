"""What the pages of meetings and proposals ask of the database does not grow with their number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.make import a_meeting, a_proposal


def cost(work: Callable[[], Any]) -> int:
    """How many statements some work sends."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(sent)


def test_pages_cost_the_same_whatever_the_history(session, cast, sign_in, now):
    proposal = a_proposal(session, cast, state="docketed")
    meeting = a_meeting(session, cast, state="called", items=2, about=(proposal,))
    planned = a_meeting(session, cast, items=2)
    chair = sign_in("chair")
    pages = [
        "/meetings/",
        f"/meetings/{meeting.code}",
        f"/meetings/{planned.code}/agenda",
        "/proposals/",
        f"/proposals/{proposal.code}",
    ]
    for page in pages:
        chair.get(page)
    few = [cost(lambda page=page: chair.get(page)) for page in pages]
    for part in ("sales", "marketing", "operations", "support"):
        for _ in range(3):
            a_proposal(session, cast, state="docketed", by=part)
    for _ in range(6):
        a_meeting(session, cast, state="closed", items=4, now=now.replace(year=2026, month=2, day=1))
    for page in pages:
        chair.get(page)  # the frame looks again once after a change
    many = [cost(lambda page=page: chair.get(page)) for page in pages]
    assert all(more <= less + 1 for less, more in zip(few, many, strict=True)), (pages, few, many)
