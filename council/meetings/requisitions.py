"""Demands of members for an extraordinary meeting, and who supports them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.db.base import Base, Governed, Key, Versioned, one_of
from council.db.seals import seal
from council.meetings.life import RequisitionState

_STANDS = text("withdrawn_at IS NULL")


class Requisition(Key, Versioned, Governed, Base):
    """What members want to meet about. It binds the officers once the charter's number supports it."""

    __tablename__ = "requisitions"
    REF = "requisition"
    title: Mapped[str]
    reason: Mapped[str]
    lang: Mapped[str]
    state: Mapped[str] = mapped_column(default=RequisitionState.OPEN)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    reached_at: Mapped[datetime | None]
    charter_version_id: Mapped[int | None] = mapped_column(ForeignKey("charter_versions.id"))
    """The charter whose number was reached."""
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    """The meeting that answers it."""

    supporters: Mapped[list[Supporter]] = relationship(
        order_by="Supporter.joined_at, Supporter.id", cascade="all, delete-orphan", lazy="selectin"
    )

    __table_args__ = (
        one_of("state", RequisitionState.values()),
        one_of("lang", ("en", "zh")),
        CheckConstraint("(reached_at IS NULL) = (charter_version_id IS NULL)", name="reached_under"),
        CheckConstraint("(state IN ('reached', 'answered')) = (reached_at IS NOT NULL)", name="reached"),
        CheckConstraint("(state = 'answered') = (meeting_id IS NOT NULL)", name="answered"),
        Index(None, "state"),
    )

    @property
    def status(self) -> RequisitionState:
        """The state as a word with its tone and icon."""
        return RequisitionState(self.state)

    @property
    def people(self) -> frozenset[int]:
        """The persons who support it now; each counts once."""
        return frozenset(one.person_id for one in self.supporters if one.withdrawn_at is None)


class Supporter(Key, Governed, Base):
    """A member who supports a demand, until they withdraw; who joins again has another row."""

    __tablename__ = "requisition_supporters"
    REF = "requisition_supporter"
    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisitions.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    joined_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= joined_at", name="withdrawn_after_joining"),
        Index(
            "uq_requisition_supporters_once", "requisition_id", "person_id", unique=True,
            sqlite_where=_STANDS, postgresql_where=_STANDS,
        ),
    )  # fmt: skip

    @property
    def audit_ref(self) -> str:
        return f"requisition:{self.requisition_id}"


seal(
    "requisition_supporters",
    "EXISTS (SELECT 1 FROM requisitions r WHERE r.id = {row}.requisition_id AND r.state <> 'open')",
    closed_to_new=True,
)
