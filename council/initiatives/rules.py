"""The gates between the phases: what each asks for, what is missing, and what the chair may let pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from council.core.errors import Refused
from council.core.saying import Both, Say
from council.initiatives.kinds import Answer, Bone, Outcome, Role, VerdictKind
from council.initiatives.verdict import BASELINE_FROM

BASELINE_WELL = 12
"""Baseline points below which the plan is warned that little can be seen."""


@dataclass(frozen=True)
class Measured:
    """What is known of one metric of the cycle. `verdict` is None before it is computed."""

    name: Both
    role: str
    baseline_n: int = 0
    has_target: bool = False
    follow_up_n: int = 0
    verdict: VerdictKind | None = None


@dataclass(frozen=True)
class Facts:
    """All that the gates look at."""

    decided: bool
    lead_is_actor: bool = False
    problem: str = ""
    causes: Sequence[Mapping[str, Any]] = ()
    has_lead: bool = True
    has_sponsor: bool = False
    due_on: date | None = None
    metrics: Sequence[Measured] = ()
    implementation_on: date | None = None
    today: date = date.min
    open_steps: int = 0
    follow_up_points: int = 6
    conclusion: str = ""
    answer: str | None = None
    difference_reason: str = ""
    guardrail_note: str = ""
    outcome: str | None = None
    policy_ref: str = ""
    no_document_reason: str = ""
    has_control_owner: bool = False
    yokoten: str = ""
    lessons: str = ""

    def of(self, role: Role) -> list[Measured]:
        """Its metrics in a role."""
        return [m for m in self.metrics if m.role == role]


@dataclass(frozen=True)
class Check:
    """One line of a gate. `firm` may not be let pass by anyone; `warning` is said though the line is met."""

    need: Say
    met: bool
    firm: bool = False
    warning: Say | None = None


def gate(verb: str, facts: Facts) -> list[Check]:
    """The checklist of the step `start_do`, `start_check`, `conclude` or `close`."""
    return _GATES[verb](facts)


def missing(checks: Sequence[Check]) -> list[Check]:
    """The lines that are not met."""
    return [one for one in checks if not one.met]


def pass_gate(verb: str, facts: Facts, *, override_reason: str = "") -> list[Say]:
    """Refuse unless everything is there; returns what an override with a reason let pass.

    Never let pass: the council decision, the implementation date, and anything in the chair's own initiative.
    """
    lacking = missing(gate(verb, facts))
    if not lacking:
        return []
    if not override_reason.strip():
        raise Refused("initiatives.gate_missing", missing=[one.need for one in lacking])
    if facts.lead_is_actor:
        raise Refused("initiatives.own_override")
    firm = [one.need for one in lacking if one.firm]
    if firm:
        raise Refused("initiatives.firm_missing", missing=firm)
    return [one.need for one in lacking]


def agrees(answer: str, verdicts: Sequence[VerdictKind]) -> bool:
    """Whether a person's conclusion says what the charts say of every primary metric."""
    return all(answer in _FITTING.get(kind, (Answer.UNCLEAR,)) for kind in verdicts)


def need_causes(causes: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Causes with their bone and countermeasure, blank ones left out."""
    kept = []
    for one in causes:
        cause, counter = str(one.get("cause", "")).strip(), str(one.get("countermeasure", "")).strip()
        bone = str(one.get("bone", Bone.PROCESS))
        if bone not in Bone.values():
            raise Refused("core.unknown", field="causes", value=bone)
        if cause or counter:
            kept.append({"bone": bone, "cause": cause, "countermeasure": counter})
    return kept


def _plan(facts: Facts) -> list[Check]:
    primary = facts.of(Role.PRIMARY)
    short = [m.name for m in primary if m.baseline_n < BASELINE_FROM]
    thin = [m.name for m in primary if BASELINE_FROM <= m.baseline_n < BASELINE_WELL]
    return [
        Check(Say("initiatives.need_decision"), facts.decided, firm=True),
        Check(Say("initiatives.need_problem"), any(c.isdigit() for c in facts.problem)),
        Check(
            Say("initiatives.need_baseline", n=BASELINE_FROM),
            bool(primary) and not short,
            warning=Say("initiatives.thin_baseline", n=BASELINE_WELL, metrics=thin) if thin else None,
        ),
        Check(
            Say("initiatives.need_target"),
            bool(primary) and all(m.has_target for m in primary) and facts.due_on is not None,
        ),
        Check(
            Say("initiatives.need_cause"),
            any(c.get("cause") and c.get("countermeasure") for c in facts.causes),
        ),
        Check(Say("initiatives.need_sponsor"), facts.has_lead and facts.has_sponsor),
        Check(Say("initiatives.need_guardrail"), bool(facts.of(Role.GUARDRAIL))),
    ]


def _do(facts: Facts) -> list[Check]:
    begun = facts.implementation_on is not None and facts.implementation_on <= facts.today
    return [
        Check(Say("initiatives.need_implementation"), begun, firm=True),
        Check(Say("initiatives.need_steps"), facts.open_steps == 0),
        Check(
            Say("initiatives.need_data"),
            bool(facts.of(Role.PRIMARY)) and all(m.follow_up_n > 0 for m in facts.of(Role.PRIMARY)),
        ),
    ]


def _check(facts: Facts) -> list[Check]:
    primary, guards = facts.of(Role.PRIMARY), facts.of(Role.GUARDRAIL)
    verdicts = [m.verdict for m in primary if m.verdict is not None]
    checks = [
        Check(
            Say("initiatives.need_follow_up", n=facts.follow_up_points),
            bool(primary) and all(m.follow_up_n >= facts.follow_up_points for m in primary),
        ),
        Check(Say("initiatives.need_verdict"), bool(verdicts) and len(verdicts) == len(primary)),
        Check(
            Say("initiatives.need_conclusion"), bool(facts.conclusion.strip()) and facts.answer is not None
        ),
        Check(
            Say("initiatives.need_difference"),
            facts.answer is None or agrees(facts.answer, verdicts) or bool(facts.difference_reason.strip()),
        ),
    ]
    if guards:
        checks.append(Check(Say("initiatives.need_guardrail_look"), bool(facts.guardrail_note.strip())))
    return checks


def _act(facts: Facts) -> list[Check]:
    lessons = Check(Say("initiatives.need_lessons"), bool(facts.lessons.strip()))
    if facts.outcome is None:
        return [Check(Say("initiatives.need_outcome"), met=False, firm=True), lessons]
    if facts.outcome != Outcome.ADOPT:
        return [lessons]
    return [
        Check(
            Say("initiatives.need_document"),
            bool(facts.policy_ref) or bool(facts.no_document_reason.strip()),
        ),
        Check(Say("initiatives.need_control_owner"), facts.has_control_owner),
        Check(Say("initiatives.need_yokoten"), bool(facts.yokoten.strip())),
        lessons,
    ]


_GATES = {"start_do": _plan, "start_check": _do, "conclude": _check, "close": _act}
_FITTING: dict[VerdictKind, tuple[Answer, ...]] = {
    VerdictKind.IMPROVED: (Answer.WORKED,),
    VerdictKind.SUSTAINED: (Answer.WORKED,),
    VerdictKind.FADED: (Answer.NOT_SEEN, Answer.UNCLEAR),
    VerdictKind.NO_CHANGE: (Answer.NOT_SEEN, Answer.UNCLEAR),
    VerdictKind.WORSE: (Answer.HARMED,),
}
