"""The log's lines, its one head row, and the instance's id."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from council.db.base import Base
from council.db.seals import seal


class AuditLine(Base):
    """One change: who, when, what, about which thing. `detail` holds fields before and after, never secrets."""

    __tablename__ = "audit_lines"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    verb: Mapped[str]
    ref: Mapped[str]
    detail: Mapped[dict[str, Any]]
    previous: Mapped[str]
    hash: Mapped[str]
    __table_args__ = (Index(None, "ref", "seq"), Index(None, "actor_id", "seq"))


class AuditHead(Base):
    """The end of the chain, one row, locked last in every writing transaction."""

    __tablename__ = "audit_head"
    id: Mapped[int] = mapped_column(primary_key=True)
    instance: Mapped[str]
    seq: Mapped[int]
    hash: Mapped[str]
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)


seal("audit_lines", keys=("seq",))
