"""Reading the log: one thing's history, the whole log page by page, the chain's end and its check."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.audit.chain import Break, Link, first_break
from council.audit.models import AuditHead, AuditLine


def history_of(session: Session, *refs: str, limit: int = 30) -> list[AuditLine]:
    """The newest lines about these things, newest first."""
    query = select(AuditLine).where(AuditLine.ref.in_(refs)).order_by(AuditLine.seq.desc()).limit(limit)
    return list(session.scalars(query))


def log_page(
    session: Session,
    *,
    before: int | None = None,
    ref: str = "",
    actor_id: int | None = None,
    verb: str = "",
    size: int = 50,
) -> list[AuditLine]:
    """One page of the log, newest first, below `before`; one line more than `size` if there is one."""
    query = select(AuditLine).order_by(AuditLine.seq.desc()).limit(size + 1)
    if before is not None:
        query = query.where(AuditLine.seq < before)
    if ref:
        query = query.where(AuditLine.ref == ref)
    if actor_id is not None:
        query = query.where(AuditLine.actor_id == actor_id)
    if verb:
        query = query.where(AuditLine.verb.startswith(verb, autoescape=True))
    return list(session.scalars(query))


def head(session: Session) -> tuple[int, str]:
    """The chain's end as (sequence, hash): what sealed papers are anchored to. (0, "") before the first line."""
    row = session.execute(select(AuditHead.seq, AuditHead.hash)).first()
    return (row.seq, row.hash) if row else (0, "")


def verify(session: Session, *, anchor: tuple[int, str] | None = None) -> Break | None:
    """The first bad link, or None; `anchor` is a sequence and hash known from a printed paper or a backup."""
    row = session.execute(select(AuditHead)).scalar()
    if row is None:
        return Break(1, "tail") if anchor and anchor[0] else None
    found = first_break(_links(session), row.instance, (row.seq, row.hash))
    if found is None and anchor is not None:
        known = session.scalar(select(AuditLine.hash).where(AuditLine.seq == anchor[0]))
        if known is None or not known.startswith(anchor[1]):
            found = Break(anchor[0], "tail")
    return found


def _links(session: Session) -> Iterator[Link]:
    for line in session.scalars(select(AuditLine).order_by(AuditLine.seq).execution_options(yield_per=1000)):
        yield Link(
            line.seq,
            line.at.isoformat(),
            line.actor_id,
            line.verb,
            line.ref,
            line.detail,
            line.previous,
            line.hash,
        )
