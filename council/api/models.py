"""Answers that are kept for a day, so that a call sent again with its Idempotency-Key is answered alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council.db.base import Base, Key


class KeptAnswer(Key, Base):
    """What a call with a key was answered when it was saved, and the fingerprint of what it had sent."""

    __tablename__ = "kept_answers"
    token_id: Mapped[int] = mapped_column(ForeignKey("api_tokens.id"))
    key: Mapped[str]
    sha256: Mapped[str]
    answer: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)
    __table_args__ = (UniqueConstraint("token_id", "key"),)
