"""Notices: one sentence to one person about one thing; and which reminders have gone out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from council.core.saying import Say
from council.db.base import Base, Key


class Notice(Key, Base):
    """What a person was told; kept as data and put into words in the language of whoever reads it."""

    __tablename__ = "notices"
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    words: Mapped[dict[str, Any]]
    ref: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "person_id", "id"), Index(None, "person_id", "read_at"))

    @property
    def say(self) -> Say:
        return Say.from_json(self.words)


class Reminder(Key, Base):
    """A notice that a day brought about went out; its key is never reminded of again."""

    __tablename__ = "reminders"
    key: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
