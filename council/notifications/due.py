"""Notices that a day brings about: what rooms want said then, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.core.saying import Say
from council.notifications import service
from council.notifications.models import Reminder


@dataclass(frozen=True)
class Due:
    """Something to tell people on a day; `key` says what and which step, such as `term:12:2027-12-31:60`."""

    key: str
    people: frozenset[int]
    words: Say
    ref: str = ""


Source = Callable[[Session, date], Iterable[Due]]
_sources: list[Source] = []


def source(found: Source) -> None:
    """Add a source of notices that days bring about; only wiring calls this."""
    if found not in _sources:
        _sources.append(found)


def clear() -> None:
    """Forget every source: before wiring a second application in one process."""
    _sources.clear()


def tell_due(session: Session, on: date, *, now: datetime) -> int:
    """Tell what is due on a day and was not told before; returns how many things were told. The caller commits."""
    found = {one.key: one for each in _sources for one in each(session, on)}
    told = set(session.scalars(select(Reminder.key).where(Reminder.key.in_(found))))
    fresh = [one for key, one in sorted(found.items()) if key not in told]
    for one in fresh:
        session.add(Reminder(key=one.key, at=now))
        service.tell(session, one.people, one.words, one.ref, now=now)
    session.flush()
    return len(fresh)
