"""What seats have to know of rooms above them; their wiring fills this in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Decision:
    """A carried decision, as forms offer it and rules ask about it."""

    ref: str
    number: str
    title: str
    lang: str
    decision_class: str
    on: date


def _none(session: Session) -> Sequence[Decision]:
    return ()


def _unknown(session: Session, ref: str) -> Decision | None:
    return None


def _nothing(session: Session, person_id: int) -> str | None:
    return None


recent_decisions: Callable[[Session], Sequence[Decision]] = _none
"""The carried decisions of late, newest first."""

decision: Callable[[Session, str], Decision | None] = _unknown
"""The carried decision that a reference names."""

left_open: Callable[[Session, int], str | None] = _nothing
"""Where what a person leaves open is handed over; None when nothing is open."""
