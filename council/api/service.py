"""Keeping answers: the same call under the same key is answered as before, another one is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from council.api.models import KeptAnswer

KEPT = timedelta(days=1)


def find_answer(
    session: Session, token_id: int, key: str, *, now: datetime
) -> tuple[str, dict[str, Any]] | None:
    """The fingerprint and the answer of the call that came with this key within a day."""
    query = select(KeptAnswer).where(KeptAnswer.token_id == token_id, KeptAnswer.key == key)
    found = session.scalar(query.where(KeptAnswer.at > now - KEPT))
    return (found.sha256, found.answer) if found is not None else None


def keep_answer(
    session: Session, token_id: int, key: str, sha256: str, answer: dict[str, Any], *, now: datetime
) -> None:
    """Keep an answer in the transaction that saves what it tells of; older ones go."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.at <= now - KEPT))
    session.add(KeptAnswer(token_id=token_id, key=key, sha256=sha256, answer=answer, at=now))
    session.flush()
