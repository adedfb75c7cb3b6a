"""What all metrics ask for now: worked out once a request, and counted once for each state of the record."""

from __future__ import annotations

from datetime import date

from flask import g, has_request_context, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.audit.models import AuditHead
from council.metrics import board, queries
from council.metrics.standing import Standing


def stands(session: Session, on: date) -> list[Standing]:
    """How every metric in use stands. Pages that only read work it out once, whoever asks."""
    if not has_request_context() or request.method not in ("GET", "HEAD"):
        return board.standings(session, queries.metrics(session), on)
    known: dict[date, list[Standing]] = g.setdefault("metrics_stand", {})
    if on not in known:
        known[on] = board.standings(session, queries.metrics(session), on)
    return known[on]


def concern_count(session: Session, on: date) -> int:
    """How many new concerns there are; every page asks, so the answer is kept until the record changes."""
    head = session.execute(select(AuditHead.instance, AuditHead.hash)).first()
    if head is None:
        return 0
    key = (head.instance, head.hash, on)
    found = _counts.get(key)
    if found is None:
        if len(_counts) > 200:
            _counts.clear()
        found = _counts[key] = len(board.concerns(session, on, stands(session, on)))
    return found


_counts: dict[tuple[str, str, date], int] = {}
