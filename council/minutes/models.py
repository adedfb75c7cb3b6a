"""Minutes of meetings, what members said about them, and the papers sealed with their approval."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.db.base import Base, Governed, Key, Versioned, one_of, together
from council.db.seals import seal
from council.meetings.models import Meeting
from council.minutes.states import CommentKind, MinutesState

LANGUAGES = ("en", "zh")


class Minutes(Key, Versioned, Governed, Base):
    """The record of one meeting. A draft is composed anew each time it is read; circulation freezes `body`."""

    __tablename__ = "minutes"
    REF = "minutes"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    state: Mapped[str] = mapped_column(default=MinutesState.DRAFT)
    opening_note: Mapped[str] = mapped_column(default="")
    closing_note: Mapped[str] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(default="en")
    opened_at: Mapped[datetime]
    body: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    sha256: Mapped[str | None]
    circulated_at: Mapped[datetime | None]
    respond_by: Mapped[date | None]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    approved_by_ref: Mapped[str | None]
    """The motion that approved it; empty where the charter deems it approved."""

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        one_of("state", MinutesState.values()),
        one_of("lang", LANGUAGES),
        together("circulated_at", "respond_by", "body", "sha256", name="circulated"),
        CheckConstraint("(state = 'draft') = (circulated_at IS NULL)", name="frozen"),
        CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name="approved"),
    )

    @property
    def status(self) -> MinutesState:
        """The state as a word with its tone and icon."""
        return MinutesState(self.state)

    @property
    def code(self) -> str:
        """Minutes go by the number of their meeting."""
        return self.meeting.code


class MinutesPaper(Key, Governed, Base):
    """The sealed PDF in one language: the same bytes ever after."""

    __tablename__ = "minutes_papers"
    REF = "minutes_paper"

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    lang: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str]
    pages: Mapped[int]
    made_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("minutes_id", "lang"), one_of("lang", LANGUAGES))

    @property
    def audit_ref(self) -> str:
        return f"minutes:{self.minutes_id}"


class MinutesComment(Key, Governed, Base):
    """What a member says about a circulated record."""

    __tablename__ = "minutes_comments"
    REF = "minutes_comment"

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[str]
    text: Mapped[str]
    lang: Mapped[str]
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (one_of("kind", CommentKind.values()), one_of("lang", LANGUAGES))

    @property
    def audit_ref(self) -> str:
        return f"minutes:{self.minutes_id}"

    @property
    def kind_word(self) -> CommentKind:
        """The kind as a word."""
        return CommentKind(self.kind)


_APPROVED = "EXISTS (SELECT 1 FROM minutes m WHERE m.id = {row}.minutes_id AND m.state = 'approved')"
seal("minutes", "{row}.state = 'approved'")
seal("minutes_papers", keys=("minutes_id", "lang"))
seal("minutes_comments", _APPROVED, closed_to_new=True)
