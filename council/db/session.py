"""The session class of the application; `audit` listens to its flushes and commits."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.orm import Session

from council.db.engine import reading


class CouncilSession(Session):
    """A session that refuses to write while the request may only read."""


@event.listens_for(CouncilSession, "before_flush")
def _no_write_while_reading(session: Session, context: object, instances: object) -> None:
    if reading.get() and (session.new or session.deleted or any(map(session.is_modified, session.dirty))):
        raise RuntimeError("a request that only reads tried to write")
