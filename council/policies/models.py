"""Governed texts and their numbered versions; what is adopted is sealed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.db.base import Base, Governed, Key, Named, Versioned, one_of, together
from council.db.seals import seal
from council.policies.rules import Category, Dated, VersionState


class Policy(Key, Named, Versioned, Governed, Base):
    """A text the council governs; its title in both languages is its name."""

    __tablename__ = "policies"
    REF = "policy"

    slug: Mapped[str] = mapped_column(unique=True)
    category: Mapped[str] = mapped_column(default=Category.SERVICE.value)
    owner_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), index=True)
    audience_en: Mapped[str] = mapped_column(default="")
    audience_zh: Mapped[str] = mapped_column(default="")
    review_months: Mapped[int] = mapped_column(default=12)
    created_at: Mapped[datetime]
    __table_args__ = (
        one_of("category", Category.values()),
        CheckConstraint("review_months BETWEEN 1 AND 60", name="review_months"),
    )


class PolicyVersion(Key, Versioned, Governed, Base):
    """One numbered text in both languages, one of them authoritative. `planned_from`: the day it should begin."""

    __tablename__ = "policy_versions"
    REF = "policy_version"

    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default=VersionState.DRAFT.value)
    body_en: Mapped[str] = mapped_column(default="")
    body_zh: Mapped[str] = mapped_column(default="")
    authoritative_lang: Mapped[str] = mapped_column(default="zh")
    change_summary: Mapped[str] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(default="en")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    planned_from: Mapped[date | None]
    legal_asked: Mapped[bool] = mapped_column(default=False)
    legal_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    legal_at: Mapped[datetime | None]
    legal_note: Mapped[str] = mapped_column(default="")
    drafted_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    decision_ref: Mapped[str | None]
    adopted_at: Mapped[datetime | None]
    in_force_from: Mapped[date | None]
    next_review_on: Mapped[date | None]
    policy: Mapped[Policy] = relationship(lazy="joined", innerjoin=True)
    __table_args__ = (
        UniqueConstraint("policy_id", "number"),
        one_of("state", VersionState.values()),
        one_of("authoritative_lang", ("en", "zh")),
        one_of("lang", ("en", "zh")),
        together("decision_ref", "adopted_at", "in_force_from", "next_review_on", name="adoption"),
        together("legal_by_id", "legal_at", name="legal"),
        CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", name="adopted"),
        Index(
            "uq_policy_versions_open",
            "policy_id",
            unique=True,
            sqlite_where=text("state IN ('draft', 'in_review')"),
            postgresql_where=text("state IN ('draft', 'in_review')"),
        ),
    )

    @property
    def status(self) -> VersionState:
        """The state with its label and tone."""
        return VersionState(self.state)

    @property
    def dated(self) -> Dated:
        """Its number and first day, once adopted."""
        assert self.in_force_from is not None
        return Dated(self.number, self.in_force_from)

    def body(self, lang: str) -> str:
        """The text in a language."""
        return self.body_zh if lang == "zh" else self.body_en


# The review moves on while the text stays; everything else of an adopted version is as it was voted.
seal(
    "policy_versions",
    "{row}.state = 'adopted'",
    allow=("next_review_on", "row_version"),
    keys=("id",),
)
