"""The shipped charter: each clause says, in both languages, what the rule that stands on it says."""

from dataclasses import fields
from fractions import Fraction

import pytest

from council.charter import starter
from council.charter.kinds import DecisionClass, Method
from council.charter.paths import PATHS, rule_at

NUMBERS = {
    2: ("two", "两"), 3: ("three", "三"), 4: ("four", "四"), 5: ("five", "五"), 7: ("seven", "七"),
    12: ("twelve", "十二"), 24: ("24", "24"), 72: ("72", "72"),
}  # fmt: skip
SHARES = {
    Fraction(1, 2): ("half", "半数"),
    Fraction(2, 3): ("two thirds", "三分之二"),
    Fraction(1, 3): ("one third", "三分之一"),
}
METHODS = {
    Method.ROLL_CALL: ("roll call", "记名表决"),
    Method.SHOW_OF_HANDS: ("show of hands", "举手表决"),
    Method.SECRET: ("secret ballot", "无记名投票"),
    Method.CONSENT: ("consent", "无异议通过"),
    Method.LAZY_CONSENSUS: ("lazy consensus", "默示同意"),
    Method.WRITTEN: ("written resolution", "书面传签"),
}


def clause(number: str) -> tuple[str, str]:
    """A shipped clause in both languages."""
    one = next(each for each in starter.articles() if each.number == number)
    return one.body_en.lower(), one.body_zh


@pytest.mark.parametrize("path", [each for each in PATHS if rule_at(starter.rules(), each) is not None])
def test_every_share_and_number_of_a_rule_stands_in_its_clause(path: str) -> None:
    rule = rule_at(starter.rules(), path)
    said = clause(rule.article)
    for each in fields(rule):
        value = getattr(rule, each.name)
        if isinstance(value, Fraction):
            words = SHARES[value]
        elif isinstance(value, int) and not isinstance(value, bool) and value > 1:
            words = NUMBERS[value]
        else:
            continue
        assert words[0] in said[0] and words[1] in said[1], (each.name, value, said)


def test_the_clause_on_methods_lists_those_of_each_class() -> None:
    english, chinese = clause("6.5")
    by_class = zip(DecisionClass, english.split(";"), chinese.split("；"), strict=True)
    for each, en, zh in by_class:
        allowed = starter.rules().classes[each].methods.allowed
        assert {method for method in Method if METHODS[method][0] in en} == set(allowed), each
        assert {method for method in Method if METHODS[method][1] in zh} == set(allowed), each


@pytest.mark.parametrize(
    ("path", "english", "chinese"),
    [
        ("ordinary.quorum", "filled voting seats", "已有人任职的有表决权席位"),
        ("charter.quorum", "all voting seats", "全部有表决权席位"),
        ("charter.quorum", "the chair among them", "主席必须到会"),
        ("ordinary.majority", "yes and no votes", "同意票与反对票总数"),
        ("ordinary.majority", "the casting vote decides", "由决定票裁定"),
        ("policy.majority", "voting members present", "到会有表决权委员"),
        ("policy.majority", "a tie fails", "视为未通过"),
        ("charter.majority", "all voting seats", "全部有表决权席位"),
        ("appointment.majority", "entitled to vote", "有权表决委员"),
        ("notice", "calendar days", "自然日"),
        ("notice", "working days", "工作日"),
        ("presiding", "also votes in the first round", "并参加首轮表决"),
        ("alternates", "speaks and votes", "可以发言和表决"),
        ("minutes", "the next meeting approves", "由下一次会议确认"),
        ("cadence", "once a month", "每月"),
    ],
)
def test_what_a_rule_counts_is_what_its_clause_names(path: str, english: str, chinese: str) -> None:
    said = clause(rule_at(starter.rules(), path).article)
    assert english in said[0] and chinese in said[1]
