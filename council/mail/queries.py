"""Reading the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.mail.models import Outbox


def page(session: Session, *, before: int | None = None, size: int = 50) -> list[Outbox]:
    """Letters, newest first; one more than `size` if there is one."""
    query = select(Outbox).order_by(Outbox.id.desc()).limit(size + 1)
    if before is not None:
        query = query.where(Outbox.id < before)
    return list(session.scalars(query))


def due(session: Session, now: datetime, *, most: int = 100) -> list[Outbox]:
    """Letters whose time has come, oldest first; after six failures a letter is left alone."""
    query = select(Outbox).where(Outbox.sent_at.is_(None), Outbox.send_after <= now, Outbox.tries < 6)
    return list(session.scalars(query.order_by(Outbox.id).limit(most)))
