"""What can be decided without a meeting: rooms say by kind what waits, in which words and under which class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from council.charter.kinds import DecisionClass
from council.core.errors import Refused


@dataclass(frozen=True)
class Subject:
    """A thing that waits for a decision: its name and the text to vote on in one language, and its class.

    `fixed`: it can be decided under this class only.
    """

    ref: str
    title: str
    lang: str
    text: str
    decision_class: DecisionClass = DecisionClass.ORDINARY
    fixed: bool = False


_kinds: dict[str, Callable[[Session, int], Subject | None]] = {}


def votable(kind: str, find: Callable[[Session, int], Subject | None]) -> None:
    """Say how a kind is found; `find` gives None for what does not wait now. Only wiring calls this."""
    _kinds[kind] = find


def subject(session: Session, ref: str) -> Subject:
    """The thing to be decided; Refused when its kind is not, or it does not wait for a decision now."""
    kind, _, key = ref.partition(":")
    if kind not in _kinds or not (key.isascii() and key.isdigit() and len(key) < 10):
        raise Refused("decisions.subject_not_votable", field="subject")
    found = _kinds[kind](session, int(key))
    if found is None:
        raise Refused("decisions.subject_not_waiting", field="subject")
    return found
