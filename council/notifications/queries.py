"""Reading notices."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.notifications.models import Notice


def unread(session: Session, person_id: int) -> int:
    """How many notices a person has not read."""
    query = (
        select(func.count())
        .select_from(Notice)
        .where(Notice.person_id == person_id, Notice.read_at.is_(None))
    )
    return session.scalar(query) or 0


def page(session: Session, person_id: int, *, before: int | None = None, size: int = 30) -> list[Notice]:
    """A person's notices, newest first; one more than `size` if there is one."""
    query = select(Notice).where(Notice.person_id == person_id).order_by(Notice.id.desc()).limit(size + 1)
    if before is not None:
        query = query.where(Notice.id < before)
    return list(session.scalars(query))
