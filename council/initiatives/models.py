"""Initiatives, their Plan-Do-Check-Act cycles, the metrics they are judged by and the steps of the work."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.db.base import Base, Governed, Key, Versioned, one_of, together
from council.db.seals import seal
from council.initiatives.kinds import Answer, Outcome, Phase, Role, StepState


class Initiative(Key, Versioned, Governed, Base):
    """An improvement the council decided on; its phase is that of its latest cycle."""

    __tablename__ = "initiatives"
    REF = "initiative"

    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    lang: Mapped[str]
    origin_decision_ref: Mapped[str | None] = mapped_column(index=True)
    origin_proposal_ref: Mapped[str | None]
    lead_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    sponsor_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    cycles: Mapped[list[Cycle]] = relationship(
        back_populates="initiative", order_by="Cycle.number", lazy="selectin"
    )
    __table_args__ = (one_of("lang", ("en", "zh")),)

    @property
    def cycle(self) -> Cycle:
        """The latest cycle."""
        return self.cycles[-1]


class Cycle(Key, Versioned, Governed, Base):
    """Once round Plan-Do-Check-Act. What Plan fixes is not changed after Do begins.

    `causes`: [{"bone", "cause", "countermeasure"}]; `overrides`: [{"gate", "missing", "reason", "by", "on",
    "ratified_ref"}]; `verdict`: what the system computed when the cycle was concluded, metric by metric.
    """

    __tablename__ = "cycles"
    REF = "cycle"

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default=Phase.PLAN.value)
    began_at: Mapped[datetime]
    # Plan
    problem: Mapped[str] = mapped_column(default="")
    causes: Mapped[list[Any]] = mapped_column(default=list)
    baseline_from: Mapped[date | None]
    baseline_to: Mapped[date | None]
    baseline_reason: Mapped[str] = mapped_column(default="")
    lag_periods: Mapped[int] = mapped_column(default=0)
    follow_up_points: Mapped[int] = mapped_column(default=6)
    due_on: Mapped[date | None]
    # Do
    implementation_on: Mapped[date | None]
    # Check
    conclusion: Mapped[str] = mapped_column(default="")
    answer: Mapped[str | None]
    difference_reason: Mapped[str] = mapped_column(default="")
    attribution: Mapped[str] = mapped_column(default="")
    guardrail_note: Mapped[str] = mapped_column(default="")
    verdict: Mapped[dict[str, Any] | None]
    concluded_at: Mapped[datetime | None]
    # Act
    outcome: Mapped[str | None]
    policy_ref: Mapped[str] = mapped_column(default="")
    no_document_reason: Mapped[str] = mapped_column(default="")
    control_owner_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    yokoten: Mapped[str] = mapped_column(default="")
    lessons: Mapped[str] = mapped_column(default="")
    overrides: Mapped[list[Any]] = mapped_column(default=list)
    closed_at: Mapped[datetime | None]
    initiative: Mapped[Initiative] = relationship(back_populates="cycles")
    metrics: Mapped[list[InitiativeMetric]] = relationship(
        back_populates="cycle", order_by="InitiativeMetric.position", lazy="selectin"
    )
    steps: Mapped[list[Step]] = relationship(back_populates="cycle", order_by="Step.id", lazy="selectin")
    __table_args__ = (
        UniqueConstraint("initiative_id", "number"),
        one_of("state", Phase.values()),
        one_of("answer", Answer.values()),
        one_of("outcome", Outcome.values()),
        together("baseline_from", "baseline_to", name="baseline"),
        CheckConstraint("baseline_from IS NULL OR baseline_from <= baseline_to", name="baseline_order"),
        CheckConstraint("lag_periods BETWEEN 0 AND 24", name="lag"),
        CheckConstraint("follow_up_points BETWEEN 3 AND 60", name="follow_up"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="outcome_when_closed"),
        Index(
            "uq_cycles_open",
            "initiative_id",
            unique=True,
            sqlite_where=text("state <> 'closed'"),
            postgresql_where=text("state <> 'closed'"),
        ),
    )

    @property
    def audit_ref(self) -> str:
        return f"initiative:{self.initiative_id}"

    @property
    def phase(self) -> Phase:
        """The state with its label and tone."""
        return Phase(self.state)

    @property
    def lead_id(self) -> int:
        """Whose it is, for the permission table."""
        return self.initiative.lead_id


class InitiativeMetric(Key, Governed, Base):
    """A metric in its role. Direction, aim and target are fixed when Do begins."""

    __tablename__ = "initiative_metrics"
    REF = "initiative_metric"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    role: Mapped[str]
    direction: Mapped[str]
    target_value: Mapped[float | None]
    aim: Mapped[str] = mapped_column(default="")
    cycle: Mapped[Cycle] = relationship(back_populates="metrics")
    __table_args__ = (
        UniqueConstraint("cycle_id", "metric_id"),
        one_of("role", Role.values()),
        one_of("direction", ("up", "down", "band", "neutral")),
    )

    @property
    def audit_ref(self) -> str:
        return self.cycle.audit_ref

    @property
    def part(self) -> Role:
        """The role with its label."""
        return Role(self.role)


class Step(Key, Governed, Base):
    """One piece of the work."""

    __tablename__ = "steps"
    REF = "step"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), index=True)
    text: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(default=StepState.OPEN.value)
    cycle: Mapped[Cycle] = relationship(back_populates="steps")
    __table_args__ = (one_of("state", StepState.values()),)

    @property
    def audit_ref(self) -> str:
        return self.cycle.audit_ref

    @property
    def status(self) -> StepState:
        """The state with its label and tone."""
        return StepState(self.state)


seal("cycles", "{row}.state = 'closed'", allow=("row_version", "overrides"))
_OF = "EXISTS (SELECT 1 FROM cycles c WHERE c.id = {row}.cycle_id AND c.state %s)"
seal("initiative_metrics", _OF % "<> 'plan'", closed_to_new=True)
seal("steps", _OF % "= 'closed'", closed_to_new=True)
