"""The golden thread: which thing led to which, kept once and read in both directions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Index,
    Select,
    UniqueConstraint,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, Session

from council.db.base import Base, Key

HUBS = ("metric", "policy", "seat")
"""Kinds at which many threads meet: they are shown, but the thread does not run on through them."""


class ThreadLink(Key, Base):
    """`from_ref` led to `to_ref`; `kind` says how (`raised`, `discussed`, `decided`, `opened`…)."""

    __tablename__ = "thread_links"
    from_ref: Mapped[str]
    to_ref: Mapped[str]
    kind: Mapped[str]
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("from_ref", "to_ref", "kind"), Index(None, "to_ref"))


def link(session: Session, from_ref: str, to_ref: str, kind: str, *, now: datetime) -> None:
    """Tie two things together; tying them twice changes nothing."""
    session.flush()
    known = session.scalar(select(ThreadLink).filter_by(from_ref=from_ref, to_ref=to_ref, kind=kind))
    if known is None:
        session.add(ThreadLink(from_ref=from_ref, to_ref=to_ref, kind=kind, at=now))


def around(session: Session, ref: str, *, steps: int = 6) -> tuple[list[ThreadLink], list[ThreadLink]]:
    """What the thing came from and what it led to, nearest first: one query for both ways."""
    back, forth = _follow(ref, back=True, steps=steps), _follow(ref, back=False, steps=steps)
    both = union_all(back, forth).subquery()
    found = session.execute(
        select(ThreadLink, both.c.way)
        .join(both, both.c.id == ThreadLink.id)
        .order_by(both.c.way, both.c.step, ThreadLink.id)
    )
    nearest: tuple[dict[str, ThreadLink], dict[str, ThreadLink]] = {}, {}
    for one, way in found:
        nearest[way].setdefault(one.to_ref if way else one.from_ref, one)
    return list(nearest[0].values()), list(nearest[1].values())


def _follow(ref: str, *, back: bool, steps: int) -> Select[int, Any, int]:
    near, far = (ThreadLink.to_ref, ThreadLink.from_ref) if back else (ThreadLink.from_ref, ThreadLink.to_ref)
    reached = select(literal(ref).label("ref"), literal(0).label("step")).cte(
        "came_from" if back else "led_to", recursive=True
    )
    reached = reached.union(
        select(far, reached.c.step + 1).where(near == reached.c.ref, reached.c.step < steps, _onward(reached))
    )
    return (
        select(ThreadLink.id, func.min(reached.c.step).label("step"), literal(0 if back else 1).label("way"))
        .join(reached, near == reached.c.ref)
        .where(reached.c.step < steps, far != ref, _onward(reached))
        .group_by(ThreadLink.id)
    )


def _onward(reached: CTE) -> ColumnElement[bool]:
    return or_(reached.c.step == 0, ~or_(*(reached.c.ref.startswith(f"{kind}:") for kind in HUBS)))


def touching(session: Session, refs: set[str]) -> list[ThreadLink]:
    """Every link at one of these things, for pages that show many."""
    where = or_(ThreadLink.from_ref.in_(refs), ThreadLink.to_ref.in_(refs))
    return list(session.scalars(select(ThreadLink).where(where).order_by(ThreadLink.id)))
