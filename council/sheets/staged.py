"""Keeping a file between its preview and its confirmation: its owner's alone, and for a day."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.sheets.models import StagedSheet

KEPT = timedelta(days=1)
NAME_MAX = 120


@dataclass(frozen=True)
class Source:
    """Where a table came from, for the log: the file's name and the hash of its bytes."""

    name: str
    sha256: str

    @classmethod
    def of(cls, name: str, data: bytes) -> Source:
        """A file as it was sent; of its name only what can be shown."""
        shown = "".join(
            letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable()
        )
        return cls(shown.strip()[-NAME_MAX:] or "table", hashlib.sha256(data).hexdigest())


def stage(
    session: Session,
    actor: Actor,
    kind: str,
    source: Source,
    data: bytes,
    *,
    options: dict[str, Any],
    found: dict[str, Any],
    now: datetime,
) -> StagedSheet:
    """Keep a file; an earlier one of the same person and kind gives way, and whatever is older than a day."""
    mine = (StagedSheet.person_id == actor.person_id) & (StagedSheet.kind == kind)
    session.execute(delete(StagedSheet).where(or_(mine, StagedSheet.made_at < now - KEPT)))
    kept = StagedSheet(
        person_id=actor.person_id, kind=kind, name=source.name, sha256=source.sha256, size=len(data),
        packed=zlib.compress(data, 6), options=options, found=found, made_at=now,
    )  # fmt: skip
    session.add(kept)
    session.flush()
    return kept


def find_staged(session: Session, actor: Actor, kind: str, *, now: datetime) -> StagedSheet | None:
    """The file of this kind that waits for this person; never another's, never one older than a day."""
    return session.scalars(
        select(StagedSheet).where(
            StagedSheet.person_id == actor.person_id,
            StagedSheet.kind == kind,
            StagedSheet.made_at >= now - KEPT,
        )
    ).first()


def drop(session: Session, staged: StagedSheet) -> None:
    """The file is confirmed or no longer wanted."""
    session.delete(staged)
    session.flush()
