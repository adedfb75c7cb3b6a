"""The rules of the starter charter: what a new council begins with and then changes by its own votes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from council.charter import files
from council.charter.kinds import Approval, Basis, DayKind, DecisionClass, Method, Tie
from council.charter.rules import (
    Alternates,
    Cadence,
    ClassRule,
    ConflictLimit,
    DepartmentCap,
    LateItems,
    LazyConsensus,
    Majority,
    Methods,
    MinutesRule,
    Notice,
    PolicyReview,
    Presiding,
    Quorum,
    Requisition,
    RuleSet,
    Terms,
    WrittenResolution,
)
from council.charter.texts import ArticleText

FOLDER = Path(__file__).resolve().parents[2] / "policies" / "charter"
TWO_THIRDS = Fraction(2, 3)

_QUORUM = Quorum(minimum=3, article="5.2")
_CHARTER_QUORUM = Quorum(
    basis=Basis.VOTING_SEATS,
    fraction=TWO_THIRDS,
    strict=False,
    minimum=4,
    must_be_present=("chair",),
    article="5.3",
)
_MAJORITY = Majority(minimum_yes=2, tie=Tie.CASTING, article="6.1")
_CONFLICT = ConflictLimit(share=Fraction(1, 3), article="7.4")

STARTER = RuleSet(
    classes={
        DecisionClass.ORDINARY: ClassRule(
            quorum=_QUORUM,
            majority=_MAJORITY,
            methods=Methods(
                (
                    Method.SHOW_OF_HANDS,
                    Method.ROLL_CALL,
                    Method.CONSENT,
                    Method.LAZY_CONSENSUS,
                    Method.WRITTEN,
                ),
                article="6.5",
            ),
            conflict_limit=_CONFLICT,
        ),
        DecisionClass.POLICY: ClassRule(
            quorum=_QUORUM,
            majority=Majority(basis=Basis.PRESENT, minimum_yes=3, article="6.2"),
            methods=Methods((Method.ROLL_CALL, Method.WRITTEN), article="6.5"),
            conflict_limit=_CONFLICT,
        ),
        DecisionClass.CHARTER: ClassRule(
            quorum=_CHARTER_QUORUM,
            majority=Majority(
                basis=Basis.VOTING_SEATS, fraction=TWO_THIRDS, strict=False, minimum_yes=4, article="6.3"
            ),
            methods=Methods((Method.ROLL_CALL,), article="6.5"),
            conflict_limit=None,
        ),
        DecisionClass.PROCEDURE: ClassRule(
            quorum=_QUORUM,
            majority=Majority(minimum_yes=2, tie=Tie.CASTING, article="6.1"),
            methods=Methods((Method.SHOW_OF_HANDS, Method.ROLL_CALL, Method.CONSENT), article="6.5"),
            conflict_limit=None,
        ),
        DecisionClass.APPOINTMENT: ClassRule(
            quorum=_QUORUM,
            majority=Majority(basis=Basis.ENTITLED, minimum_yes=3, article="6.4"),
            methods=Methods((Method.SECRET, Method.ROLL_CALL), article="6.5"),
            conflict_limit=_CONFLICT,
        ),
    },
    presiding=Presiding(article="4.1"),
    notice=Notice(
        days=7, day_kind=DayKind.CALENDAR, paper_days=7, paper_day_kind=DayKind.WORKING, article="4.3"
    ),
    late_items=LateItems(fraction=TWO_THIRDS, article="4.4"),
    cadence=Cadence(every=1, article="4.2"),
    minutes=MinutesRule(circulate_days=5, approval=Approval.NEXT_MEETING, article="8.1"),
    terms=Terms(months=24, consecutive=3, article="2.3"),
    department_cap=DepartmentCap(most=2, share=Fraction(1, 3), article="2.4"),
    alternates=Alternates(article="2.5"),
    review=PolicyReview(months=12, article="9.1"),
    requisition=Requisition(members=3, article="4.5"),
    lazy=LazyConsensus(hours=72, minimum_approvals=3, article="6.6"),
    written=WrittenResolution(days=7, answer_share=Fraction(1, 2), force_meeting=2, article="6.7"),
)


def articles() -> list[ArticleText]:
    """The shipped text in both languages, article by article."""
    return files.read(FOLDER)[0]


def rules() -> RuleSet:
    """The shipped rules as they stand beside the text."""
    return files.read(FOLDER)[1]
