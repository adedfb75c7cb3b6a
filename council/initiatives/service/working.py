"""Doing the work: steps, the day of implementation, and the gates into Do and Check."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit import service as audit
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.saying import Say
from council.initiatives.kinds import CYCLE, STEP, Phase, StepState
from council.initiatives.models import Cycle, Step
from council.initiatives.reading import facts_of, readings
from council.initiatives.rules import pass_gate


def start_do(
    session: Session,
    actor: Actor,
    cycle: Cycle,
    *,
    today: date,
    now: datetime,
    override_reason: str = "",
    expected: int | None = None,
) -> Cycle:
    """Plan is complete: fix it and begin the work."""
    return through(
        session, actor, cycle, "start_do", today=today, now=now, why=override_reason, expected=expected
    )


def start_check(
    session: Session,
    actor: Actor,
    cycle: Cycle,
    *,
    today: date,
    now: datetime,
    override_reason: str = "",
    expected: int | None = None,
) -> Cycle:
    """The change is in place and data arrives: begin to look."""
    return through(
        session, actor, cycle, "start_check", today=today, now=now, why=override_reason, expected=expected
    )


def through(
    session: Session,
    actor: Actor,
    cycle: Cycle,
    verb: str,
    *,
    today: date,
    now: datetime,
    why: str,
    expected: int | None = None,
    **values: Any,
) -> Cycle:
    """Pass a gate, or let it pass with the chair's reason, which goes to the next agenda to be ratified."""
    check(actor, "initiatives:gate:override" if why.strip() else "initiatives:initiative:lead", cycle)
    session.flush()
    let_pass = pass_gate(verb, facts_of(cycle, readings(session, cycle), actor, today), override_reason=why)
    detail: dict[str, Any] = {"cycle": cycle.number}
    if let_pass:
        values["overrides"] = [*cycle.overrides, _override(verb, let_pass, why, actor, today)]
        detail["override"] = why.strip()
    audit.move(session, actor, cycle, CYCLE, verb, now=now, expected=expected, detail=detail, **values)
    return cycle


def implement(
    session: Session,
    actor: Actor,
    cycle: Cycle,
    on: date,
    *,
    now: datetime,
    expected: int | None = None,
) -> Cycle:
    """Say on which day the change took effect; it is what before and after are told apart by."""
    check(actor, "initiatives:initiative:lead", cycle)
    audit.expect(cycle, expected)
    if cycle.state != Phase.DO:
        raise Refused("core.not_in_this_state")
    if cycle.baseline_to is not None and on <= cycle.baseline_to:
        raise Refused("initiatives.implemented_in_baseline", field="on", day=cycle.baseline_to)
    cycle.implementation_on = on
    audit.record(session, actor, "initiatives.implement", cycle.initiative, now=now, on=on)
    session.flush()
    return cycle


def add_step(
    session: Session, actor: Actor, cycle: Cycle, *, text: str, owner_id: int, due_on: date, now: datetime
) -> Step:
    """Put a piece of work on the list."""
    check(actor, "initiatives:initiative:lead", cycle)
    if cycle.state not in (Phase.PLAN, Phase.DO):
        raise Refused("core.not_in_this_state")
    if not text.strip():
        raise Refused("core.required", field="text")
    step = Step(cycle=cycle, text=text.strip(), owner_id=owner_id, due_on=due_on, state=StepState.OPEN.value)
    session.add(step)
    audit.record(session, actor, "initiatives.add_step", cycle.initiative, now=now, step=step.text)
    session.flush()
    return step


def finish_step(session: Session, actor: Actor, step: Step, *, now: datetime) -> Step:
    """A step is done."""
    return _close_step(session, actor, step, "finish_step", now)


def drop_step(session: Session, actor: Actor, step: Step, *, now: datetime) -> Step:
    """A step is not needed after all."""
    return _close_step(session, actor, step, "drop_step", now)


def _close_step(session: Session, actor: Actor, step: Step, verb: str, now: datetime) -> Step:
    if actor.person_id is None or step.owner_id != actor.person_id:
        check(actor, "initiatives:initiative:lead", step.cycle)
    audit.move(session, actor, step, STEP, verb, now=now, detail={"step": step.text})
    return step


def _override(verb: str, let_pass: list[Say], why: str, actor: Actor, today: date) -> dict[str, Any]:
    return {
        "gate": verb,
        "missing": [one.to_json() for one in let_pass],
        "reason": why.strip(),
        "by": actor.person_id,
        "on": today.isoformat(),
        "ratified_ref": None,
    }
