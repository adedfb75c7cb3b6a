"""A past vote under its own charter comes out as it did; under another one as its rules say, or it is said why not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from council.charter.kinds import Basis, CastingHolder, DayKind, DecisionClass, Method, Presides, Tie
from council.charter.pinning import Law
from council.charter.rules import (
    Alternates,
    ClassRule,
    ConflictLimit,
    LazyConsensus,
    Majority,
    Methods,
    Notice,
    Presiding,
    Quorum,
    RuleSet,
    WrittenResolution,
)
from council.core.errors import Refused
from council.decisions.kinds import Choice, MotionState
from council.decisions.outside import HOUR, answered, asked_members, counted, period
from council.decisions.recount import Answer, Moment, Outside, PastVote
from council.decisions.replay import (
    METHOD,
    Fate,
    Held,
    PastMeeting,
    notice_fate,
    quorum_fate,
    summary,
    vote_fate,
)
from council.decisions.round import Round, Votes, votes_of
from council.decisions.tally import tally
from council.meetings.electorate import Count, Electorate, SeatOn, electorate
from council.meetings.presider import casting_voter, presider, votes_in_first_round
from council.meetings.quorum import missing_seats, quorum
from council.meetings.workdays import NO_CALENDAR

CHAIR, VICE = 1, 2


def a_law(chance: random.Random, version: int) -> Law:
    """Any charter that a council could adopt."""

    def share() -> Fraction:
        below = chance.choice([2, 2, 3, 4, 5])
        return Fraction(chance.randint(1, below - 1), below)

    def rule() -> ClassRule:
        return ClassRule(
            Quorum(
                chance.choice([Basis.VOTING_SEATS, Basis.FILLED_SEATS, Basis.ENTITLED]), share(),
                strict=chance.random() < 0.5, minimum=chance.randint(1, 4),
                all_but=chance.choice([None, None, None, 2, 4]),
                must_be_present=chance.choice([(), (), (), ("chair",), ("seat:3",)]),
                recused_counts=chance.random() < 0.3, article="5.2",
            ),
            Majority(
                chance.choice([Basis.VOTES_CAST, Basis.VOTES_CAST, *Basis]), share(), strict=chance.random() < 0.5,
                minimum_yes=chance.randint(1, 3), more_yes_than_no=chance.random() < 0.2,
                no_votes_against=chance.random() < 0.1, tie=chance.choice(list(Tie)), article="6.1",
            ),
            Methods(tuple(chance.sample(list(Method), chance.randint(1, 6))), "6.2"),
            ConflictLimit(share(), "7.1") if chance.random() < 0.3 else None,
        )  # fmt: skip

    return Law(
        version,
        RuleSet(
            {each: rule() for each in DecisionClass},
            presiding=Presiding(
                chance.choice([(Presides.CHAIR, Presides.VICE_CHAIR, Presides.ELECTED), (Presides.CHAIR,)]),
                chance.choice(list(CastingHolder)), chance.random() < 0.7, "4.1",
            ),
            alternates=Alternates(*chance.choice([(True, True), (True, True), (True, False), (False, False)])),
            lazy=LazyConsensus(chance.choice([24, 72, 120]), chance.randint(0, 3), article="6.3"),
            written=WrittenResolution(
                answer_share=share(), answer_strict=chance.random() < 0.5,
                force_meeting=chance.choice([None, 2, 3]), article="6.4",
            ),
        ),
    )  # fmt: skip


def seats_of(chance: random.Random) -> tuple[SeatOn, ...]:
    found = []
    for seat in range(1, chance.randint(4, 9)):
        kind = "chair" if seat == CHAIR else "representative"
        holder = None if seat > 2 and chance.random() < 0.15 else 100 + seat
        found.append(SeatOn(seat, kind, True, holder, (200 + seat,) if chance.random() < 0.4 else ()))
    return (*found, SeatOn(20, "analyst", False, 120))


def a_vote(chance: random.Random, law: Law) -> PastVote | None:
    """A vote as the services hold and keep it; None where they would have refused it."""
    seats = seats_of(chance)
    pinned = law.pin(chance.choice(list(DecisionClass)))
    everybody = [p for seat in seats for p in (seat.holder, *seat.alternates) if p is not None]
    recused = frozenset(p for p in everybody if chance.random() < 0.06)
    come = frozenset(p for p in everybody if chance.random() < 0.8)
    left = come - frozenset(p for p in come if chance.random() < 0.06)
    opening, closing = (
        Moment(electorate(seats, here, recused=recused, alternates=pinned.alternates), here, recused)
        for here in (come, left)
    )
    method = chance.choice(list(Method))
    if method.in_meeting and not quorum(pinned.rule.quorum, opening.who).met:
        return None
    said = ballots_of(chance, law, closing.who)
    head = presider(law.rules.presiding, closing.who, vice_chair=VICE)
    one = Round(
        method=method,
        count=closing.who.count,
        votes=votes_of(said.items(), closing.who, in_room=method.in_meeting)
        if method.with_ballots
        else Votes(),
        casting_held=casting_voter(law.rules.presiding, head) is not None,
        missing_seats=tuple(missing_seats(pinned.rule.quorum, closing.who)),
        hours_open=chance.choice([24, 72, 200]),
        demands=chance.choice([0, 0, 0, 2]),
        approvals=chance.randint(0, 3),
    )
    verdict = tally(pinned, one)
    person = None
    if verdict.outcome == MotionState.TIED and chance.random() < 0.5:
        one = replace(one, casting=chance.choice([Choice.YES, Choice.NO]))
        verdict, person = tally(pinned, one), casting_voter(law.rules.presiding, head)
    if verdict.outcome == MotionState.OPEN:
        return None
    named = method in (Method.ROLL_CALL, Method.CONSENT)
    return PastVote(
        pinned, one, verdict.outcome, verdict.working, seats, opening, closing,
        said=(said if method == Method.ROLL_CALL else {}) if named else {},
        vice_chair=VICE, casting=closing, casting_person=person,
    )  # fmt: skip


def ballots_of(chance: random.Random, law: Law, who: Electorate) -> dict[int, Choice]:
    head = presider(law.rules.presiding, who, vice_chair=VICE)
    words = [Choice.YES, Choice.YES, Choice.NO, Choice.ABSTAIN]
    return {
        place.seat: chance.choice(words)
        for place in who.present()
        if place.sitter is not None
        and votes_in_first_round(law.rules.presiding, head, place.sitter)
        and chance.random() < 0.95
    }


def test_the_charter_that_a_vote_pinned_gives_what_it_gave() -> None:
    chance = random.Random(20261121)
    seen: dict[str, int] = {}
    for _ in range(6_000):
        law = a_law(chance, 3)
        vote = a_vote(chance, law)
        if vote is None:
            continue
        fate = vote_fate(vote, law)
        assert (fate.now, fate.after) == (vote.outcome, vote.working), vote
        assert not fate.differs
        assert {each.key for each in fate.remarks} <= {METHOD}
        seen[vote.outcome] = seen.get(vote.outcome, 0) + 1
    assert min(seen.get(each, 0) for each in ("carried", "failed", "no_quorum", "tied", "void")) > 20, seen


def test_another_charter_gives_what_it_would_have_given_at_the_time() -> None:
    """Known outcomes equal holding the same vote again under the other law, person for person."""
    chance = random.Random(7)
    known = otherwise = unknown = 0
    for _ in range(6_000):
        old, new = a_law(chance, 3), a_law(chance, 4)
        vote = a_vote(chance, old)
        if vote is None or vote.round.method != Method.ROLL_CALL:
            continue
        fate = vote_fate(vote, new)
        if fate.now is None:
            unknown += 1
            continue
        for _try in range(4):
            assert held_again(chance, vote, new) in (fate.now, None), vote
        known += 1
        otherwise += fate.differs
    assert known > 500 and otherwise > 100 and unknown > 5, (known, otherwise, unknown)


def held_again(chance: random.Random, vote: PastVote, law: Law) -> MotionState | None:
    """The same people vote again under another law: who already voted says the same, others say anything."""
    pinned = law.pin(vote.pinned.decision_class)
    opening, who = (
        electorate(vote.seats, at.present, recused=at.recused, alternates=pinned.alternates)
        for at in (vote.opening, vote.closing)
    )
    if not quorum(pinned.rule.quorum, opening).met:
        return MotionState.NO_QUORUM
    before = {place.seat: place.sitter for place in vote.closing.who.present()}
    fresh = ballots_of(chance, law, who)
    head = presider(law.rules.presiding, who, vice_chair=VICE)
    old_head = presider(vote.pinned.presiding, vote.closing.who, vice_chair=VICE)
    said = {}
    for place in who.present():
        assert place.sitter is not None
        if not votes_in_first_round(law.rules.presiding, head, place.sitter):
            continue
        same = before.get(place.seat) == place.sitter
        could = same and votes_in_first_round(vote.pinned.presiding, old_head, place.sitter)
        source = vote.said if could else fresh
        if place.seat in source:
            said[place.seat] = source[place.seat]
    one = Round(
        Method.ROLL_CALL, who.count, votes_of(said.items(), who, in_room=True),
        casting_held=casting_voter(law.rules.presiding, head) is not None,
        missing_seats=tuple(missing_seats(pinned.rule.quorum, who)),
    )  # fmt: skip
    verdict = tally(pinned, one)
    if verdict.outcome == MotionState.TIED and vote.round.casting is not None:
        if casting_voter(law.rules.presiding, head) != vote.casting_person:
            return MotionState.TIED
        return tally(pinned, replace(one, casting=vote.round.casting)).outcome
    return verdict.outcome


# Votes without a meeting, notice and quorum by table.

OPENED = datetime(2026, 3, 2, 1, tzinfo=UTC)
FIVE = tuple(SeatOn(n, "representative", True, 100 + n, (200 + n,) if n == 5 else ()) for n in range(1, 6))
PLAIN = RuleSet(
    written=WrittenResolution(days=7, force_meeting=2, article="6.4"),
    lazy=LazyConsensus(hours=72, article="6.3"),
)


def asked(
    method: Method, said: dict[int, tuple[int, Choice]], *, demands: dict[int, int] | None = None
) -> PastVote:
    """Five members are asked; `said`: by seat after how many hours they answered, and what."""
    law = Law(3, PLAIN)
    pinned = law.pin(DecisionClass.ORDINARY)
    closes = period(pinned, method, OPENED, date(2026, 3, 2), "UTC", NO_CALENDAR).closes_at
    answers = tuple(
        Answer(seat, 100 + seat, OPENED + hour * HOUR, choice) for seat, (hour, choice) in said.items()
    )
    wanting = tuple(Answer(seat, 100 + seat, OPENED + hour * HOUR) for seat, hour in (demands or {}).items())
    who = asked_members(FIVE, (), pinned)
    one = counted(
        method, who, answers, demands=len(wanting), opened=OPENED, closes_at=closes, now=closes, settled=True
    )
    verdict = tally(pinned, one)
    kept = Outside(OPENED, closes, closes, date(2026, 3, 2), "UTC", answers, (), wanting)
    at = Moment(answered(who, {seat: 100 + seat for seat in said}))
    return PastVote(
        pinned, one, verdict.outcome, verdict.working, FIVE, Moment(who), at,
        vice_chair=None, outside=kept,
    )  # fmt: skip


YES, NO = Choice.YES, Choice.NO
FOUR_DAYS = {1: (2, YES), 2: (3, YES), 3: (80, YES), 4: (90, NO)}


@pytest.mark.parametrize(
    ("method", "said", "demands", "change", "then", "now"),
    [
        (Method.WRITTEN, FOUR_DAYS, None, {}, "carried", "carried"),
        (Method.WRITTEN, FOUR_DAYS, None, {"days": 2}, "carried", "no_quorum"),
        (Method.WRITTEN, FOUR_DAYS, None, {"days": 5}, "carried", "carried"),
        (Method.WRITTEN, FOUR_DAYS, None, {"days": 9}, "carried", None),
        (Method.WRITTEN, {**FOUR_DAYS, 5: (100, NO)}, None, {"days": 9}, "carried", "carried"),
        (Method.WRITTEN, FOUR_DAYS, None, {"answer_share": Fraction(4, 5)}, "carried", "no_quorum"),
        (Method.WRITTEN, FOUR_DAYS, {1: 5}, {"force_meeting": 1}, "carried", "void"),
        (Method.WRITTEN, FOUR_DAYS, {1: 5}, {"force_meeting": 1, "days": 9}, "carried", "void"),
        (Method.WRITTEN, FOUR_DAYS, {4: 91, 5: 100}, {}, "void", "void"),
        (Method.WRITTEN, FOUR_DAYS, {4: 91, 5: 100}, {"force_meeting": 3}, "void", "carried"),
        (Method.LAZY_CONSENSUS, {1: (2, YES)}, None, {"hours": 48}, "carried", "carried"),
        (Method.LAZY_CONSENSUS, {1: (2, YES)}, None, {"hours": 96}, "carried", None),
        (Method.LAZY_CONSENSUS, {1: (2, YES)}, None, {"minimum_approvals": 2}, "carried", "void"),
        (Method.LAZY_CONSENSUS, {1: (60, NO)}, None, {"hours": 48}, "void", "carried"),
        (Method.LAZY_CONSENSUS, {1: (60, NO)}, None, {"hours": 96}, "void", "void"),
    ],
)  # fmt: skip
def test_answers_are_replayed_by_their_hours(
    method: Method,
    said: dict[int, tuple[int, Choice]],
    demands: dict[int, int] | None,
    change: dict[str, Any],
    then: str,
    now: str | None,
) -> None:
    vote = asked(method, said, demands=demands)
    part = "written" if method == Method.WRITTEN else "lazy"
    law = Law(4, replace(PLAIN, **{part: replace(getattr(PLAIN, part), **change)}))
    fate = vote_fate(vote, law)
    assert (fate.then, fate.now) == (then, now)
    assert (now is None) == ("decisions.replay.answers_not_known" in {each.key for each in fate.remarks})


def test_a_charter_without_stand_ins_leaves_out_their_answers() -> None:
    vote = asked(Method.WRITTEN, {1: (2, YES), 2: (3, YES)})
    late = Answer(5, 205, OPENED + 4 * HOUR, YES)
    assert vote.outside is not None
    who = asked_members(FIVE, (), vote.pinned)
    answers = (*vote.outside.answers, late)
    one = counted(
        Method.WRITTEN, who, answers, demands=0, opened=OPENED, closes_at=vote.outside.closes_at,
        now=vote.outside.closes_at,
    )  # fmt: skip
    verdict = tally(vote.pinned, one)
    vote = replace(
        vote, round=one, outcome=verdict.outcome, working=verdict.working,
        outside=replace(vote.outside, answers=answers),
    )  # fmt: skip
    assert vote.outcome == "carried"
    assert vote_fate(vote, Law(4, PLAIN)).now == "carried"
    assert vote_fate(vote, Law(4, replace(PLAIN, alternates=Alternates(False, False)))).now == "no_quorum"


MET = PastMeeting(
    law=Law(3, RuleSet(notice=Notice(7, DayKind.CALENDAR, article="4.3"))), called_on=date(2026, 3, 2),
    meets_on=date(2026, 3, 16), notice=None, inquorate=False, seats=FIVE, present=frozenset({101, 102, 103}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "now"),
    [
        (Notice(7, DayKind.CALENDAR), Held.IN_TIME),
        (Notice(14, DayKind.CALENDAR), Held.IN_TIME),
        (Notice(15, DayKind.CALENDAR), Held.LATE),
        (Notice(10, DayKind.WORKING), Held.IN_TIME),
        (Notice(11, DayKind.WORKING), Held.LATE),
    ],
)
def test_notice_by_the_days_of_another_charter(rule: Notice, now: Held) -> None:
    fate = notice_fate(MET, Law(4, RuleSet(notice=replace(rule, article="4.9"))))
    assert (fate.then, fate.now) == (Held.IN_TIME, now)
    assert (
        "4.9" in repr(fate.after) and "version': 4" in repr(fate.after) and "version': 3" in repr(fate.before)
    )


@pytest.mark.parametrize(("minimum", "now"), [(3, Held.QUORATE), (4, Held.INQUORATE)])
def test_quorum_at_the_opening_under_another_charter(minimum: int, now: Held) -> None:
    rule = ClassRule(Quorum(minimum=minimum, article="5.9"))
    fate = quorum_fate(MET, Law(4, RuleSet(classes=dict.fromkeys(DecisionClass, rule))))
    assert (fate.then, fate.now) == (Held.QUORATE, now)
    assert "5.9" in repr(fate.after)


def test_a_record_that_does_not_fit_is_not_guessed_at() -> None:
    odd = replace(MET, inquorate=True)
    assert quorum_fate(odd, MET.law).now is None
    vote = asked(Method.WRITTEN, FOUR_DAYS)
    room = Moment(electorate(FIVE, {101, 102, 103}), frozenset({101}))
    there = replace(
        vote,
        round=Round(Method.ROLL_CALL, room.who.count, Votes(3)),
        opening=room,
        closing=room,
        outside=None,
    )
    fate = vote_fate(there, Law(4, replace(PLAIN, alternates=Alternates(False, False))))
    assert (fate.now, fate.remarks[-1].key) == (None, "decisions.replay.room_not_known")


def test_raised_hands_that_would_not_count_leave_it_open_unless_they_do_not_matter() -> None:
    """Four hands of five sitting, one of them a stand-in's: who of them raised which hand was not kept."""
    present = frozenset({101, 102, 103, 104, 205})
    room = Moment(electorate(FIVE, present), present)
    no_stand_ins = Law(4, replace(PLAIN, alternates=Alternates(True, False)))

    def hands(votes: Votes) -> Fate:
        pinned = Law(3, PLAIN).pin(DecisionClass.ORDINARY)
        one = Round(Method.SHOW_OF_HANDS, room.who.count, votes)
        verdict = tally(pinned, one)
        past = PastVote(pinned, one, verdict.outcome, verdict.working, FIVE, room, room)
        return vote_fate(past, no_stand_ins)

    close, clear = hands(Votes(3, 2)), hands(Votes(4, 1))
    assert close.now is None and close.remarks[-1].key == "decisions.replay.votes_not_known"
    assert clear.now == "carried" and clear.remarks[-1].key == "decisions.replay.however_they_voted"


def test_the_sum_counts_what_differs() -> None:
    same = Fate(MotionState.CARRIED, MotionState.CARRIED, (), ())
    other = Fate(MotionState.CARRIED, MotionState.FAILED, (), ())
    unknown = Fate(MotionState.CARRIED, None, (), ())
    late = Fate(Held.IN_TIME, Held.LATE, (), ())
    empty = Fate(Held.QUORATE, Held.INQUORATE, (), ())
    total = summary(Law(4, RuleSet()), [late, late], [empty, empty], [same, other, unknown])
    assert (total.late, total.lacking, total.meetings, total.otherwise, total.votes, total.unknown) == (
        2,
        2,
        2,
        1,
        3,
        1,
    )
    assert [each.key.rpartition(".")[2] for each in total.says] == [
        "summary",
        "summary_late",
        "summary_unknown",
    ]


def test_a_vote_that_cannot_be_counted_is_refused_not_replayed() -> None:
    with pytest.raises(Refused):
        vote_fate(
            replace(
                asked(Method.WRITTEN, FOUR_DAYS), round=Round(Method.WRITTEN, Count(2, 2, 2, 0), Votes(3))
            ),
            Law(4, PLAIN),
        )
