"""Files of values on their way in: their lines in pieces, what was read of them, and how columns were mapped before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council.db.base import Base, Key, one_of
from council.metrics.kinds import Stage


class Import(Key, Base):
    """A file that somebody sent: one a person, gone when taken over, discarded or a day old."""

    __tablename__ = "imports"
    person_id: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    sha256: Mapped[str]
    kind: Mapped[str]
    columns: Mapped[list[Any]]
    head: Mapped[int]
    """The line with the column names."""
    rows: Mapped[int]
    checked: Mapped[int] = mapped_column(default=0)
    pieces: Mapped[int]
    signature: Mapped[str]
    signs: Mapped[list[Any]]
    """What each column's numbers show of how decimals are written."""
    examples: Mapped[list[Any]]
    roles: Mapped[list[Any]] = mapped_column(default=list)
    decimals: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    problems: Mapped[dict[str, Any]] = mapped_column(default=dict)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_at: Mapped[datetime]
    __table_args__ = (one_of("state", Stage.values()), CheckConstraint("checked <= rows", name="checked"))

    @property
    def stage(self) -> Stage:
        return Stage(self.state)


class ImportPiece(Key, Base):
    """Some thousand lines of a file, packed."""

    __tablename__ = "import_pieces"
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    number: Mapped[int]
    rows: Mapped[int]
    packed: Mapped[bytes]
    __table_args__ = (UniqueConstraint("import_id", "number"),)


class ImportRow(Key, Base):
    """One value as it was read, and what it does: new, changed or the same. `channel_id` 0: of all together."""

    __tablename__ = "import_rows"
    import_id: Mapped[int]
    line: Mapped[int]
    place: Mapped[int]
    """The column it stands in."""
    metric_id: Mapped[int]
    channel_id: Mapped[int]
    period_start: Mapped[date]
    value: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    sample: Mapped[int | None]
    level: Mapped[str]
    note: Mapped[str]
    lang: Mapped[str]
    mark: Mapped[str]
    __table_args__ = (Index(None, "import_id", "metric_id", "period_start", "channel_id"),)


class ImportMapping(Key, Base):
    """How somebody mapped a table with these columns when it came last."""

    __tablename__ = "import_mappings"
    signature: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    roles: Mapped[dict[str, Any]]
    """By folded column name."""
    decimals: Mapped[str]
    used_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("signature", "person_id"),)
