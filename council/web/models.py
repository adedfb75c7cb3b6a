"""Form keys: proof that a form was already taken, so that a double click makes one row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from council.db.base import Base


class FormKey(Base):
    """A form that was taken, and where its sender was led."""

    __tablename__ = "form_keys"
    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None]
    location: Mapped[str]
    at: Mapped[datetime]
