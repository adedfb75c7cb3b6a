"""The gates: each says what is missing, and what nobody may let pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from council.core.errors import Refused
from council.core.saying import Both
from council.initiatives.kinds import VerdictKind
from council.initiatives.rules import Facts, Measured, agrees, gate, missing, need_causes, pass_gate

NAME = Both("FCR", "首次解决率")
PRIMARY = Measured(NAME, "primary", 12, True, 6, VerdictKind.SUSTAINED)
GUARD = Measured(NAME, "guardrail", 12, False, 6, VerdictKind.NO_CHANGE)
WHOLE = Facts(
    decided=True,
    problem="28 % call again.",
    causes=[{"cause": "a", "countermeasure": "b"}],
    has_sponsor=True,
    due_on=date(2026, 6, 30),
    metrics=[PRIMARY, GUARD],
    implementation_on=date(2026, 1, 5),
    today=date(2026, 3, 2),
    conclusion="It helped.",
    answer="worked",
    guardrail_note="Steady.",
    outcome="adopt",
    policy_ref="policy_version:1",
    has_control_owner=True,
    yokoten="Also for e-mail.",
    lessons="Ask earlier.",
)


@pytest.mark.parametrize("verb", ["start_do", "start_check", "conclude", "close"])
def test_a_whole_cycle_passes_every_gate(verb: str) -> None:
    assert pass_gate(verb, WHOLE) == []


LACKS = [
    ("start_do", {"decided": False}, "need_decision"),
    ("start_do", {"problem": "Many call again."}, "need_problem"),
    ("start_do", {"metrics": [replace(PRIMARY, baseline_n=5), GUARD]}, "need_baseline"),
    ("start_do", {"metrics": [replace(PRIMARY, has_target=False), GUARD]}, "need_target"),
    ("start_do", {"due_on": None}, "need_target"),
    ("start_do", {"causes": [{"cause": "a", "countermeasure": ""}]}, "need_cause"),
    ("start_do", {"has_sponsor": False}, "need_sponsor"),
    ("start_do", {"metrics": [PRIMARY]}, "need_guardrail"),
    ("start_check", {"implementation_on": None}, "need_implementation"),
    ("start_check", {"implementation_on": date(2026, 3, 3)}, "need_implementation"),
    ("start_check", {"open_steps": 1}, "need_steps"),
    ("start_check", {"metrics": [replace(PRIMARY, follow_up_n=0), GUARD]}, "need_data"),
    ("conclude", {"metrics": [replace(PRIMARY, follow_up_n=5), GUARD]}, "need_follow_up"),
    ("conclude", {"metrics": [replace(PRIMARY, verdict=None), GUARD]}, "need_verdict"),
    ("conclude", {"conclusion": " "}, "need_conclusion"),
    ("conclude", {"answer": "not_seen"}, "need_difference"),
    ("conclude", {"guardrail_note": ""}, "need_guardrail_look"),
    ("close", {"outcome": None}, "need_outcome"),
    ("close", {"policy_ref": "", "no_document_reason": " "}, "need_document"),
    ("close", {"has_control_owner": False}, "need_control_owner"),
    ("close", {"yokoten": ""}, "need_yokoten"),
    ("close", {"outcome": "abandon", "lessons": ""}, "need_lessons"),
]


@pytest.mark.parametrize(("verb", "change", "need"), LACKS)
def test_each_gate_names_what_is_missing(verb: str, change: dict[str, object], need: str) -> None:
    facts = replace(WHOLE, **change)  # type: ignore[arg-type]
    assert [one.need.key for one in missing(gate(verb, facts))] == [f"initiatives.{need}"]
    with pytest.raises(Refused) as refused:
        pass_gate(verb, facts)
    assert refused.value.key == "initiatives.gate_missing"
    assert [one.key for one in refused.value.params["missing"]] == [f"initiatives.{need}"]


def test_a_thin_baseline_is_warned_of_and_passes() -> None:
    facts = replace(WHOLE, metrics=[replace(PRIMARY, baseline_n=8), GUARD])
    warned = [one for one in gate("start_do", facts) if one.warning]
    assert pass_gate("start_do", facts) == [] and len(warned) == 1


def test_an_override_lets_pass_what_is_not_firm() -> None:
    facts = replace(WHOLE, has_sponsor=False)
    let = pass_gate("start_do", facts, override_reason="The sponsor is on leave.")
    assert [one.key for one in let] == ["initiatives.need_sponsor"]


@pytest.mark.parametrize(
    ("verb", "change", "key"),
    [
        ("start_do", {"decided": False}, "initiatives.firm_missing"),
        ("start_check", {"implementation_on": None}, "initiatives.firm_missing"),
        ("start_do", {"has_sponsor": False, "lead_is_actor": True}, "initiatives.own_override"),
    ],
)
def test_what_nobody_may_let_pass(verb: str, change: dict[str, object], key: str) -> None:
    with pytest.raises(Refused) as refused:
        pass_gate(verb, replace(WHOLE, **change), override_reason="In a hurry.")  # type: ignore[arg-type]
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("answer", "kinds", "expected"),
    [
        ("worked", [VerdictKind.IMPROVED, VerdictKind.SUSTAINED], True),
        ("worked", [VerdictKind.IMPROVED, VerdictKind.NO_CHANGE], False),
        ("not_seen", [VerdictKind.NO_CHANGE], True),
        ("harmed", [VerdictKind.WORSE], True),
        ("worked", [VerdictKind.WORSE], False),
        ("unclear", [VerdictKind.BASELINE_UNSTABLE], True),
    ],
)
def test_a_conclusion_agrees_or_needs_a_reason(answer: str, kinds: list[VerdictKind], expected: bool) -> None:
    assert agrees(answer, kinds) is expected


def test_causes_lie_on_a_bone_and_blank_ones_go() -> None:
    kept = need_causes(
        [{"bone": "people", "cause": " a ", "countermeasure": ""}, {"cause": "", "bone": "policy"}]
    )
    assert kept == [{"bone": "people", "cause": "a", "countermeasure": ""}]
    with pytest.raises(Refused):
        need_causes([{"bone": "weather", "cause": "rain"}])
