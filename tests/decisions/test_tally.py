"""The tally against an independent recount, and each of its words by table."""

from __future__ import annotations

import ast
import inspect
import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from council.charter.kinds import Basis, DecisionClass, Method, Tie
from council.charter.pinning import PinnedRule
from council.charter.rules import ClassRule, ConflictLimit, LazyConsensus, Majority, Quorum, WrittenResolution
from council.core.errors import Refused
from council.core.saying import Say
from council.decisions.kinds import Choice, MotionState, Reason
from council.decisions.messages import MESSAGES
from council.decisions.round import Round, Votes, votes_of
from council.decisions.tally import tally
from council.meetings.electorate import Count, SeatOn, electorate
from tests.decisions.recount import Case, a_case, recount

COUNCIL = Path(__file__).resolve().parents[2] / "council"
EXACT = [
    "charter/rules.py",
    "charter/limits.py",
    "charter/codec.py",
    "charter/soundness.py",
    "charter/pinning.py",
    "charter/wording.py",
    "meetings/cadence.py",
    "meetings/electorate.py",
    "meetings/presider.py",
    "meetings/requiring.py",
    "meetings/rules.py",
    "meetings/standing_in.py",
    "meetings/quorum.py",
    "meetings/workdays.py",
    "meetings/notice.py",
    "decisions/outside.py",
    "decisions/recount.py",
    "decisions/replay.py",
    "decisions/resettled.py",
    "decisions/roll.py",
    "decisions/round.py",
    "decisions/rules.py",
    "decisions/silence.py",
    "decisions/tally.py",
    "decisions/verdict.py",
    "minutes/rules.py",
    "seats/rules.py",
]
SEVEN = Count(voting_seats=7, filled_seats=7, entitled=7, present=7)


def law(
    majority: Majority | None = None,
    quorum: Quorum | None = None,
    conflict_limit: ConflictLimit | None = None,
    **more: object,
) -> PinnedRule:
    rule = ClassRule(quorum or Quorum(), majority or Majority(), conflict_limit=conflict_limit)
    return PinnedRule(3, DecisionClass.ORDINARY, rule, **more)  # type: ignore[arg-type]


def call(yes: int, no: int, abstain: int = 0, count: Count = SEVEN, **more: object) -> Round:
    return Round(Method.ROLL_CALL, count, Votes(yes, no, abstain), **more)  # type: ignore[arg-type]


INEXACT = {"float", "round", "math", "Decimal", "pow", "statistics", "random", "numpy"}


def inexact(source: str) -> list[str]:
    """What in a source could lose a third of a vote: floats, divisions, rounding, and what calls them."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, (float, complex)):
            found.append(f"{node.lineno}: {node.value!r}")
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, (ast.Div, ast.Pow)):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in INEXACT:
            found.append(f"{node.lineno}: {node.id}")
        if isinstance(node, ast.Attribute) and node.attr in {
            "__truediv__",
            "as_integer_ratio",
            "limit_denominator",
        }:
            found.append(f"{node.lineno}: {node.attr}")
        if isinstance(node, (ast.Import, ast.ImportFrom)) and INEXACT & _imported(node):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    names = {alias.name.split(".")[0] for alias in node.names}
    return names | (
        {node.module.split(".")[0]} if isinstance(node, ast.ImportFrom) and node.module else set()
    )


@pytest.mark.parametrize("path", EXACT)
def test_no_float_anywhere(path: str) -> None:
    assert inexact((COUNCIL / path).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "half = 0.5", "most = yes / cast", "most /= 2", "n = round(x)", "n = float(x)", "import math", "n = 2 ** -1",
        "from math import ceil", "from decimal import Decimal", "f.limit_denominator(9)", "n = 1e3",
    ],
)  # fmt: skip
def test_the_test_would_see_it(source: str) -> None:
    assert inexact(source)


def ours(c: Case) -> tuple[str, int | None, int | None, bool | None]:
    """What the portal says to a case of the recount, in its words."""
    quorum = Quorum(
        Basis(c["q_basis"]), Fraction(*c["q_share"]), c["q_strict"], c["q_minimum"], c["all_but"],
        recused_counts=c["recused_count"],
    )  # fmt: skip
    majority = Majority(
        Basis(c["m_basis"]), Fraction(*c["m_share"]), c["m_strict"], minimum_yes=c["minimum_yes"],
        more_yes_than_no=c["more_yes"], no_votes_against=c["against"],
        tie=Tie.CASTING if c["casting_rule"] else Tie.FAILS,
    )  # fmt: skip
    pinned = law(
        majority, quorum, ConflictLimit(Fraction(*c["limit"])) if c["limit"] else None,
        lazy=LazyConsensus(c["lazy_hours"], c["approvals_wanted"], c["lazy_all_but"]),
        written=WrittenResolution(
            answer_share=Fraction(*c["answer_share"]), answer_strict=c["answer_strict"], force_meeting=c["force"]
        ),
    )  # fmt: skip
    entitled = c["filled"] - c["recused"]
    one = Round(
        Method(c["method"]),
        Count(c["seats"], c["filled"], entitled, c["present"], c["recused"], c["recused_present"]),
        Votes(c["yes"], c["no"], c["abstain"]), casting_held=c["casting_held"],
        missing_seats=("chair",) if c["missing"] else (), hours_open=c["hours"], ended=c["ended"],
        objections=c["objections"], approvals=c["approvals"], vote_called=c["vote_called"], demands=c["demands"],
        settled=c["settled"],
    )  # fmt: skip
    verdict = tally(pinned, one)
    if verdict.outcome == MotionState.TIED and c["casting"]:
        verdict = tally(pinned, replace(one, casting=Choice(c["casting"])))
    if one.method == Method.LAZY_CONSENSUS or verdict.reason == Reason.CONFLICTS:
        return verdict.outcome.value, None, None, None
    wanted = None if one.method == Method.CONSENT else verdict.needed_yes
    return verdict.outcome.value, wanted, verdict.quorum_needed, verdict.quorum_met


def test_ten_thousand_rounds_equal_the_recount() -> None:
    chance = random.Random(20261121)
    seen: Counter[tuple[str, str]] = Counter()
    for _ in range(12_000):
        case = a_case(chance)
        stated = recount(case)
        assert ours(case) == stated, case
        seen[case["method"], stated[0]] += 1
    for method in ("roll_call", "show_of_hands", "secret"):
        assert min(seen[method, each] for each in ("carried", "failed", "no_quorum", "void")) > 20, seen
        assert seen[method, "tied"] > 5, seen
    assert (
        min(seen["written", each] for each in ("carried", "failed", "no_quorum", "void", "open", "tied")) > 5
    ), seen
    assert min(seen["lazy_consensus", each] for each in ("carried", "void", "open")) > 30, seen
    assert min(seen["consent", each] for each in ("carried", "no_quorum", "void", "open")) > 30, seen


def test_the_recount_takes_nothing_from_the_portal() -> None:
    tree = ast.parse(Path(inspect.getsourcefile(recount) or "").read_text("utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported == {"__future__", "random", "typing"}


@pytest.mark.parametrize(
    ("majority", "one", "outcome", "needed"),
    [
        (Majority(), call(3, 1, 1), "carried", 3),
        (Majority(), call(3, 3), "failed", 4),
        (Majority(tie=Tie.CASTING), call(3, 3), "tied", 4),
        (Majority(tie=Tie.CASTING), call(3, 3, casting=Choice.YES), "carried", 4),
        (Majority(tie=Tie.CASTING), call(3, 3, casting=Choice.NO), "failed", 4),
        (Majority(tie=Tie.CASTING), call(3, 3, casting_held=False), "failed", 4),
        (Majority(tie=Tie.CASTING, fraction=Fraction(2, 3)), call(3, 3), "failed", 5),
        (Majority(tie=Tie.CASTING, basis=Basis.VOTING_SEATS), call(2, 2, 3), "failed", 4),
        (Majority(), call(0, 0, 7), "failed", 1),
        (Majority(fraction=Fraction(1, 2), strict=False), call(0, 0, 7), "failed", 1),
        (Majority(no_votes_against=True), call(6, 1), "failed", 4),
        (Majority(no_votes_against=True), call(1, 0), "carried", 1),
        (Majority(minimum_yes=3), call(2, 0, 5), "failed", 3),
        (Majority(basis=Basis.PRESENT), call(3, 0, 4), "failed", 4),
        (Majority(fraction=Fraction(1, 3), more_yes_than_no=True), call(3, 4), "failed", 4),
    ],
)
def test_majorities(majority: Majority, one: Round, outcome: str, needed: int) -> None:
    verdict = tally(law(majority), one)
    assert (verdict.outcome, verdict.needed_yes) == (outcome, needed)


def test_the_working_is_the_sentence_of_the_charter() -> None:
    count = Count(voting_seats=14, filled_seats=9, entitled=9, present=5)
    rule = law(Majority(article="6.1"), Quorum(article="5.2"))
    quorum, votes = tally(rule, call(3, 1, 1, count)).working
    assert quorum == Say(
        "meetings.quorum_met",
        filled=9,
        voting=14,
        present=5,
        law=Say("charter.article_version", article="5.2", version=3),
        asked=Say(
            "charter.part", share=Say("charter.share.more.half"), basis=Say("charter.basis.filled_seats")
        ),
        needed=5,
    )
    assert votes.key == "decisions.majority_decides"
    assert votes.params["needed"] == 3
    assert votes.params["outcome"] == Say("decisions.outcome.carried")


def test_a_missing_quorum_is_never_a_failure() -> None:
    four = Count(voting_seats=9, filled_seats=9, entitled=9, present=4)
    verdict = tally(law(), call(4, 0, count=four))
    assert (verdict.outcome, verdict.needed_yes, verdict.quorum_needed) == ("no_quorum", 3, 5)
    consent = tally(law(), Round(Method.CONSENT, four))
    assert consent.outcome == "no_quorum"


def test_required_seats_missing_means_no_quorum() -> None:
    verdict = tally(law(), call(7, 0, missing_seats=("chair",)))
    assert verdict.outcome == "no_quorum"
    assert verdict.working[0].params["second"].key == "meetings.seats_missing"


def test_too_many_conflicts_stop_everything() -> None:
    limit = ConflictLimit(Fraction(1, 3), "7.4")
    three = Count(voting_seats=9, filled_seats=9, entitled=6, present=6, recused=3, recused_present=3)
    four = Count(voting_seats=9, filled_seats=9, entitled=5, present=5, recused=4, recused_present=4)
    assert tally(law(conflict_limit=limit), call(6, 0, count=three)).outcome == "carried"
    verdict = tally(law(conflict_limit=limit), call(5, 0, count=four))
    assert (verdict.outcome, verdict.reason) == (MotionState.VOID, Reason.CONFLICTS)


@pytest.mark.parametrize(
    ("said", "outcome", "reason"),
    [
        ({"hours_open": 72, "approvals": 5}, "carried", None),
        ({"hours_open": 71, "approvals": 5}, "open", Reason.TIME),
        ({"hours_open": 72, "approvals": 4}, "open", Reason.APPROVALS),
        ({"hours_open": 99, "approvals": 7, "objections": 1}, "open", Reason.OBJECTION),
        ({"hours_open": 99, "approvals": 7, "vote_called": True}, "open", Reason.VOTE_CALLED),
    ],
)
def test_lazy_consensus(said: dict[str, int], outcome: str, reason: Reason | None) -> None:
    rule = law(lazy=LazyConsensus(hours=72, minimum_approvals=3, all_but=2))
    verdict = tally(rule, Round(Method.LAZY_CONSENSUS, SEVEN, **said))  # type: ignore[arg-type]
    assert (verdict.outcome, verdict.reason, verdict.needed_yes) == (outcome, reason, 5)


@pytest.mark.parametrize(
    ("votes", "more", "outcome"),
    [
        (Votes(4, 0, 0), {"ended": True}, "carried"),
        (Votes(4, 0, 0), {"ended": False}, "open"),
        (Votes(4, 3, 0), {"ended": False}, "carried"),
        (Votes(3, 0, 0), {"ended": True}, "no_quorum"),
        (Votes(4, 0, 0), {"ended": True, "demands": 2}, "void"),
        (Votes(2, 0, 3), {"ended": True}, "carried"),
        (Votes(0, 0, 7), {"ended": True}, "failed"),
    ],
)
def test_written_resolution(votes: Votes, more: dict[str, int], outcome: str) -> None:
    nobody_there = Count(voting_seats=9, filled_seats=8, entitled=7, present=0, recused=1)
    rule = law(written=WrittenResolution(force_meeting=2))
    assert tally(rule, Round(Method.WRITTEN, nobody_there, votes, **more)).outcome == outcome  # type: ignore[arg-type]


def test_present_in_writing_means_who_answered() -> None:
    nobody_there = Count(voting_seats=9, filled_seats=7, entitled=7, present=0)
    rule = law(Majority(basis=Basis.PRESENT))
    verdict = tally(rule, Round(Method.WRITTEN, nobody_there, Votes(2, 1, 2)))
    assert (verdict.outcome, verdict.needed_yes) == ("failed", 3)


@pytest.mark.parametrize(
    ("one", "key"),
    [
        (call(5, 3), "decisions.more_votes_than_members"),
        (call(4, 3, casting=Choice.YES), "decisions.no_tie"),
        (call(3, 3, casting=Choice.ABSTAIN), "decisions.casting_must_decide"),
    ],
)
def test_impossible_rounds_are_refused(one: Round, key: str) -> None:
    with pytest.raises(Refused) as caught:
        tally(law(Majority(tie=Tie.CASTING)), one)
    assert caught.value.key == key
    assert key in MESSAGES


def test_the_last_ballot_counts_and_the_recused_do_not() -> None:
    seats = [SeatOn(n, "representative", True, holder=100 + n) for n in range(1, 6)]
    ballots = [(1, Choice.NO), (1, Choice.YES), (2, Choice.NO), (3, Choice.YES), (4, Choice.ABSTAIN)]
    who = electorate(seats, {101, 102, 104}, recused={102})
    assert votes_of(ballots, who, in_room=True) == Votes(1, 0, 1)
    assert votes_of(ballots, who, in_room=False) == Votes(2, 0, 1)


def test_a_round_survives_its_record() -> None:
    one = call(3, 3, casting=Choice.YES, missing_seats=("chair",))
    assert Round.from_json(one.to_json()) == one
