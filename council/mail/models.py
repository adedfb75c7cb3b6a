"""The outbox: letters written, waiting, sent or failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from council.db.base import Base, Key


class Outbox(Key, Base):
    """One letter. The text is cleared once it is sent when it carries a secret link."""

    __tablename__ = "outbox"
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    lang: Mapped[str]
    secret: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    send_after: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    __table_args__ = (Index(None, "sent_at", "send_after"),)
