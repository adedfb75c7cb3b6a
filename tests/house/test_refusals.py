"""Every refusal that applies a rule of the charter names its article and version, and what would satisfy it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from council.charter.kinds import Basis, DayKind
from council.charter.wording import article, days, part, share
from council.core.errors import Refused
from council.core.saying import Both, Say
from council.i18n import known_messages, say, use_language
from council.meetings.quorum import QuorumResult

CODE = Path(__file__).resolve().parents[2] / "council"
ROOMS = ("charter", "seats", "meetings", "decisions", "minutes", "policies")
LAW = article("5.2", 3)
UNTIL, DAY = datetime(2026, 3, 9, 16, tzinfo=UTC), date(2026, 3, 9)
SHORT = Say(
    "meetings.quorum_missing", filled=9, voting=14, present=3, law=LAW, needed=5,
    asked=part(Fraction(1, 2), Basis.FILLED_SEATS, strict=True),
)  # fmt: skip
WANTED = QuorumResult(met=False, needed=5, had=3, missing=(), say=SHORT).wanted
CHAIRED = Say("meetings.presides.vice_chair", law=LAW)
ELECTED_BY = Say("decisions.majority_working", votes=Say("decisions.votes", yes=2, no=3, abstain=0), law=LAW,
                 part=part(Fraction(1, 2), Basis.VOTES_CAST, strict=True), needed=3)  # fmt: skip

CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    # key: parameters as they come, and what of the sentence says how to satisfy the rule, in both languages
    "charter.over_cap": (
        {"department": Both("Sales", "销售部"), "held": 4, "most": 3}, r"3 at most: choose somebody of another", r"最多占 3 个：请另选",
    ),
    "charter.terms_in_row_used": ({"served": 2, "most": 2}, r"A term must pass before", r"须间隔一届后"),
    "charter.terms_used": ({"served": 3, "most": 3}, r"3 in all: choose somebody else", r"不得超过 3 届：请另选"),
    "seats.term_too_long": ({"months": 24, "longest": DAY}, r"not after 9 Mar 2026", r"不晚于2026年3月9日"),
    "seats.removal_needs_decision": ({}, r"choose a carried decision of the class appointment", r"任免|任命|聘任"),
    "seats.removal_other_class": ({}, r"choose a carried decision of the class appointment", r"任免|任命|聘任"),
    "seats.removal_too_early": ({"decided": DAY}, r"give that day or a later one", r"2026年3月9日"),
    "seats.no_alternates": ({}, r"the charter would have to allow them", r"须先由章程允许"),
    "meetings.notice_short": (
        {"had": days(3, DayKind.CALENDAR), "days": days(7, DayKind.CALENDAR), "latest": DAY},
        r"latest day to call was 9 Mar 2026\. Choose a later date", r"最迟应于2026年3月9日发出通知。请将会议改到",
    ),
    "meetings.late_needs_consent": (
        {"share": share(Fraction(2, 3), strict=False), "present": 5, "needed": 4, "had": 3}, r"4 must consent, 3 did", r"须有 4 人同意",
    ),
    "meetings.nobody_presides": ({}, r"adjourn until one of them is", r"请休会"),
    "meetings.presider_must_be_here": ({}, r"only who is in the room and not recused", r"只有在场且未回避的委员"),
    "meetings.somebody_presides": ({"why": CHAIRED}, r"Nobody needs to be elected", r"无须推选主持人"),
    "meetings.quorum_is_met": ({"why": SHORT}, r"There is a quorum", r"出席人数符合章程规定"),
    "meetings.requisition_members_only": ({"needed": 3}, r"it takes 3 such members", r"须有3名"),
    "meetings.requisition_counts_once": ({}, r"each member counts once", r"每名委员只计一次"),
    "meetings.requisition_needs_extraordinary": ({}, r"choose one that is planned or called", r"请选择一次"),
    "decisions.method_not_allowed": (
        {
            "method": Say("charter.method.consent"), "decision_class": Say("charter.class.charter"),
            "allowed": [Say("charter.method.roll_call"), Say("charter.method.secret")],
        },
        r"allows: [Rr]oll call", r"可以采用：记名表决",
    ),
    "decisions.too_many_recused": ({"recused": 4, "filled": 9, "most": 3}, r"only while at most 3 are", r"不超过 3 个时"),
    "decisions.nobody_entitled": ({}, r"needs at least one", r"至少有一名"),
    "decisions.no_quorum_to_open": ({"why": SHORT, "wanted": WANTED}, r"still needed: 2", r"2"),
    "decisions.no_vote": ({}, r"only voting seats have one", r"只有表决席位"),
    "decisions.seat_vacant": ({}, r"until somebody holds it", r"在有人任职之前"),
    "decisions.seat_recused": ({}, r"votes again on the next item", r"下一议题"),
    "decisions.counts_once": ({}, r"Give the vote for that seat", r"请以该另一席位表决"),
    "decisions.voted_elsewhere": ({}, r"Let that ballot be given anew first", r"一人只计一次"),
    "decisions.not_present": ({}, r"its holder or an alternate must be there", r"须由委员本人或代理委员到场"),
    "decisions.recuse_first": ({}, r"declared for the agenda item", r"应在该议题下申报"),
    "decisions.kept_for_the_tie": ({}, r"only when the votes are equal", r"仅在票数相等时"),
    "decisions.no_tie": ({}, r"only when yes and no are equal", r"只有同意票与反对票相等"),
    "decisions.nobody_casts": ({}, r"close the vote, and the tie fails", r"请结束表决"),
    "decisions.not_the_casting_voter": ({}, r"Only the holder of the casting vote", r"只有决定票的持有人"),
    "decisions.casting_must_decide": ({}, r"it is yes or no", r"只能是同意或反对"),
    "decisions.objection_stands": ({"objections": 1}, r"put the motion to the vote", r"请改为表决"),
    "decisions.casting_awaited": ({}, r"only it can decide", r"只有主席决定票能作出决定"),
    "decisions.not_elected": ({"why": ELECTED_BY, "needed": 3}, r"Votes in favour needed: 3", r"须有同意票3票"),
    "decisions.not_your_seat": ({}, r"or a voting alternate while the holder is silent", r"可由有表决权的代理委员答复"),
    "decisions.answered_already": ({}, r"an alternate who comes first", r"顺序在前的代理委员"),
    "decisions.no_meeting_to_demand": ({}, r"vote against, or ask for", r"可投反对票"),
    "decisions.object_instead": ({}, r"one objection brings it to a meeting", r"有一人提出异议，即转会议审议"),
    "decisions.approve_or_object": ({}, r"choose one of them", r"请选择其一"),
    "decisions.time_is_over": ({"until": UNTIL}, r"ended on 9 Mar 2026, 24:00", r"3月9日 24:00届满"),
    "decisions.not_over_yet": ({"until": UNTIL}, r"is over: on 9 Mar 2026, 24:00", r"3月9日 24:00"),
    "decisions.silence_not_over": ({"until": UNTIL}, r"is over: on 9 Mar 2026, 24:00", r"3月9日 24:00"),
    "minutes.next_meeting_approves": ({}, r"put them on its agenda and carry a motion", r"请列入其议程并通过"),
    "minutes.objections_stand": ({"count": 2}, r"go to the next meeting, or are taken back", r"应提交下次会议，或取回更正"),
    "minutes.not_deemed_yet": (
        {"days": days(7, DayKind.WORKING), "last": DAY}, r"may object until 9 Mar 2026", r"可在2026年3月9日前",
    ),
    "policies.interval_above_charter": ({"most": 12}, r"choose 12 months or fewer", r"不超过12个月"),
}  # fmt: skip

BY_ANOTHER_SENTENCE = {"why"}
"""Parameters that are whole sentences with the article in them."""
ASKS_FOR_NOTHING = {"core.required"}


def raised() -> Iterator[tuple[str, set[str], str]]:
    """Every refusal in the rooms of the charter's rules that is given a law: its key, its parameters, where."""
    for room in ROOMS:
        for path in sorted((CODE / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id == "Refused"
                ):
                    continue
                names = {each.arg for each in node.keywords if each.arg}
                if node.args and isinstance(node.args[0], ast.Constant):
                    yield str(node.args[0].value), names, f"{path.relative_to(CODE)}:{node.lineno}"


def of_the_charter() -> dict[str, list[tuple[set[str], str]]]:
    found: dict[str, list[tuple[set[str], str]]] = {}
    for key, names, where in raised():
        if names & {"law", *BY_ANOTHER_SENTENCE}:
            found.setdefault(key, []).append((names, where))
    return found


def placeholders(key: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", str(known_messages()[key])))


def test_each_refusal_that_applies_a_rule_is_in_the_table(app: Flask) -> None:
    assert of_the_charter().keys() - ASKS_FOR_NOTHING <= CASES.keys(), (
        "a refusal by the charter that nobody tested"
    )


def test_who_refuses_gives_all_that_the_sentence_says(app: Flask) -> None:
    for key, places in of_the_charter().items():
        for names, where in places:
            assert placeholders(key) <= names, f"{where}: {key} lacks {placeholders(key) - names}"


@pytest.mark.parametrize("key", CASES)
def test_both_languages_name_article_version_and_what_would_do(app: Flask, key: str) -> None:
    params, english, chinese = CASES[key]
    given = params if "why" in params else {**params, "law": LAW}
    assert placeholders(key) == set(given), "realistic parameters, no more and no fewer"
    refused = Refused(key, **given)
    with app.test_request_context():
        with use_language("en"):
            text = say(refused.say)
            assert "article 5.2 of charter v3" in text
            assert re.search(english, text), text
        with use_language("zh"):
            text = say(refused.say)
            assert "章程第 3 版第 5.2 条" in text
            assert re.search(chinese, text), text
            assert not re.search(r"[A-Za-z]{3,}", text), text
