"""Writing the log: `record` beside a change, `move` for a step in a thing's life."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import inspect, update
from sqlalchemy.orm import Session

from council.audit.guard import pending
from council.core.actor import Actor
from council.core.errors import Refused, Stale
from council.core.lifecycle import Lifecycle
from council.core.saying import Both, Say
from council.db.base import Governed


def record(
    session: Session, actor: Actor, verb: str, about: Governed | str, *, now: datetime, **detail: Any
) -> None:
    """Add a line; it is written when the transaction commits, after every change is flushed.

    `verb` is `room.verb`; `about` the governed thing (or its reference); `detail` what a reader needs to
    understand the line, never secrets or whole texts. Who came otherwise than by a browser is said with it.
    """
    if actor.label:
        detail["via"] = actor.label
    pending(session).lines.append(
        {
            "at": now,
            "actor_id": actor.person_id,
            "verb": verb,
            "ref": about if isinstance(about, str) else "",
            "thing": None if isinstance(about, str) else about,
            "detail": {k: plain(v) for k, v in detail.items()},
        }
    )


def changes(thing: Any) -> dict[str, list[Any]]:
    """Field by field what differs from the stored row, as `[before, after]`, for a line's detail."""
    found = {}
    for attribute in inspect(thing).mapper.column_attrs:
        history = inspect(thing).attrs[attribute.key].history
        if history.has_changes() and attribute.key != "row_version":
            before = history.deleted[0] if history.deleted else None
            found[attribute.key] = [plain(before), plain(history.added[0] if history.added else None)]
    return found


def move(
    session: Session,
    actor: Actor,
    thing: Any,
    lifecycle: Lifecycle,
    verb: str,
    *,
    now: datetime,
    expected: int | None = None,
    detail: dict[str, Any] | None = None,
    **values: Any,
) -> None:
    """One step in a thing's life: a conditional UPDATE whose row count decides, and its line in the log.

    Sets `state` and `values` together. Refused `core.not_in_this_state` when somebody was faster;
    Stale when `expected` is not the row's version. The line's verb is `<room>.<verb>`.
    """
    session.flush()
    model = type(thing)
    if expected is not None and thing.row_version != expected:
        raise Stale(thing, expected)
    before = str(thing.state)
    after = lifecycle.after(before, verb)
    values |= {"state": after}
    if hasattr(model, "row_version"):
        values["row_version"] = model.row_version + 1
    statement = update(model).where(model.id == thing.id, model.state == before).values(**values)
    done = session.execute(statement, execution_options={"audited": True, "synchronize_session": False})
    session.refresh(thing)
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused("core.not_in_this_state", thing=lifecycle.name, state=str(thing.state), verb=verb)
    room = model.__module__.split(".")[1]
    record(session, actor, f"{room}.{verb}", thing, now=now, before=before, after=after, **(detail or {}))


def expect(thing: Any, row_version: int | None) -> None:
    """Stale unless the form was opened on this very version of the thing."""
    if row_version is not None and thing.row_version != row_version:
        raise Stale(thing, row_version)


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (Say, Both)):
        return value.to_json() if isinstance(value, Say) else [value.en, value.zh]
    if isinstance(value, (Fraction, Decimal)):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in (sorted(value, key=str) if isinstance(value, (set, frozenset)) else value)]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    return str(value) if isinstance(value, str) else value
