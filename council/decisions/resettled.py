"""A vote without a meeting counted again under another law: other days or hours, other stand-ins, other demands."""

from __future__ import annotations

from council.charter.kinds import Method
from council.charter.pinning import PinnedRule
from council.decisions.kinds import MotionState
from council.decisions.outside import asked_members, counted, period
from council.decisions.recount import NotKnown, PastVote, alike
from council.decisions.round import Round
from council.decisions.tally import tally
from council.decisions.verdict import Verdict
from council.meetings.workdays import Calendar


def settled_again(vote: PastVote, law: PinnedRule, calendar: Calendar) -> Verdict:
    """The verdict of a written resolution or lazy consensus under another law.

    Answers given after the other law's time do not count. Where it gives more time than there was, or lets
    somebody answer who could not, nobody knows what would have been said: NotKnown, unless the vote is void or
    everybody has answered.
    """
    verdict = tally(law, _round(vote, law, calendar))
    if verdict.outcome == MotionState.OPEN:
        raise NotKnown("decisions.replay.answers_not_known")
    return verdict


def _round(vote: PastVote, law: PinnedRule, calendar: Calendar) -> Round:
    kept = vote.outside
    if kept is None or (_same_time(vote, law) and _same_stand_ins(vote, law)):
        return vote.round
    ends = kept.closes_at
    if not _same_time(vote, law):
        ends = period(law, vote.round.method, kept.opened, kept.day, kept.zone, calendar).closes_at
    until = min(ends, kept.closes_at, kept.closed)
    who = asked_members(vote.seats, {one.person_id for one in kept.recusals if one.at < ends}, law)
    holders = {place.seat: place.holder for place in who.places}
    stand_ins = law.alternates.allowed and law.alternates.voting
    answers = [
        one
        for one in kept.answers
        if one.at < ends and (stand_ins or one.person_id == holders.get(one.seat_id))
    ]
    entitled = {place.seat for place in who.voting()}
    demands = {one.seat_id for one in kept.demands if one.at < ends and one.seat_id in entitled}
    one = counted(
        vote.round.method, who, answers, demands=len(demands), opened=kept.opened, closes_at=ends, now=until,
        settled=vote.round.settled,
    )  # fmt: skip
    silent = entitled - {each.seat_id for each in answers}
    could = {seat.seat for seat in vote.seats if seat.alternates}
    if stand_ins and not _same_stand_ins(vote, law) and silent & could:
        _void_or_unknown(law, one)
    return one


def _void_or_unknown(law: PinnedRule, one: Round) -> None:
    if tally(law, one).outcome != MotionState.VOID:
        raise NotKnown("decisions.replay.answers_not_known")


def _same_time(vote: PastVote, law: PinnedRule) -> bool:
    if vote.round.method == Method.LAZY_CONSENSUS:
        return vote.pinned.lazy.hours == law.lazy.hours
    old, new = vote.pinned.written, law.written
    return (old.days, old.day_kind) == (new.days, new.day_kind)


def _same_stand_ins(vote: PastVote, law: PinnedRule) -> bool:
    return alike(vote.pinned.alternates, law.alternates) or not any(one.alternates for one in vote.seats)
