"""Giving actions to people and closing them, each with its line in the log."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.accounts.models import Person
from council.actions import queries
from council.actions.events import ActionAssigned
from council.actions.models import Action
from council.actions.rules import LIFE, ActionState, need_text
from council.audit import service as audit
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.db.thread import link


def assign(
    session: Session,
    actor: Actor,
    *,
    text: str,
    lang: str,
    owner_id: int,
    due_on: date,
    origin_ref: str = "",
    now: datetime,
) -> Action:
    """Give somebody something to do by a day."""
    check(actor, "actions:action:assign")
    session.flush()
    action = Action(
        code=queries.next_code(session, now),
        text=need_text(text, field="text"),
        lang=lang,
        owner_id=owner_id,
        due_on=due_on,
        origin_ref=origin_ref,
        state=ActionState.OPEN.value,
        assigned_at=now,
    )
    session.add(action)
    session.flush()
    audit.record(session, actor, "actions.assign", action, now=now, owner=owner_id, due=due_on)
    if origin_ref:
        link(session, origin_ref, action.ref, "assigned", now=now)
    announce(ActionAssigned(session, actor, now, action))
    return action


def hand_over(
    session: Session,
    actor: Actor,
    action: Action,
    to: Person,
    *,
    now: datetime,
    expected: int | None = None,
) -> Action:
    """Put an open action into another person's name, who is told."""
    check(actor, "actions:action:assign", action)
    audit.expect(action, expected)
    if action.state != ActionState.OPEN:
        raise Refused("core.not_in_this_state")
    if not to.active:
        raise Refused("actions.owner_left", field="to", person=to.name)
    if action.owner_id == to.id:
        return action
    before, action.owner_id = action.owner_id, to.id
    audit.record(session, actor, "actions.hand_over", action, now=now, owner=[before, to.id])
    session.flush()
    announce(ActionAssigned(session, actor, now, action))
    return action


def postpone(
    session: Session,
    actor: Actor,
    action: Action,
    due_on: date,
    reason: str,
    *,
    now: datetime,
    expected: int | None = None,
) -> Action:
    """Move the day it is due, with a reason that stays in the log."""
    check(actor, "actions:action:assign", action)
    audit.expect(action, expected)
    if action.state != ActionState.OPEN:
        raise Refused("core.not_in_this_state")
    reason = need_text(reason, field="reason")
    before, action.due_on = action.due_on, due_on
    audit.record(session, actor, "actions.postpone", action, now=now, due=[before, due_on], reason=reason)
    session.flush()
    return action


def finish(
    session: Session, actor: Actor, action: Action, *, note: str, now: datetime, expected: int | None = None
) -> Action:
    """Say that it is done, and what came of it."""
    return _close(session, actor, action, "finish", need_text(note, field="note"), now, expected)


def drop(
    session: Session, actor: Actor, action: Action, *, reason: str, now: datetime, expected: int | None = None
) -> Action:
    """Give it up, with the reason."""
    return _close(session, actor, action, "drop", need_text(reason, field="reason"), now, expected)


def _close(
    session: Session, actor: Actor, action: Action, verb: str, note: str, now: datetime, expected: int | None
) -> Action:
    check(actor, f"actions:action:{verb}", action)
    audit.move(session, actor, action, LIFE, verb, now=now, expected=expected, note=note, closed_at=now)
    return action
