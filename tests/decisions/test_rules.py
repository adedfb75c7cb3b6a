"""Opening, voting and breaking a tie: each refusal names its article and what would satisfy it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from council.charter.kinds import CastingHolder, DecisionClass, Method, Presides
from council.charter.pinning import Law, PinnedRule
from council.charter.rules import ConflictLimit
from council.charter.starter import STARTER
from council.core.errors import Refused
from council.core.saying import Say
from council.decisions.kinds import MOTION, VERB_OF, Choice, MotionState
from council.decisions.messages import MESSAGES
from council.decisions.round import Round, Votes
from council.decisions.rules import check_ballot, check_casting, check_open
from council.decisions.tally import tally
from council.meetings.electorate import Electorate, SeatOn, electorate
from council.meetings.presider import presider

PIN = Law(3, STARTER).pin(DecisionClass.ORDINARY)
SEATS = [
    SeatOn(1, "chair", True, holder=11),
    SeatOn(2, "representative", True, holder=12, alternates=(22,)),
    SeatOn(3, "representative", True, holder=13),
    SeatOn(4, "representative", True, holder=14),
    SeatOn(5, "representative", True, holder=None),
    SeatOn(6, "specialist", False, holder=16),
    SeatOn(7, "representative", True, holder=11),
]
ROOM = {11, 12, 13, 16}


def who(*recused: int, present: set[int] | None = None) -> Electorate:
    return electorate(SEATS, ROOM if present is None else present, recused=recused)


def test_a_motion_opens_with_a_quorum() -> None:
    assert check_open(PIN, who(), Method.ROLL_CALL).met


def test_a_motion_needs_its_quorum_and_says_how_many_more() -> None:
    with pytest.raises(Refused) as caught:
        check_open(PIN, who(present={11, 16}), Method.SHOW_OF_HANDS)
    assert caught.value.key == "decisions.no_quorum_to_open"
    assert caught.value.params["wanted"] == Say("meetings.quorum_short", short=2)
    law = caught.value.params["why"].params["law"]
    assert law == Say("charter.article_version", article="5.2", version=3)


def test_a_written_resolution_needs_nobody_in_the_room() -> None:
    assert not check_open(PIN, who(present=set()), Method.WRITTEN).met


def test_a_method_must_be_allowed() -> None:
    with pytest.raises(Refused) as caught:
        check_open(PIN, who(), Method.SECRET)
    assert caught.value.key == "decisions.method_not_allowed"
    assert len(caught.value.params["allowed"]) == 5


def test_too_many_recused_cannot_open() -> None:
    with pytest.raises(Refused) as caught:
        check_open(PIN, who(12, 13), Method.ROLL_CALL)
    assert caught.value.key == "decisions.too_many_recused"
    free = replace(PIN, rule=replace(PIN.rule, conflict_limit=ConflictLimit(Fraction(4, 5))))
    with pytest.raises(Refused, match="no_quorum_to_open"):
        check_open(free, who(12, 13), Method.ROLL_CALL)


def test_nobody_entitled() -> None:
    free = replace(PIN, rule=replace(PIN.rule, conflict_limit=None))
    with pytest.raises(Refused, match="nobody_entitled"):
        check_open(free, who(11, 12, 13, 14), Method.WRITTEN)


@pytest.mark.parametrize(
    ("seat", "choice", "method", "key"),
    [
        (6, Choice.YES, Method.ROLL_CALL, "decisions.no_vote"),
        (99, Choice.YES, Method.ROLL_CALL, "decisions.no_vote"),
        (5, Choice.YES, Method.ROLL_CALL, "decisions.seat_vacant"),
        (7, Choice.YES, Method.ROLL_CALL, "decisions.counts_once"),
        (4, Choice.YES, Method.ROLL_CALL, "decisions.not_present"),
        (3, Choice.YES, Method.ROLL_CALL, "decisions.seat_recused"),
        (2, Choice.RECUSED, Method.ROLL_CALL, "decisions.recuse_first"),
    ],
)
def test_a_ballot_is_refused(seat: int, choice: Choice, method: Method, key: str) -> None:
    with pytest.raises(Refused) as caught:
        check_ballot(PIN, who(13), seat=seat, choice=choice, method=method)
    assert caught.value.key == key
    assert key in MESSAGES
    assert caught.value.params["law"].params["version"] == 3


def test_who_is_out_may_answer_in_writing() -> None:
    assert check_ballot(PIN, who(), seat=4, choice=Choice.NO, method=Method.WRITTEN).holder == 14


def kept() -> PinnedRule:
    return replace(PIN, presiding=replace(PIN.presiding, chair_votes_first=False))


def test_the_chairs_vote_may_be_kept_for_the_tie() -> None:
    head = presider(PIN.presiding, who())
    assert head.step == Presides.CHAIR
    ballot = {"choice": Choice.YES, "method": Method.ROLL_CALL, "at_the_head": head}
    assert check_ballot(PIN, who(), seat=1, **ballot).seat == 1
    assert check_ballot(kept(), who(), seat=2, **ballot).seat == 2
    with pytest.raises(Refused, match="kept_for_the_tie"):
        check_ballot(kept(), who(), seat=1, **ballot)


def test_the_casting_vote() -> None:
    seated = who(present={11, 12, 13, 14})
    tied = tally(PIN, Round(Method.ROLL_CALL, seated.count, Votes(2, 2)))
    assert tied.outcome == MotionState.TIED
    head = presider(PIN.presiding, seated)
    check_casting(PIN, tied, at_the_head=head, person=11, choice=Choice.YES)
    for person, choice, verdict, key in (
        (12, Choice.YES, tied, "not_the_casting_voter"),
        (11, Choice.ABSTAIN, tied, "casting_must_decide"),
        (11, Choice.YES, tally(PIN, Round(Method.ROLL_CALL, seated.count, Votes(3, 1))), "no_tie"),
    ):
        with pytest.raises(Refused, match=key):
            check_casting(PIN, verdict, at_the_head=head, person=person, choice=choice)


def test_only_the_chair_casts_where_the_charter_says_so() -> None:
    strict = replace(
        PIN,
        presiding=replace(PIN.presiding, casting=CastingHolder.CHAIR),
        rule=replace(PIN.rule, conflict_limit=None),
    )
    seated = electorate(SEATS, {11, 12, 13, 14}, recused={11})
    head = presider(strict.presiding, seated, vice_chair=2)
    assert head.step == Presides.VICE_CHAIR
    tied = tally(strict, Round(Method.ROLL_CALL, replace(seated.count, present=4), Votes(2, 2)))
    with pytest.raises(Refused, match="nobody_casts"):
        check_casting(strict, tied, at_the_head=head, person=12, choice=Choice.YES)


def test_every_verdict_has_its_step_in_the_life_of_a_motion() -> None:
    for outcome, verb in VERB_OF.items():
        assert MOTION.after("open", verb) == outcome
    assert set(MOTION.table) == set(MotionState.values())
    assert MOTION.verbs("tied") == ("carry", "fail")
