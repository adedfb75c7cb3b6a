"""Reports and their printed editions; what is issued is sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.core.saying import Both
from council.db.base import Base, Governed, Key, Versioned, one_of, together
from council.db.seals import seal
from council.reports.rules import ReportKind, ReportState


class Report(Key, Versioned, Governed, Base):
    """One report on a period. `snapshot` is all that it says, as data; `record_hash` is that data's SHA-256.

    `asked`: [{"en", "zh"}], the decisions asked of management. `log_seq` and `log_hash` are the end of the
    log as known when printing began.
    """

    __tablename__ = "reports"
    REF = "report"

    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default=ReportKind.QUARTERLY.value)
    period_from: Mapped[date]
    period_to: Mapped[date]
    state: Mapped[str] = mapped_column(default=ReportState.DRAFT.value)
    message_en: Mapped[str] = mapped_column(default="")
    message_zh: Mapped[str] = mapped_column(default="")
    asked: Mapped[list[Any]] = mapped_column(default=list)
    drafted_at: Mapped[datetime]
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    record_hash: Mapped[str | None]
    issued_at: Mapped[datetime | None]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    log_seq: Mapped[int | None]
    log_hash: Mapped[str | None]
    editions: Mapped[list[Edition]] = relationship(back_populates="report", order_by="Edition.lang")
    __table_args__ = (
        one_of("kind", ReportKind.values()),
        one_of("state", ReportState.values()),
        together("snapshot", "record_hash", "issued_at", "log_seq", "log_hash", name="issue"),
        CheckConstraint("(state = 'issued') = (issued_at IS NOT NULL)", name="issued"),
        CheckConstraint("period_from <= period_to", name="period"),
    )

    @property
    def status(self) -> ReportState:
        """The state with its label, tone and icon."""
        return ReportState(self.state)

    @property
    def kind_word(self) -> ReportKind:
        """The kind as a word."""
        return ReportKind(self.kind)

    @property
    def message(self) -> Both:
        return Both(self.message_en, self.message_zh)

    @property
    def asked_both(self) -> list[Both]:
        """The decisions asked, in both languages."""
        return [Both(one["en"], one["zh"]) for one in self.asked]


class Edition(Key, Governed, Base):
    """A report printed in one language: the bytes that everybody gets."""

    __tablename__ = "report_editions"
    REF = "report_edition"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    lang: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    sha256: Mapped[str]
    pages: Mapped[int]
    report: Mapped[Report] = relationship(back_populates="editions")
    __table_args__ = (one_of("lang", ("en", "zh")), UniqueConstraint("report_id", "lang"))

    @property
    def audit_ref(self) -> str:
        return f"report:{self.report_id}"


seal("reports", "{row}.state = 'issued'")
seal(
    "report_editions",
    "EXISTS (SELECT 1 FROM reports r WHERE r.id = {row}.report_id AND r.state = 'issued')",
    closed_to_new=True,
)
