"""Files that were sent and wait to be confirmed by whoever sent them."""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council.db.base import Base, Key


class StagedSheet(Key, Base):
    """A table on its way in: one a person and kind, gone when confirmed, cancelled or a day old.

    `found` is what taking it over would do, as it was tried and undone.
    """

    __tablename__ = "staged_sheets"
    person_id: Mapped[int]
    kind: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    packed: Mapped[bytes] = mapped_column(deferred=True)
    options: Mapped[dict[str, Any]]
    found: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    @property
    def content(self) -> bytes:
        """The file as it was sent."""
        return zlib.decompress(self.packed)
