"""The rule that nothing governed changes without a line: watched at flush, at bulk DML and at commit."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from council.audit.chain import Link, digest, genesis
from council.audit.models import AuditHead, AuditLine
from council.db.base import Base, Governed
from council.db.session import CouncilSession


class SilentChange(RuntimeError):
    """A governed thing changed without a line in the log; the transaction must not commit."""


@dataclass
class Pending:
    """What this transaction still has to write or to answer for."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    changed: list[Governed] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)


def pending(session: Session) -> Pending:
    """The session's list of lines to write at commit."""
    found: Pending = session.info.setdefault("audit", Pending())
    return found


@event.listens_for(CouncilSession, "before_flush")
def _notice(session: Session, context: object, instances: object) -> None:
    waiting = pending(session)
    waiting.changed += [one for one in session.new if isinstance(one, Governed)]
    waiting.changed += [
        one for one in session.dirty if isinstance(one, Governed) and session.is_modified(one)
    ]
    waiting.deleted |= {one.audit_ref for one in session.deleted if isinstance(one, Governed)}


@event.listens_for(CouncilSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    table = getattr(state.statement, "table", None)
    if table is not None and table.name in governed_tables() and not state.execution_options.get("audited"):
        raise SilentChange(f"bulk change of {table.name} outside audit.move()")


@event.listens_for(CouncilSession, "before_commit")
def _write_lines(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    waiting = pending(session)
    for line in waiting.lines:
        thing = line.pop("thing", None)
        line["ref"] = line["ref"] or thing.audit_ref
    told = {line["ref"] for line in waiting.lines}
    silent = ({one.audit_ref for one in waiting.changed} | waiting.deleted) - told
    if silent:
        raise SilentChange(f"changed without a line in the log: {sorted(silent)}")
    if waiting.lines:
        _append(session, waiting.lines)
    session.info.pop("audit", None)


@event.listens_for(CouncilSession, "after_soft_rollback")
def _forget(session: Session, previous: SessionTransaction) -> None:
    if not previous.nested:
        session.info.pop("audit", None)


@cache
def governed_tables() -> frozenset[str]:
    """Names of the tables whose rows are governed."""
    return frozenset(
        str(m.local_table.description) for m in Base.registry.mappers if issubclass(m.class_, Governed)
    )


def _append(session: Session, lines: list[dict[str, Any]]) -> None:
    connection = session.connection()
    head = connection.execute(select(AuditHead.__table__).with_for_update()).first()
    if head is None:
        instance = secrets.token_hex(16)
        connection.execute(insert(AuditHead).values(id=1, instance=instance, seq=0, hash=genesis(instance)))
        seq, previous = 0, genesis(instance)
    else:
        seq, previous = head.seq, head.hash
    rows = []
    for line in lines:
        seq += 1
        moment: datetime = line["at"].astimezone(UTC)
        link = Link(
            seq, moment.isoformat(), line["actor_id"], line["verb"], line["ref"], line["detail"], previous
        )
        previous = digest(link)
        rows.append({**line, "at": moment, "seq": seq, "previous": link.previous, "hash": previous})
    connection.execute(insert(AuditLine), rows)
    connection.execute(update(AuditHead).where(AuditHead.id == 1).values(seq=seq, hash=previous))
