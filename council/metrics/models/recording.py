"""What is recorded: observations and their parts by channel, what was corrected, sums by month, what was found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from council.db.base import Base, Governed, Key, one_of
from council.db.seals import seal
from council.metrics.kinds import Finding


class Batch(Key, Base):
    """Observations that came together: from a file, a form or a script; a file has the hash of its bytes."""

    __tablename__ = "batches"
    REF: ClassVar[str] = "batch"
    source: Mapped[str]
    sha256: Mapped[str] = mapped_column(default="")
    rows: Mapped[int]
    corrected: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many of the rows took the place of an earlier value."""
    unchanged: Mapped[int] = mapped_column(default=0, server_default="0")
    moved: Mapped[list[Any] | None]
    """Whose verdicts the corrections changed, as `{"metric", "ref", "before", "after"}`."""
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    @property
    def ref(self) -> str:
        return f"batch:{self.id}"


class Observation(Key, Governed, Base):
    """One value for one period. A correction supersedes it and keeps it; a missing period has no row."""

    __tablename__ = "observations"
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"))
    period_start: Mapped[date]
    value: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    sample: Mapped[int | None]
    level: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(default="en")
    """What level and note are written in."""
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    superseded_at: Mapped[datetime | None]
    changed: Mapped[list[Any] | None]
    """Of a correction: whose verdicts it changed, as `{"ref", "before", "after"}` with the verdicts' labels."""
    __table_args__ = (
        Index(
            "uq_observations_current", "metric_id", "period_start", unique=True,
            sqlite_where=text("superseded_at IS NULL"), postgresql_where=text("superseded_at IS NULL"),
        ),
        Index(None, "metric_id", "period_start", "superseded_at"),
        CheckConstraint("value IS NOT NULL OR level <> ''", name="value"),
        CheckConstraint("denominator IS NULL OR denominator > 0", name="denominator"),
        CheckConstraint("sample IS NULL OR sample > 0", name="sample"),
        one_of("lang", ("en", "zh")),
    )  # fmt: skip

    @property
    def audit_ref(self) -> str:
        return f"metric:{self.metric_id}"


class ChannelValue(Key, Governed, Base):
    """The part of one period's value that came over one channel; the observation of the period is their sum."""

    __tablename__ = "channel_values"
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"))
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), index=True)
    period_start: Mapped[date]
    value: Mapped[float]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    sample: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(default="en")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    superseded_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "uq_channel_values_current", "metric_id", "channel_id", "period_start", unique=True,
            sqlite_where=text("superseded_at IS NULL"), postgresql_where=text("superseded_at IS NULL"),
        ),
        Index(None, "metric_id", "period_start"),
        CheckConstraint("denominator IS NULL OR denominator > 0", name="denominator"),
        CheckConstraint("sample IS NULL OR sample > 0", name="sample"),
        one_of("lang", ("en", "zh")),
    )  # fmt: skip

    @property
    def audit_ref(self) -> str:
        return f"metric:{self.metric_id}"


class Rollup(Key, Base):
    """The sums of a metric's current values in one month, of all channels together (`channel_id` empty) or of one.

    Kept with every value in the same transaction, and never corrected by hand: `flask metrics recount` makes them
    anew. A week belongs to the month of its Thursday, a longer period to its first month.
    """

    __tablename__ = "rollups"
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"))
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("channels.id"), index=True)
    month: Mapped[date]
    n: Mapped[int]
    total: Mapped[float]
    latest: Mapped[float]
    rated: Mapped[int]
    """How many of the values have numerator and denominator."""
    numerator: Mapped[float]
    denominator: Mapped[float]
    weighed: Mapped[int]
    """How many of the values say how many cases they rest on."""
    weighted: Mapped[float]
    """Sum of value times sample."""
    sample: Mapped[int]
    __table_args__ = (
        Index(
            "uq_rollups_channel", "metric_id", "channel_id", "month", unique=True,
            sqlite_where=text("channel_id IS NOT NULL"), postgresql_where=text("channel_id IS NOT NULL"),
        ),
        Index(
            "uq_rollups_whole", "metric_id", "month", unique=True,
            sqlite_where=text("channel_id IS NULL"), postgresql_where=text("channel_id IS NULL"),
        ),
    )  # fmt: skip


class Look(Key, Governed, Base):
    """Somebody looked at a signal that includes the value of `period_start`, and says what came of it."""

    __tablename__ = "looks"
    metric_id: Mapped[int] = mapped_column(ForeignKey("metrics.id"))
    period_start: Mapped[date]
    finding: Mapped[str]
    text: Mapped[str]
    lang: Mapped[str]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    __table_args__ = (
        one_of("finding", Finding.values()),
        one_of("lang", ("en", "zh")),
        Index(None, "metric_id", "period_start"),
    )

    @property
    def finding_state(self) -> Finding:
        return Finding(self.finding)

    @property
    def audit_ref(self) -> str:
        return f"metric:{self.metric_id}"


seal("observations", "{row}.superseded_at IS NOT NULL")
seal("channel_values", "{row}.superseded_at IS NOT NULL")
seal("looks")
