"""The charter's rules: exact thresholds, the codec, what is impossible or unwise, sentences, comparison, limits."""

from __future__ import annotations

import copy
import json
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.charter.codec import decode, decode_pin, encode, encode_pin, read
from council.charter.comparing import changes
from council.charter.kinds import Basis, DecisionClass, Method, Tie
from council.charter.limits import check_cap, check_terms, may_serve_again, most_seats, over_cap
from council.charter.messages import MESSAGES
from council.charter.pinning import Law
from council.charter.rules import COUNCIL_WIDE, DepartmentCap, Majority, Quorum, RuleSet, Terms, needed
from council.charter.sentences import lines, sentence
from council.charter.soundness import problems, warnings, weaker
from council.charter.starter import STARTER
from council.core.errors import Refused
from council.core.saying import Both, Say

DATA = encode(STARTER)


def changed(path: str, value: Any) -> dict[str, Any]:
    """The starter's JSON with one value replaced."""
    data = copy.deepcopy(DATA)
    *way, last = path.split(".")
    place = data
    for step in way:
        place = place[step]
    place[last] = value
    return data


@pytest.mark.parametrize(
    ("fraction", "of", "strict", "expected"),
    [
        (Fraction(28, 100), 25, False, 7),
        (Fraction(2, 3), 59, False, 40),
        (Fraction(2, 3), 60, False, 40),
        (Fraction(2, 3), 60, True, 41),
        (Fraction(1, 2), 7, True, 4),
        (Fraction(1, 2), 8, True, 5),
        (Fraction(1, 2), 8, False, 4),
        (Fraction(1, 2), 0, True, 1),
        (Fraction(1), 5, False, 5),
    ],
)
def test_needed(fraction: Fraction, of: int, strict: bool, expected: int) -> None:
    assert needed(fraction, of, strict=strict) == expected


@given(st.integers(1, 200), st.integers(1, 200), st.integers(0, 10**9), st.booleans())
def test_needed_is_the_smallest_that_does(n: int, d: int, of: int, strict: bool) -> None:
    least = needed(Fraction(n, d), of, strict=strict)
    enough = (lambda x: x * d > n * of) if strict else (lambda x: x * d >= n * of)
    assert enough(least) and not enough(least - 1)


def test_codec_returns_what_it_was_given() -> None:
    assert decode(json.loads(json.dumps(DATA)), voting_seats=7) == STARTER
    for each in DecisionClass:
        pin = Law(3, STARTER).pin(each)
        assert decode_pin(json.loads(json.dumps(encode_pin(pin)))) == pin


def test_a_pin_of_an_older_shape_keeps_its_meaning() -> None:
    data = encode_pin(Law(3, STARTER).pin(DecisionClass.POLICY))
    del data["rule"]["majority"]["more_yes_than_no"]
    assert decode_pin(data) == Law(3, STARTER).pin(DecisionClass.POLICY)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ("classes.ordinary.quorum.basis", "present", "charter.quorum_basis"),
        ("classes.ordinary.quorum.basis", "everybody", "core.unknown"),
        ("classes.ordinary.quorum.fraction", 0.5, "charter.not_a_fraction"),
        ("classes.ordinary.quorum.fraction", [1, 0], "charter.not_a_fraction"),
        ("classes.ordinary.quorum.fraction", [True, 2], "charter.not_a_fraction"),
        ("classes.ordinary.quorum.fraction", [0, 2], "charter.share_out_of_range"),
        ("classes.ordinary.quorum.fraction", [3, 2], "charter.share_out_of_range"),
        ("classes.ordinary.quorum.fraction", [2, 2], "charter.more_than_all"),
        ("classes.ordinary.quorum.minimum", 8, "charter.quorum_above_seats"),
        ("classes.ordinary.quorum.minimum", 0, "charter.too_small"),
        ("classes.ordinary.quorum.minimum", "3", "charter.not_a_number"),
        ("classes.ordinary.quorum.minimum", True, "charter.not_a_number"),
        ("classes.ordinary.quorum.minimum", 10**9, "charter.not_a_number"),
        ("classes.ordinary.quorum.must_be_present", ["seat:x"], "charter.not_a_seat"),
        ("classes.ordinary.quorum.must_be_present", "chair", "charter.not_a_list"),
        ("classes.ordinary.quorum.recused_counts", "yes", "charter.not_yes_or_no"),
        ("classes.ordinary.quorum.article", "", "charter.article_missing"),
        ("classes.ordinary.quorum.article", "9" * 41, "core.too_long"),
        ("classes.ordinary.quorum.surprise", 1, "charter.unknown_rule"),
        ("classes.ordinary.quorum", 5, "charter.not_a_rule"),
        ("classes.policy.majority.minimum_yes", 8, "charter.majority_above_seats"),
        ("classes.policy.methods.allowed", [], "charter.no_method"),
        ("classes.policy.methods.allowed", ["secret", "secret"], "charter.twice"),
        ("classes.policy.methods.allowed", ["dice"], "core.unknown"),
        ("classes.policy.conflict_limit.share", [1, 1], "charter.share_out_of_range"),
        ("classes.extra", {}, "charter.unknown_rule"),
        ("presiding.order", ["elected", "chair"], "charter.elected_last"),
        ("presiding.order", [], "core.required"),
        ("minutes.approval", "deemed", "charter.deemed_without_days"),
        ("terms.lifetime", 1, "charter.lifetime_below_consecutive"),
        ("alternates.allowed", False, "charter.voting_without_alternates"),
        ("department_cap.share", [1, 9], "charter.cap_below_one"),
        ("requisition.members", 8, "charter.more_than_seats"),
        ("lazy.hours", 0, "charter.too_small"),
        ("late_items.fraction", "two thirds", "charter.not_a_fraction"),
    ],
)
def test_impossible_rules_are_refused(path: str, value: Any, key: str) -> None:
    with pytest.raises(Refused) as caught:
        decode(changed(path, value), voting_seats=7)
    assert caught.value.key == key
    assert caught.value.field is not None and caught.value.field.startswith(path.rsplit(".", 1)[0])


def test_a_missing_class_is_refused() -> None:
    data = copy.deepcopy(DATA)
    del data["classes"]["charter"]
    with pytest.raises(Refused) as caught:
        decode(data)
    assert (caught.value.key, caught.value.field) == ("charter.class_missing", "classes.charter")


def test_a_draft_may_be_incomplete_and_hears_of_everything() -> None:
    draft = read(changed("classes.ordinary.quorum.article", ""))
    found = problems(replace(draft, terms=Terms(months=0)))
    assert [each.field for each in found] == [
        "terms.months",
        "classes.ordinary.quorum.article",
        "terms.article",
    ]
    assert problems(STARTER, voting_seats=7) == []


def with_rule(each: DecisionClass, **parts: Any) -> RuleSet:
    classes = dict(STARTER.classes)
    classes[each] = replace(classes[each], **parts)
    return replace(STARTER, classes=classes)


@pytest.mark.parametrize(
    ("rules", "key"),
    [
        (with_rule(DecisionClass.CHARTER, majority=Majority()), "charter.weak_charter_majority"),
        (
            with_rule(DecisionClass.CHARTER, quorum=Quorum(minimum=3, fraction=Fraction(1, 3))),
            "charter.weak_charter_quorum",
        ),
        (with_rule(DecisionClass.POLICY, quorum=Quorum(minimum=2)), "charter.low_minimum"),
        (
            with_rule(DecisionClass.POLICY, majority=Majority(fraction=Fraction(1, 3))),
            "charter.minority_carries",
        ),
        (with_rule(DecisionClass.POLICY, majority=Majority(strict=False)), "charter.minority_carries"),
        (
            with_rule(DecisionClass.POLICY, majority=Majority(fraction=Fraction(2, 3), tie=Tie.CASTING)),
            "charter.casting_never",
        ),
    ],
)
def test_unwise_rules_are_said(rules: RuleSet, key: str) -> None:
    assert key in [each.key for each in warnings(rules, voting_seats=7)]


def test_the_starter_is_sound() -> None:
    assert warnings(STARTER, voting_seats=7) == []
    assert not weaker(Majority(basis=Basis.VOTING_SEATS), Majority(), 7)


def texts(say: Say) -> list[str]:
    found = [say.key]
    for value in say.params.values():
        for each in value if isinstance(value, list) else [value]:
            found += texts(each) if isinstance(each, Say) else []
    return found


def test_every_rule_has_its_sentence() -> None:
    read_back = lines(STARTER)
    assert {line.path for line in read_back if "." not in line.path} == set(COUNCIL_WIDE)
    assert set(COUNCIL_WIDE) == {each.name for each in fields(RuleSet)} - {"classes"}
    assert all(line.article for line in read_back)
    for line in read_back:
        assert set(texts(line.say)) <= set(MESSAGES)


def spoken(say: Any) -> str:
    if isinstance(say, list):
        return ", ".join(map(spoken, say))
    if isinstance(say, Both):
        return say.en
    if not isinstance(say, Say):
        return str(say)
    return MESSAGES[say.key] % {name: spoken(value) for name, value in say.params.items()}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Quorum(minimum=3), "Quorum: more than half of the filled voting seats, at least 3."),
        (
            Quorum(
                basis=Basis.VOTING_SEATS, fraction=Fraction(2, 3), strict=False, must_be_present=("chair",)
            ),
            "Quorum: at least two thirds of all voting seats. These must be present: the chair.",
        ),
        (
            Majority(fraction=Fraction(3, 5), strict=False, basis=Basis.PRESENT),
            "Majority: the yes votes are at least 3/5 of the voting members present. A tie fails.",
        ),
        (DepartmentCap(share=Fraction(1, 3)), "A department may hold at most 1/3 of the voting seats."),
        (Terms(months=24, consecutive=2), "A term lasts 24 months. At most 2 terms may follow one another."),
    ],
)
def test_sentences(rule: object, expected: str) -> None:
    assert spoken(sentence(rule)) == expected


def test_seats_are_named_where_names_are_known() -> None:
    rule = Quorum(must_be_present=("seat:4",))
    assert "Legal counsel" in spoken(sentence(rule, {"seat:4": Both("Legal counsel", "法律顾问")}))
    assert "seat 4" in spoken(sentence(rule))


def test_comparison_tells_what_changed() -> None:
    new = with_rule(DecisionClass.ORDINARY, quorum=Quorum(minimum=4, article="5.2"), conflict_limit=None)
    new = replace(new, notice=replace(new.notice, article="4.7"))
    found = {each.path: each for each in changes(STARTER, new)}
    assert list(found) == ["classes.ordinary.quorum", "notice", "classes.ordinary.conflict_limit"]
    assert found["classes.ordinary.quorum"].reworded
    assert not found["notice"].reworded
    assert found["classes.ordinary.conflict_limit"].after is None
    assert changes(STARTER, STARTER) == []


@pytest.mark.parametrize(
    ("cap", "seats", "most"),
    [
        (DepartmentCap(share=Fraction(1, 4)), 11, 2),
        (DepartmentCap(share=Fraction(1, 4)), 12, 3),
        (DepartmentCap(most=2, share=Fraction(1, 2)), 12, 2),
        (DepartmentCap(most=9, share=Fraction(1, 2)), 7, 3),
        (DepartmentCap(), 7, None),
    ],
)
def test_department_cap(cap: DepartmentCap, seats: int, most: int | None) -> None:
    assert most_seats(cap, seats) == most
    assert over_cap(cap, seats, {"A": 3, "B": 1}) == (["A"] if most == 2 else [])


def test_cap_and_terms_refuse_with_their_article() -> None:
    with pytest.raises(Refused) as caught:
        check_cap(STARTER.department_cap, 7, 3, department=Both("Sales", "销售部"), version=1)
    assert caught.value.params["most"] == 2
    assert caught.value.params["law"] == Say("charter.article_version", article="2.4", version=1)
    check_cap(STARTER.department_cap, 7, 2, department=Both("Sales", "销售部"))
    rule = Terms(consecutive=2, lifetime=4, article="2.3")
    assert may_serve_again(rule, consecutive=1, lifetime=3)
    for served, key in (((2, 2), "charter.terms_in_row_used"), ((1, 4), "charter.terms_used")):
        with pytest.raises(Refused) as caught:
            check_terms(rule, consecutive=served[0], lifetime=served[1])
        assert caught.value.key == key


def test_a_pin_is_whole() -> None:
    pin = Law(3, STARTER).pin(DecisionClass.ORDINARY)
    assert (pin.version, pin.lazy, pin.written) == (3, STARTER.lazy, STARTER.written)
    assert Method.LAZY_CONSENSUS in pin.rule.methods.allowed
