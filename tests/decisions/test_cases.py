"""Every worked case of real bodies comes out as stated; kinds that the charter does not offer are named."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.decisions.case_words import (
    NOT_OFFERED,
    UnknownWords,
    answer,
    differences,
    not_offered,
    not_understood,
)

HERE = Path(__file__).resolve().parents[1] / "cases" / "votes"
FOLDERS = [HERE, *([Path(os.environ["CASES"]) / "votes"] if os.environ.get("CASES") else [])]


def _cases() -> list[tuple[str, dict[str, Any]]]:
    files = [path for folder in FOLDERS for path in sorted(folder.glob("*.json"))]
    found = {}
    for path in files:
        for case in json.loads(path.read_text("utf-8"))["cases"]:
            found[f"{path.stem}:{case['id']}"] = case
    return list(found.items())


CASES = _cases()
APPLYING = [(name, case) for name, case in CASES if not_offered(case["rule"], case["input"]) is None]


def test_there_are_cases() -> None:
    assert len(APPLYING) >= 20
    assert all(next(folder.glob("*.json"), None) for folder in FOLDERS)


@pytest.mark.parametrize(("name", "case"), APPLYING, ids=[name for name, _ in APPLYING])
def test_case(name: str, case: dict[str, Any]) -> None:
    found = differences(case["expected"], answer(case["rule"], case["input"]))
    assert found == [], f"words not understood: {not_understood(case['rule'], case['input'])}"


def test_what_does_not_apply_is_named(record_property: Any, capsys: pytest.CaptureFixture[str]) -> None:
    skipped = [(name, not_offered(case["rule"], case["input"])) for name, case in CASES]
    named = [f"{name} ({kind})" for name, kind in skipped if kind is not None]
    record_property("not_applicable", named)
    with capsys.disabled():
        print(f"\nnot applicable to the charter: {', '.join(named)}")
    assert {kind for _, kind in skipped if kind is not None} <= NOT_OFFERED | {"reactions"}
    assert len(named) + len(APPLYING) == len(CASES)
    assert "node:node_inactive_3_votes (participation)" in named


HALF = {"basis": "votes_cast_yes_no", "fraction": [1, 2], "strict": True}
EVEN = {"yes": 3, "no": 3, "abstain": 1}
NINE = {"voting_members": 9, "yes": 5, "no": 2, "abstain": 0}
WORDS: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    # bases, by every word that the README gives for them
    ({"majority": {**HALF, "basis": "fixed_seats"}}, {"fixed_seats": 11, "yes": 5, "no": 0, "abstain": 0}, {"outcome": "failed", "required_yes": 6}),
    ({"majority": {**HALF, "basis": "seats_filled"}}, {"fixed_seats": 11, "seats_filled": 9, "yes": 5, "no": 0}, {"outcome": "passed", "required_yes": 5}),
    ({"majority": {**HALF, "basis": "voting_members"}}, NINE, {"outcome": "passed", "required_yes": 5}),
    ({"majority": {**HALF, "basis": "other_members"}}, {"other_members": 8, "yes": 4, "no": 0}, {"outcome": "failed", "required_yes": 5}),
    ({"majority": {**HALF, "basis": "allowed_voters"}}, {"allowed_voters": 8, "yes": 5, "no": 3}, {"outcome": "passed"}),
    ({"majority": {**HALF, "basis": "present"}}, {"present": 7, "yes": 3, "no": 0}, {"outcome": "failed", "required_yes": 4}),
    ({"majority": {"basis": "voting_members", "fraction": [2, 3], "strict": False}}, {"voting_members": 59, "yes": 39, "no": 0}, {"outcome": "failed", "required_yes": 40}),
    ({"majority": {"basis": "voting_members", "percent": 66}}, {"voting_members": 59, "yes": 39, "no": 0}, {"outcome": "passed", "required_yes": 39}),
    ({"quorum": {"basis": "voting_members", "percent": 28}, "majority": HALF}, {"voting_members": 25, "present": 7, "yes": 5, "no": 1}, {"outcome": "passed", "quorum_required": 7}),
    # quorum
    ({"kind": "quorum", "quorum": {"basis": "voting_members", "fraction": [1, 2], "strict": True}, "majority": HALF}, {"voting_members": 9, "present": 4, "yes": 4, "no": 0}, {"outcome": "no_quorum", "quorum_required": 5, "required_yes": 3}),
    ({"quorum": 4, "majority": "simple"}, {"voting_members": 9, "present": 3, "yes": 3, "no": 0}, {"outcome": "no_quorum", "quorum_met": False}),
    ({"kind": "quorum_max_absent", "max_absent": 2, "majority": HALF}, {"fixed_seats": 9, "absent": 3, "yes": 6, "no": 0}, {"outcome": "no_quorum", "quorum_required": 7}),
    ({"quorum_max_absent": 2, "majority": HALF}, {"voting_members": 9, "present": 7, "yes": 4, "no": 2}, {"outcome": "passed", "quorum_met": True}),
    ({"quorum": {"basis": "voting_members", "fraction": [1, 2], "strict": True}, "recused_counts_for_quorum": True, "majority": HALF}, {"voting_members": 9, "present": 5, "recused": 2, "yes": 2, "no": 1}, {"outcome": "passed", "quorum_met": True}),
    ({"quorum": {"basis": "fixed_seats", "fraction": [1, 2], "strict": True}, "recused_counts_for_quorum": False, "majority": HALF}, {"fixed_seats": 9, "present": 5, "recused": 2, "yes": 2, "no": 1}, {"outcome": "no_quorum", "quorum_required": 5}),
    # yes votes asked for beside the share
    ({"kind": "minimum_yes", "minimum_yes": 3}, {"yes": 2, "no": 0}, {"outcome": "failed", "required_yes": 3}),
    ({"minimum_yes": 3, "more_yes_than_no": True}, {"yes": 3, "no": 3}, {"outcome": "failed"}),
    ({"kind": "more_yes_than_no"}, {"yes": 3, "no": 3}, {"outcome": "failed", "required_yes": 4}),
    ({"minimum_yes": 3, "no_votes_against": True}, {"yes": 5, "no": 1}, {"outcome": "failed"}),
    ({"kind": "no_votes_against"}, {"yes": 1, "no": 0}, {"outcome": "passed"}),
    # ties and recusal
    ({"majority": HALF, "tie": "fails"}, EVEN, {"outcome": "failed"}),
    ({"majority": HALF, "tie": "chair_casting"}, EVEN, {"outcome": "tied"}),
    ({"kind": "tie", "tie": "chair_casting"}, {**EVEN, "chair_casting_vote": "yes"}, {"outcome": "passed"}),
    ({"majority": HALF, "tie": "casting"}, {**EVEN, "chair_casting_vote": "no"}, {"outcome": "failed"}),
    ({"kind": "recusal", "majority": {**HALF, "basis": "voting_members"}}, {"voting_members": 9, "recused": 2, "yes": 4, "no": 0}, {"outcome": "passed", "required_yes": 4}),
    # silence
    ({"kind": "lazy_consensus", "hours": 72}, {"hours_open": 71, "objections": 0}, {"outcome": "open"}),
    ({"kind": "lazy_consensus", "days": 3}, {"days_open": 3, "objections": 0}, {"outcome": "passed"}),
    ({"kind": "lazy_consensus", "hours": 72}, {"hours_open": 99, "objections": 1}, {"outcome": "blocked"}),
    ({"kind": "lazy_consensus", "hours": 72, "signoffs": "N-2"}, {"voting_members": 7, "hours_open": 72, "signoffs": 4}, {"outcome": "open"}),
    ({"kind": "lazy_consensus", "signoffs": "N-2"}, {"voting_members": 7, "signoffs": 5}, {"outcome": "passed", "signoffs_required": 5}),
    ({"kind": "consent"}, {"present": 5, "objections": 1}, {"outcome": "blocked"}),
    ({"kind": "consent"}, {"voting_members": 5, "present": 5, "objections": 0}, {"outcome": "passed"}),
    # in writing, and periods
    ({"kind": "electronic_vote", "quorum": {"basis": "voting_members", "fraction": [1, 2], "strict": True}, "majority": HALF}, NINE, {"outcome": "passed", "quorum_met": True}),
    ({"electronic_vote": {"quorum": {"fraction": [4, 5]}}, "majority": HALF}, NINE, {"outcome": "no_quorum", "quorum_required": 8}),
    ({"kind": "electronic_vote", "quorum": {"minimum": 8}, "majority": HALF}, NINE, {"outcome": "no_quorum", "quorum_required": 8}),
    ({"kind": "voting_period", "hours": 72, "majority": HALF}, {"hours_open": 48, "yes": 5, "no": 0, "voting_members": 9}, {"outcome": "open"}),
    ({"kind": "voting_period", "days": 7, "majority": HALF}, {"days_open": 7, "yes": 5, "no": 0, "voting_members": 9}, {"outcome": "passed"}),
    ({"voting_period_days": 7, "majority": HALF}, {"days_open": 6, "yes": 5, "no": 0, "voting_members": 9}, {"outcome": "open"}),
    # notice, conflicts, caps, terms
    ({"kind": "notice", "days": 10}, {"days": 9}, {"valid": False}),
    ({"kind": "notice", "days": 10}, {"notice_days": 10}, {"valid": True}),
    ({"kind": "notice", "days": 10}, {"called": "2026-03-02", "meets": "2026-03-11"}, {"outcome": "void"}),
    ({"kind": "conflict_limit", "fraction": [1, 2]}, {"seats_filled": 8, "recused": 4}, {"valid": True}),
    ({"kind": "conflict_limit", "fraction": [1, 2]}, {"seats_filled": 8, "recused": 5, "yes": 3, "no": 0}, {"outcome": "void"}),
    ({"majority": HALF, "conflict_limit": {"fraction": [1, 2]}}, {"seats_filled": 8, "recused": 5, "present": 8, "yes": 3, "no": 0}, {"outcome": "void"}),
    ({"kind": "affiliation_cap", "max": 2}, {"fixed_seats": 9, "by_company": {"A": 3, "B": 2}}, {"valid": False, "over": ["A"]}),
    ({"kind": "affiliation_cap", "fraction": [1, 3], "of": "fixed_seats"}, {"fixed_seats": 11, "by_employer": {"A": 4}}, {"over": ["A"], "max_per_employer": 3}),
    ({"kind": "affiliation_cap", "max": 1}, {"affiliations": ["A", "B", "A"]}, {"outcome": "void", "over": ["A"]}),
    ({"kind": "term_limit", "max_consecutive_terms": 2}, {"consecutive_terms": 2}, {"eligible": False}),
    ({"kind": "term_limit", "max_lifetime_terms": 4}, {"consecutive_terms": 1, "lifetime_terms": 3}, {"eligible": True}),
    ({"kind": "term_limit", "max_consecutive_years": 6}, {"consecutive_years": 6}, {"eligible": False}),
]  # fmt: skip
"""Each word of the README used once or more, with what the charter's rules must answer."""


@pytest.mark.parametrize(("rule", "given", "expected"), WORDS)
def test_each_word_of_the_readme_is_understood(
    rule: dict[str, Any], given: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert not_offered(rule, given) is None
    assert differences(expected, answer(rule, given)) == [], not_understood(rule, given)
    assert not_understood(rule, given) == []


@pytest.mark.parametrize("kind", sorted(NOT_OFFERED))
def test_what_the_charter_does_not_offer_is_skipped_by_its_name(kind: str) -> None:
    assert not_offered({"kind": kind}, {}) == kind
    assert not_offered({"majority": HALF, kind: 1}, {}) == kind


@pytest.mark.parametrize(
    ("rule", "given", "expected", "word"),
    [
        ({"kind": "drawing_lots"}, {}, {"outcome": "passed"}, "drawing_lots"),
        ({"majority": {**HALF, "basis": "left_handed_members"}}, {"yes": 1, "no": 0}, {"outcome": "passed"}, "left_handed_members"),
        ({"majority": HALF}, {"yes": 1, "no": 0}, {"blessings": 2}, "blessings"),
        ({"majority": {**HALF, "fraction": 0.66}}, {"yes": 1, "no": 0}, {"outcome": "passed"}, "0.66"),
    ],
)  # fmt: skip
def test_an_unknown_word_fails_by_its_name(
    rule: dict[str, Any], given: dict[str, Any], expected: dict[str, Any], word: str
) -> None:
    with pytest.raises(UnknownWords, match=word):
        differences(expected, answer(rule, given))


def test_a_difference_tells_what_was_not_understood() -> None:
    assert not_understood({"majority": HALF, "moon": 3}, {"yes": 1, "no": 0, "tide": 2}) == ["moon", "tide"]
