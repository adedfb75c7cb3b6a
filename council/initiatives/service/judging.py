"""Judging a cycle: the computed verdict beside a person's conclusion, and what the council keeps of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit import service as audit
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.db.thread import link
from council.initiatives.events import CycleClosed
from council.initiatives.kinds import CYCLE, Answer, Outcome, Phase
from council.initiatives.models import Cycle, Initiative
from council.initiatives.reading import Reading, facts_of, readings
from council.initiatives.rules import pass_gate
from council.initiatives.service.opening import next_cycle
from council.initiatives.service.working import through


def conclude(
    session: Session,
    actor: Actor,
    cycle: Cycle,
    *,
    conclusion: str,
    answer: str,
    difference_reason: str = "",
    guardrail_note: str = "",
    attribution: str = "",
    today: date,
    now: datetime,
    override_reason: str = "",
    expected: int | None = None,
) -> Cycle:
    """Write the conclusion; the verdict of that moment is computed and kept beside it."""
    check(actor, "initiatives:initiative:lead", cycle)
    audit.expect(cycle, expected)
    if answer not in Answer.values():
        raise Refused("core.unknown", field="answer", value=answer)
    if cycle.state != Phase.CHECK:
        raise Refused("core.not_in_this_state")
    cycle.conclusion, cycle.answer = conclusion.strip(), answer
    cycle.difference_reason, cycle.guardrail_note = difference_reason.strip(), guardrail_note.strip()
    cycle.attribution = attribution.strip()
    verdict = {"metrics": [kept(one) for one in readings(session, cycle)], "on": today.isoformat()}
    audit.record(session, actor, "initiatives.write_conclusion", cycle.initiative, now=now, answer=answer)
    return through(
        session,
        actor,
        cycle,
        "conclude",
        today=today,
        now=now,
        why=override_reason,
        verdict=verdict,
        concluded_at=now,
    )


def close(
    session: Session,
    actor: Actor,
    cycle: Cycle,
    *,
    outcome: str,
    lessons: str,
    policy_ref: str = "",
    no_document_reason: str = "",
    control_owner_id: int | None = None,
    yokoten: str = "",
    today: date,
    now: datetime,
    expected: int | None = None,
) -> Cycle:
    """End the cycle: adopt, adapt (a new cycle), extend (the same change observed longer), or abandon."""
    check(actor, "initiatives:initiative:lead", cycle)
    audit.expect(cycle, expected)
    if outcome not in Outcome.values():
        raise Refused("core.unknown", field="outcome", value=outcome)
    if cycle.state != Phase.ACT:
        raise Refused("core.not_in_this_state")
    cycle.lessons, cycle.yokoten = lessons.strip(), yokoten.strip()
    cycle.policy_ref, cycle.no_document_reason = policy_ref, no_document_reason.strip()
    cycle.control_owner_id = control_owner_id
    facts = facts_of(cycle, [], actor, today)
    pass_gate("close", type(facts)(**{**vars(facts), "outcome": outcome}))
    audit.record(session, actor, "initiatives.write_lessons", cycle.initiative, now=now)
    _end(session, actor, cycle, "close", outcome, now=now)
    if policy_ref:
        link(session, cycle.initiative.ref, policy_ref, "adopted", now=now)
    return cycle


def abandon(
    session: Session,
    actor: Actor,
    cycle: Cycle,
    *,
    reason: str,
    now: datetime,
    expected: int | None = None,
) -> Cycle:
    """End the cycle early, with what was learnt; that is no disgrace."""
    check(actor, "initiatives:initiative:lead", cycle)
    audit.expect(cycle, expected)
    if not reason.strip():
        raise Refused("core.required", field="reason")
    CYCLE.after(cycle.state, "abandon")
    cycle.lessons = reason.strip()
    audit.record(session, actor, "initiatives.write_lessons", cycle.initiative, now=now)
    _end(session, actor, cycle, "abandon", Outcome.ABANDON.value, now=now)
    return cycle


def ratify(
    session: Session, actor: Actor, initiative: Initiative, *, decision_ref: str, now: datetime
) -> Initiative:
    """Mark every override of the initiative as ratified by a decision."""
    for cycle in initiative.cycles:
        if any(one["ratified_ref"] is None for one in cycle.overrides):
            cycle.overrides = [
                {**o, "ratified_ref": o["ratified_ref"] or decision_ref} for o in cycle.overrides
            ]
            audit.record(session, actor, "initiatives.ratify", initiative, now=now, decision=decision_ref)
    session.flush()
    return initiative


def kept(one: Reading) -> dict[str, Any]:
    """A verdict as the record keeps it."""
    found = one.verdict
    return {
        "metric_id": one.link.metric_id,
        "role": one.link.role,
        "kind": found.kind.value,
        "baseline_n": found.baseline_n,
        "follow_up_n": found.follow_up_n,
        "rule": found.signal.rule.value if found.signal else None,
    }


def _end(session: Session, actor: Actor, cycle: Cycle, verb: str, outcome: str, *, now: datetime) -> None:
    detail = {"cycle": cycle.number, "outcome": outcome}
    audit.move(session, actor, cycle, CYCLE, verb, now=now, detail=detail, outcome=outcome, closed_at=now)
    if outcome in (Outcome.ADAPT, Outcome.EXTEND):
        next_cycle(session, cycle, now=now, keep_change=outcome == Outcome.EXTEND)
    else:
        cycle.initiative.closed_at = now
    session.flush()
    announce(CycleClosed(session, actor, now, cycle))
