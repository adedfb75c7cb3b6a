"""What many rooms are asked for together, kept until the record changes: the log's head tells when that is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.web import registries
from council.web.registries import Waiting

MOST = 500
"""Answers kept at most; the one not asked for the longest goes first."""

_answers: OrderedDict[tuple[Any, ...], Any] = OrderedDict()


Head = tuple[int, str]


def waiting_for(session: Session, actor: Actor, on: date, *, head: Head) -> list[Waiting]:
    """All that waits for this person, as `registries.waiting_for` finds it; `head` is the log's, read before."""
    who = ("waiting", actor.person_id, actor.roles, actor.seat_ids, actor.alternate_seat_ids)
    found = _answer(head, on, who, lambda: tuple(registries.waiting_for(session, actor, on)))
    return list(found)


def docket_size(session: Session, on: date, *, head: Head) -> int:
    """How many entries wait for an agenda."""
    size: int = _answer(head, on, ("docket",), lambda: len(registries.docket(session, on)))
    return size


def forget() -> None:
    """Drop every answer."""
    _answers.clear()


def _answer(head: Head, on: date, what: tuple[Any, ...], ask: Callable[[], Any]) -> Any:
    # Nothing governed changes without a line in the log, so the same head means the same answer. The head was
    # read first: an answer can only be newer than its key, never older.
    key = (head, on, what)
    if key not in _answers:
        _answers[key] = ask()
        while len(_answers) > MOST:
            _answers.popitem(last=False)
    _answers.move_to_end(key)
    return _answers[key]
