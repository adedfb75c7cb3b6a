"""What the charter has to know of rooms above it; their wiring fills this in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session


def _unknown(session: Session, on: date) -> int | None:
    return None


voting_seats: Callable[[Session, date], int | None] = _unknown
"""How many voting seats there are on a day: a quorum above them can never be reached. None: not known."""
