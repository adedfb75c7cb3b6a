"""Who does what by when, and the thing it came from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from council.actions.rules import ActionState
from council.db.base import Base, Governed, Key, Versioned, one_of


class Action(Key, Versioned, Governed, Base):
    """`origin_ref` is what it was given in: a motion, an agenda item, a meeting. `note`: what came of it."""

    __tablename__ = "actions"
    REF = "action"

    code: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    lang: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    due_on: Mapped[date]
    origin_ref: Mapped[str] = mapped_column(default="", index=True)
    state: Mapped[str] = mapped_column(default=ActionState.OPEN.value)
    note: Mapped[str] = mapped_column(default="")
    assigned_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    __table_args__ = (
        one_of("state", ActionState.values()),
        one_of("lang", ("en", "zh")),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed"),
        Index(None, "state", "due_on"),
    )

    @property
    def status(self) -> ActionState:
        """The state with its label and tone."""
        return ActionState(self.state)
