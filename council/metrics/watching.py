"""What all metrics ask for now: worked out once a request."""

from __future__ import annotations

from datetime import date

from flask import g, has_request_context, request
from sqlalchemy.orm import Session

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
