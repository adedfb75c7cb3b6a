"""A vote of the past seated and counted again under another law, from what was recorded and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from council.charter.kinds import Method
from council.charter.pinning import PinnedRule
from council.charter.rules import Alternates, Presiding
from council.core.saying import Say
from council.decisions.kinds import Choice, MotionState
from council.decisions.round import Round, Votes
from council.meetings.electorate import Electorate, SeatOn, electorate
from council.meetings.presider import Presider, casting_voter, presider, votes_in_first_round
from council.meetings.quorum import missing_seats

Rule = TypeVar("Rule", Presiding, Alternates)


@dataclass(frozen=True)
class Moment:
    """Who counted at one moment of a vote as the motion kept it, and who was in the room, recused or elected then."""

    who: Electorate
    present: frozenset[int] = frozenset()
    recused: frozenset[int] = frozenset()
    elected: int | None = None


@dataclass(frozen=True)
class Answer:
    """One answer to a vote without a meeting; without a choice, a recusal or the demand for a meeting."""

    seat_id: int
    person_id: int
    at: datetime
    choice: Choice | None = None


@dataclass(frozen=True)
class Outside:
    """A vote without a meeting: from when until when it was open, in the council's zone, and what members said."""

    opened: datetime
    closes_at: datetime
    closed: datetime
    day: date
    zone: str
    answers: tuple[Answer, ...] = ()
    recusals: tuple[Answer, ...] = ()
    demands: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class PastVote:
    """A counted vote with all that was kept of it.

    `said`: what each seat's last ballot says, where ballots were named. `casting`: the moment of the casting vote.
    """

    pinned: PinnedRule
    round: Round
    outcome: MotionState
    working: tuple[Say, ...]
    seats: tuple[SeatOn, ...]
    opening: Moment
    closing: Moment
    said: Mapping[int, Choice] = field(default_factory=dict)
    vice_chair: int | None = None
    casting: Moment | None = None
    casting_person: int | None = None
    outside: Outside | None = None


class NotKnown(Exception):
    """The record does not say what the other law asks for; the sentence says what is missing."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.say = Say(key)


def alike(one: Rule, other: Rule) -> bool:
    """Whether two rules say the same, wherever they stand."""
    return replace(one, article="") == replace(other, article="")


def seated(vote: PastVote, at: Moment, law: PinnedRule) -> Electorate:
    """Who counts at a moment of the vote by the alternates rule of another law.

    Where that rule asks for more than the motion kept, the people in the room are seated anew, but only if
    seating them by the old rule gives what was recorded: else the record of the room is not the whole of it.
    """
    old, new = vote.pinned.alternates, law.alternates
    if alike(old, new) or not any(one.alternates for one in vote.seats):
        return at.who
    if electorate(vote.seats, at.present, recused=at.recused, alternates=old) != at.who:
        raise NotKnown("decisions.replay.room_not_known")
    return electorate(vote.seats, at.present, recused=at.recused, alternates=new)


def rounds(vote: PastVote, law: PinnedRule, who: Electorate) -> list[Round]:
    """Every round that may have been held under another law; one where all of it is known.

    A seat counted by the same person keeps its vote. Votes that nobody gave, and raised hands of people who
    would not have counted, are tried in every way they could have been.
    """
    before, after = _voters(vote, vote.pinned, vote.closing.who), _voters(vote, law, who)
    kept = {seat for seat, person in after.items() if before.get(seat) == person}
    lost, gained = len(before) - len(kept), len(after) - len(kept)
    base = replace(
        vote.round,
        count=who.count,
        missing_seats=tuple(missing_seats(law.rule.quorum, who)),
        casting=None,
        casting_held=_held(vote, law, who),
    )
    if not lost and not gained:
        return [base]
    if base.method == Method.CONSENT:
        stood = sum(choice == Choice.NO and seat in kept for seat, choice in vote.said.items())
        return [replace(base, objections=stood + more) for more in range(gained + 1)]
    named = [choice for seat, choice in vote.said.items() if seat in kept]
    sure = (
        {Votes(*(named.count(each) for each in (Choice.YES, Choice.NO, Choice.ABSTAIN)))}
        if base.method == Method.ROLL_CALL
        else _without(base.votes, lost, most=len(kept))
    )
    possible = {
        more for votes in sure for more in _with(votes, gained) if more.given <= who.count.present
    }  # fmt: skip
    return [replace(base, votes=votes) for votes in sorted(possible, key=_order)]


def casting_of(vote: PastVote, law: PinnedRule) -> Choice | None:
    """The casting vote that was given, if the same person holds it under the other law."""
    if vote.round.casting is None or alike(vote.pinned.presiding, law.presiding):
        return vote.round.casting
    at = vote.casting
    if (
        at is None
        or casting_voter(vote.pinned.presiding, _head(vote, vote.pinned, at.who, at)) != vote.casting_person
    ):
        raise NotKnown("decisions.replay.casting_not_known")
    holder = casting_voter(law.presiding, _head(vote, law, at.who, at))
    return vote.round.casting if holder == vote.casting_person else None


def _held(vote: PastVote, law: PinnedRule, who: Electorate) -> bool:
    if alike(vote.pinned.presiding, law.presiding) and who == vote.closing.who:
        return vote.round.casting_held
    return casting_voter(law.presiding, _head(vote, law, who, vote.closing)) is not None


def _head(vote: PastVote, law: PinnedRule, who: Electorate, at: Moment) -> Presider:
    return presider(law.presiding, who, vice_chair=vote.vice_chair, elected=at.elected, version=law.version)


def _voters(vote: PastVote, law: PinnedRule, who: Electorate) -> dict[int, int]:
    """Who votes for which seat in the first round."""
    head = _head(vote, law, who, vote.closing)
    return {
        place.seat: place.sitter
        for place in who.present()
        if place.sitter is not None and votes_in_first_round(law.presiding, head, place.sitter)
    }


def _without(votes: Votes, lost: int, *, most: int) -> set[Votes]:
    """The votes that can be left when so many of the voters do not count; `most` still do."""
    if not lost:
        return {votes}
    return {
        left
        for left in _up_to(votes)
        if votes.given - lost <= left.given <= most
    }  # fmt: skip


def _with(votes: Votes, gained: int) -> Iterator[Votes]:
    """The votes that can be when so many more may have voted."""
    for more in _up_to(Votes(gained, gained, gained)):
        if more.given <= gained:
            yield Votes(votes.yes + more.yes, votes.no + more.no, votes.abstain + more.abstain)


def _up_to(votes: Votes) -> Iterator[Votes]:
    for yes in range(votes.yes + 1):
        for no in range(votes.no + 1):
            for abstain in range(votes.abstain + 1):
                yield Votes(yes, no, abstain)


def _order(votes: Votes) -> tuple[int, int, int]:
    return votes.yes, votes.no, votes.abstain
