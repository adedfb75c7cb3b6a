"""The session class of the application, and what one reading request asks only once; `audit` listens to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

from council.db.engine import reading

T = TypeVar("T")


class CouncilSession(Session):
    """A session that refuses to write while the request may only read."""


@event.listens_for(CouncilSession, "before_flush")
def _no_write_while_reading(session: Session, context: object, instances: object) -> None:
    if reading.get() and (session.new or session.deleted or any(map(session.is_modified, session.dirty))):
        raise RuntimeError("a request that only reads tried to write")


def once(session: Session, *key: Any, work: Callable[[], T]) -> T:
    """The answer to `key`, worked out once in a request that only reads; anew each time where rows may change."""
    if not reading.get():
        return work()
    kept: dict[Any, Any] = session.info.setdefault("once", {})
    if key not in kept:
        kept[key] = work()
    found: T = kept[key]
    return found
