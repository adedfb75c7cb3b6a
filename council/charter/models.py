"""The council's own row, its charter versions and their articles; what is adopted is sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.charter.states import VersionState
from council.core.saying import Both
from council.db.base import Base, Governed, Key, Named, Versioned, one_of
from council.db.seals import seal

LANGUAGES = ("en", "zh")


class CouncilProfile(Key, Versioned, Governed, Named, Base):
    """The one council that this installation serves."""

    REF = "council"
    __tablename__ = "council_profile"
    time_zone: Mapped[str]
    content_language: Mapped[str]
    founded_on: Mapped[date | None]
    signatories: Mapped[list[Any]]
    demo: Mapped[bool] = mapped_column(default=False)
    decision_pattern: Mapped[str] = mapped_column(default="")
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), one_of("content_language", LANGUAGES))


class CharterVersion(Key, Versioned, Governed, Base):
    """One numbered text of the charter with its typed rules; `decision_ref` is empty for the founding one."""

    REF = "charter_version"
    __tablename__ = "charter_versions"
    number: Mapped[int] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default=VersionState.DRAFT.value)
    authoritative_lang: Mapped[str]
    rules: Mapped[dict[str, Any]]
    change_summary: Mapped[str] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(default="en")
    in_force_from: Mapped[date | None]
    adopted_at: Mapped[datetime | None]
    decision_ref: Mapped[str | None]
    founding: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    made_at: Mapped[datetime]
    articles: Mapped[list[CharterArticle]] = relationship(
        back_populates="version", order_by="CharterArticle.position", cascade="all, delete-orphan"
    )
    __table_args__ = (
        one_of("state", VersionState.values()),
        one_of("authoritative_lang", LANGUAGES),
        one_of("lang", LANGUAGES),
        CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", name="adopted_when"),
        CheckConstraint("state <> 'adopted' OR in_force_from IS NOT NULL", name="adopted_from"),
        CheckConstraint("state <> 'adopted' OR founding OR decision_ref IS NOT NULL", name="adopted_by"),
        Index(None, "state", "in_force_from"),
    )

    @property
    def status(self) -> VersionState:
        """The state with its label, tone and icon."""
        return VersionState(self.state)

    @property
    def code(self) -> str:
        """How addresses and sentences name it: v3."""
        return f"v{self.number}"


class CharterArticle(Key, Versioned, Governed, Base):
    """An article ("5", with its title) or one of its clauses ("5.2"); `stale`: the translation lags behind."""

    REF = "charter_article"
    __tablename__ = "charter_articles"
    version_id: Mapped[int] = mapped_column(ForeignKey("charter_versions.id"))
    number: Mapped[str]
    position: Mapped[int]
    title_en: Mapped[str] = mapped_column(default="")
    title_zh: Mapped[str] = mapped_column(default="")
    body_en: Mapped[str] = mapped_column(default="")
    body_zh: Mapped[str] = mapped_column(default="")
    stale: Mapped[bool] = mapped_column(default=False)
    version: Mapped[CharterVersion] = relationship(back_populates="articles")
    __table_args__ = (UniqueConstraint("version_id", "number"), Index(None, "version_id", "position"))

    @property
    def audit_ref(self) -> str:
        return f"charter_version:{self.version_id}"

    @property
    def title(self) -> Both:
        return Both(self.title_en, self.title_zh)

    @property
    def is_clause(self) -> bool:
        """Whether it is a numbered clause of an article."""
        return "." in self.number

    def body(self, lang: str) -> tuple[str, str]:
        """The text and the language it is really in: the other one where there is no translation."""
        wanted, other = (self.body_zh, self.body_en) if lang == "zh" else (self.body_en, self.body_zh)
        if wanted or not other:
            return wanted, lang
        return other, "en" if lang == "zh" else "zh"


seal("charter_versions", "{row}.state = 'adopted'")
seal(
    "charter_articles",
    "EXISTS (SELECT 1 FROM charter_versions v WHERE v.id = {row}.version_id AND v.state = 'adopted')",
    closed_to_new=True,
)
