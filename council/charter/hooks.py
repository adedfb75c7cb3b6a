"""What the charter has to know of rooms above it; their wiring fills this in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.core.saying import Both, Say


@dataclass(frozen=True)
class Adopting:
    """The decision that made a version law, as its paper tells of it. `unopposed`: by consent, without a count."""

    number: str
    printed: str
    meeting: str
    text: str
    lang: str
    yes: int
    no: int
    abstain: int
    recused: int
    at: datetime | None
    unopposed: bool = False
    working: tuple[Say, ...] = ()


@dataclass(frozen=True)
class Signer:
    """Somebody who signs a charter: the name (None while the seat is vacant) and the task."""

    name: Both | None
    task: Say


def _unknown(session: Session, on: date) -> int | None:
    return None


def _untold(session: Session, ref: str) -> Adopting | None:
    return None


def _unsigned(session: Session, on: date) -> Sequence[Signer]:
    return ()


voting_seats: Callable[[Session, date], int | None] = _unknown
"""How many voting seats there are on a day: a quorum above them can never be reached. None: not known."""

adopting: Callable[[Session, str], Adopting | None] = _untold
"""What is known of the decision that a reference names."""

signers: Callable[[Session, date], Sequence[Signer]] = _unsigned
"""Who signs what the council adopts on a day."""


def _nameless(session: Session, on: date) -> Mapping[str, Both]:
    return {}


seat_names: Callable[[Session, date], Mapping[str, Both]] = _nameless
"""The names of the seats of a day by the token that rules know them by (`seat:4`), in the council's order."""
