"""What is defined: channels and their standards, metrics and their versions, targets, rebases, reviews of the set."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.core.saying import Both
from council.db.base import Base, Governed, Key, Named, Versioned, one_of
from council.db.seals import seal
from council.metrics.kinds import Category, MetricKind, TargetKind
from council.metrics.periods import Frequency
from council.metrics.spc.shapes import Direction

THE_SET = "metric_set:1"
"""The catalogue as a whole: what its yearly review is about."""


class Channel(Key, Versioned, Governed, Named, Base):
    """A way customers reach the company, with its standard: answered in so many seconds, for a wanted share."""

    __tablename__ = "channels"
    REF: ClassVar[str] = "channel"
    code: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    standard_en: Mapped[str]
    standard_zh: Mapped[str]
    standard_seconds: Mapped[int]
    wanted_share: Mapped[float]
    contents_en: Mapped[str] = mapped_column(default="")
    contents_zh: Mapped[str] = mapped_column(default="")
    suits_en: Mapped[str] = mapped_column(default="")
    suits_zh: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        CheckConstraint("wanted_share > 0 AND wanted_share <= 1", name="wanted_share"),
        CheckConstraint("standard_seconds > 0", name="standard_seconds"),
    )

    @property
    def standard(self) -> Both:
        return Both(self.standard_en, self.standard_zh)

    @property
    def contents(self) -> Both:
        return Both(self.contents_en, self.contents_zh)

    @property
    def suits(self) -> Both:
        return Both(self.suits_en, self.suits_zh)


class Metric(Key, Versioned, Governed, Named, Base):
    """A defined number: what it is, which way is good, how often, from where, who answers for it."""

    __tablename__ = "metrics"
    REF: ClassVar[str] = "metric"
    code: Mapped[str] = mapped_column(unique=True)
    method_en: Mapped[str] = mapped_column(default="")
    method_zh: Mapped[str] = mapped_column(default="")
    unit_en: Mapped[str] = mapped_column(default="")
    unit_zh: Mapped[str] = mapped_column(default="")
    decimals: Mapped[int] = mapped_column(default=1)
    scale: Mapped[float] = mapped_column(default=1.0)
    """What a ratio is multiplied by: 100 for percent, 1000 for complaints per 1,000 contacts."""
    kind: Mapped[str]
    direction: Mapped[str]
    frequency: Mapped[str]
    lag_days: Mapped[int] = mapped_column(default=10)
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("channels.id"), index=True)
    owner_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), index=True)
    source: Mapped[str] = mapped_column(default="")
    lower_bound: Mapped[float | None]
    upper_bound: Mapped[float | None]
    category: Mapped[str] = mapped_column(default="service")
    definition_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    adds_up: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether values of a count add up over time: contacts do, a backlog does not."""
    retired_on: Mapped[date | None]
    channel: Mapped[Channel | None] = relationship()
    __table_args__ = (
        one_of("kind", MetricKind.values()),
        one_of("direction", Direction.values()),
        one_of("frequency", Frequency.values()),
        one_of("category", Category.values()),
        CheckConstraint("scale > 0", name="scale"),
        CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals"),
        CheckConstraint("lag_days >= 0", name="lag_days"),
        CheckConstraint(
            "lower_bound IS NULL OR upper_bound IS NULL OR lower_bound < upper_bound", name="bounds"
        ),
    )

    @property
    def method(self) -> Both:
        return Both(self.method_en, self.method_zh)

    @property
    def unit(self) -> Both:
        return Both(self.unit_en, self.unit_zh)

    @property
    def kind_state(self) -> MetricKind:
        return MetricKind(self.kind)

    @property
    def direction_state(self) -> Direction:
        return Direction(self.direction)

    @property
    def frequency_state(self) -> Frequency:
        return Frequency(self.frequency)

    @property
    def category_state(self) -> Category:
        return Category(self.category)


class Definition(Key, Governed, Base):
    """One version of what a metric means; values from `from_period` on are a new stretch with limits of its own."""

    __tablename__ = "definitions"
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"), index=True)
    version: Mapped[int]
    from_period: Mapped[date | None]
    text: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(default="en")
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    __table_args__ = (UniqueConstraint("metric_id", "version"), one_of("lang", ("en", "zh")))

    @property
    def audit_ref(self) -> str:
        return f"metric:{self.metric_id}"


class Target(Key, Governed, Base):
    """What the council wants of a metric from a day on; a later one replaces it, the history stays."""

    __tablename__ = "targets"
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"), index=True)
    kind: Mapped[str]
    value: Mapped[float | None]
    upper: Mapped[float | None]
    baseline_from: Mapped[date | None]
    baseline_to: Mapped[date | None]
    text_en: Mapped[str] = mapped_column(default="")
    text_zh: Mapped[str] = mapped_column(default="")
    since: Mapped[date]
    decision_ref: Mapped[str | None]
    metric: Mapped[Metric] = relationship()
    __table_args__ = (
        one_of("kind", TargetKind.values()),
        CheckConstraint("kind = 'qualitative' OR value IS NOT NULL", name="value"),
        CheckConstraint("kind <> 'band' OR (upper IS NOT NULL AND upper > value)", name="band"),
        CheckConstraint(
            "kind <> 'relative' OR (baseline_from IS NOT NULL AND baseline_to IS NOT NULL "
            "AND baseline_from <= baseline_to)",
            name="baseline",
        ),
    )

    @property
    def text(self) -> Both:
        return Both(self.text_en, self.text_zh)

    @property
    def kind_state(self) -> TargetKind:
        return TargetKind(self.kind)

    @property
    def audit_ref(self) -> str:
        return f"metric:{self.metric_id}"


class Rebase(Key, Governed, Base):
    """The council decided that limits start anew from a period on: never automatic, always with a reason."""

    __tablename__ = "rebases"
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"), index=True)
    from_period: Mapped[date]
    reason: Mapped[str]
    lang: Mapped[str]
    decision_ref: Mapped[str]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    __table_args__ = (UniqueConstraint("metric_id", "from_period"), one_of("lang", ("en", "zh")))

    @property
    def audit_ref(self) -> str:
        return f"metric:{self.metric_id}"


class SetReview(Key, Governed, Base):
    """The council looked at the set of metrics as a whole: what stays, what goes, what is missing."""

    __tablename__ = "set_reviews"
    reviewed_on: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    lang: Mapped[str]
    decision_ref: Mapped[str | None]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    __table_args__ = (one_of("lang", ("en", "zh")),)

    @property
    def audit_ref(self) -> str:
        return THE_SET


seal("rebases")
seal("definitions")
seal("targets")
seal("set_reviews")
