"""Proposals and the metrics each means to move."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.charter.kinds import DecisionClass
from council.core.saying import Say
from council.db.base import Base, Governed, Key, Versioned, one_of, together
from council.db.seals import seal
from council.proposals.life import LIFE, ProposalState


class Proposal(Key, Versioned, Governed, Base):
    """What a seat asks the council to decide. Written once, in one language (`lang`)."""

    __tablename__ = "proposals"
    REF = "proposal"
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    lang: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    request: Mapped[str] = mapped_column(default="")
    benefit: Mapped[str] = mapped_column(default="")
    decision_class: Mapped[str] = mapped_column(default=DecisionClass.ORDINARY)
    author_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    state: Mapped[str] = mapped_column(default=ProposalState.DRAFT)
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    docketed_at: Mapped[datetime | None]
    return_reason: Mapped[str] = mapped_column(default="")
    defer_reason: Mapped[str] = mapped_column(default="")
    back_reason: Mapped[dict[str, Any] | None]
    """Why it came back to the docket from an agenda, as a sentence in data."""
    decided_ref: Mapped[str | None]
    decided_at: Mapped[datetime | None]

    metrics: Mapped[list[ProposalMetric]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalMetric.id"
    )

    __table_args__ = (
        one_of("state", ProposalState.values()),
        one_of("decision_class", DecisionClass.values()),
        one_of("lang", ("en", "zh")),
        together("decided_ref", "decided_at", name="decided_when"),
        CheckConstraint("(state IN ('adopted', 'rejected')) = (decided_ref IS NOT NULL)", name="decided"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name="submitted"),
        CheckConstraint("state <> 'returned' OR return_reason <> ''", name="return_reason"),
        CheckConstraint("state <> 'deferred' OR defer_reason <> ''", name="defer_reason"),
        Index(None, "state", "id"),
        Index(None, "author_id"),
    )

    @property
    def status(self) -> ProposalState:
        """The state as a word with its tone and icon."""
        return ProposalState(self.state)

    @property
    def class_word(self) -> DecisionClass:
        """The decision class as a word."""
        return DecisionClass(self.decision_class)

    @property
    def back_say(self) -> Say | None:
        """Why it came back to the docket."""
        return Say.from_json(self.back_reason) if self.back_reason else None

    @property
    def next_steps(self) -> tuple[str, ...]:
        """What its life allows now."""
        return LIFE.verbs(self.state)


class ProposalMetric(Key, Governed, Base):
    """A metric that the proposal means to move, and how far."""

    __tablename__ = "proposal_metrics"
    REF = "proposal_metric"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"), index=True)
    aim: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("proposal_id", "metric_id"),)

    @property
    def audit_ref(self) -> str:
        return f"proposal:{self.proposal_id}"


_FINAL = "('adopted', 'rejected', 'withdrawn')"
seal("proposals", f"{{row}}.state IN {_FINAL}", allow=("row_version",), keys=("id",))
seal(
    "proposal_metrics",
    f"EXISTS (SELECT 1 FROM proposals p WHERE p.id = {{row}}.proposal_id AND p.state IN {_FINAL})",
    closed_to_new=True,
)
