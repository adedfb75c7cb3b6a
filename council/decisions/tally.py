"""The tally: a pinned rule and one round in, a verdict with its whole working out. Whole numbers and fractions."""

from __future__ import annotations

from council.charter.kinds import Basis, Method, Tie
from council.charter.pinning import PinnedRule
from council.charter.rules import Majority, needed
from council.charter.wording import article, part, share
from council.core.errors import Refused
from council.core.saying import Say
from council.decisions.kinds import Choice, MotionState, Reason
from council.decisions.round import Round, Votes
from council.decisions.silence import consent, lazy_consensus
from council.decisions.verdict import Verdict
from council.meetings.quorum import QuorumResult, counted


def tally(pinned: PinnedRule, one: Round) -> Verdict:
    """The verdict on a round by the rule that its motion pinned (DOMAIN §2).

    Refused when the numbers cannot be: more ballots than members, a casting vote without a tie.
    """
    quorum = _answers(pinned, one) if one.method == Method.WRITTEN else _presence(pinned, one)
    stopped = _conflict(pinned, one, quorum)
    if stopped is not None:
        return stopped
    if one.method == Method.LAZY_CONSENSUS:
        return lazy_consensus(pinned, one)
    if one.method == Method.CONSENT:
        return consent(one, quorum)
    stopped = _demand(pinned, one, quorum) if one.method == Method.WRITTEN else None
    return stopped or _ballots(pinned, one, quorum)


def _presence(pinned: PinnedRule, one: Round) -> QuorumResult:
    return counted(pinned.rule.quorum, one.count, missing=one.missing_seats, version=pinned.version)


def _answers(pinned: PinnedRule, one: Round) -> QuorumResult:
    """A written resolution has nobody present: so many of those entitled must answer."""
    rule = pinned.written
    enough = needed(rule.answer_share, one.count.entitled, strict=rule.answer_strict)
    had = one.votes.given
    say = Say(
        "decisions.answers_enough" if had >= enough else "decisions.answers_short",
        entitled=one.count.entitled,
        answered=had,
        law=article(rule.article, pinned.version),
        share=share(rule.answer_share, strict=rule.answer_strict),
        needed=enough,
    )
    return QuorumResult(met=had >= enough, needed=enough, had=had, missing=(), say=say)


def _conflict(pinned: PinnedRule, one: Round, quorum: QuorumResult) -> Verdict | None:
    limit = pinned.rule.conflict_limit
    if limit is None or not limit.exceeded(one.count.recused, one.count.filled_seats):
        return None
    say = Say(
        "decisions.conflict_limit",
        recused=one.count.recused,
        filled=one.count.filled_seats,
        law=article(limit.article, pinned.version),
        share=share(limit.share, strict=True),
    )
    return _verdict(MotionState.VOID, pinned, one, quorum, (say,), Reason.CONFLICTS)


def _demand(pinned: PinnedRule, one: Round, quorum: QuorumResult) -> Verdict | None:
    """Enough members want to talk about it first: the written resolution is off."""
    rule = pinned.written
    if rule.force_meeting is None or one.demands < rule.force_meeting:
        return None
    law = article(rule.article, pinned.version)
    say = Say("decisions.meeting_demanded", demands=one.demands, law=law, needed=rule.force_meeting)
    return _verdict(MotionState.VOID, pinned, one, quorum, (say,), Reason.MEETING_DEMANDED)


def _ballots(pinned: PinnedRule, one: Round, quorum: QuorumResult) -> Verdict:
    """Roll call, show of hands, secret ballot and written resolution: yes and no are counted."""
    members = one.count.entitled if one.method == Method.WRITTEN else one.count.present
    if one.votes.given > members:
        raise Refused(
            "decisions.more_votes_than_members", field="votes", votes=one.votes.given, members=members
        )
    everybody = one.method == Method.WRITTEN and one.votes.given == members
    if not one.ended and not everybody:
        return _verdict(MotionState.OPEN, pinned, one, quorum, (quorum.say, _counts(one.votes)), Reason.TIME)
    if not quorum.met:
        working: tuple[Say, ...] = (quorum.say, _counts(one.votes), _outcome(MotionState.NO_QUORUM))
        return _verdict(MotionState.NO_QUORUM, pinned, one, quorum, working)
    outcome, reason = _decided(pinned, one)
    working = (quorum.say, *_majority_words(pinned, one, outcome, reason))
    return _verdict(outcome, pinned, one, quorum, working, reason)


def _decided(pinned: PinnedRule, one: Round) -> tuple[MotionState, Reason | None]:
    majority, votes = pinned.rule.majority, one.votes
    if _carries(majority, one, votes):
        tied = False
        outcome = MotionState.CARRIED
    else:
        tied = _tied(majority, one)
        outcome = MotionState.TIED if tied else MotionState.FAILED
    if one.casting is None:
        equal = votes.yes == votes.no and votes.yes > 0 and outcome == MotionState.FAILED
        return outcome, Reason.TIE if equal or tied else None
    law = article(pinned.presiding.article, pinned.version)
    if not tied:
        raise Refused("decisions.no_tie", field="casting", law=law)
    if one.casting not in (Choice.YES, Choice.NO):
        raise Refused("decisions.casting_must_decide", field="casting", law=law)
    return (MotionState.CARRIED if one.casting == Choice.YES else MotionState.FAILED), Reason.CASTING


def _carries(majority: Majority, one: Round, votes: Votes) -> bool:
    if votes.cast == 0 or (majority.no_votes_against and votes.no):
        return False
    if majority.more_yes_than_no and votes.yes <= votes.no:
        return False
    return votes.yes >= majority.needed(_base(majority, one, votes))


def _base(majority: Majority, one: Round, votes: Votes) -> int:
    """What the majority's share is taken of; nobody is in a room for a written vote: there, who answered."""
    if majority.basis == Basis.PRESENT and one.method == Method.WRITTEN:
        return votes.given
    return one.count.of(majority.basis, votes_cast=votes.cast)


def _tied(majority: Majority, one: Round) -> bool:
    """Equal votes that one more yes would carry: a casting vote may not do what a member's vote could not."""
    votes = one.votes
    if majority.tie != Tie.CASTING or not one.casting_held or votes.yes != votes.no or votes.yes == 0:
        return False
    return _carries(majority, one, votes.with_casting(Choice.YES))


def _verdict(
    outcome: MotionState,
    pinned: PinnedRule,
    one: Round,
    quorum: QuorumResult,
    working: tuple[Say, ...],
    reason: Reason | None = None,
) -> Verdict:
    majority = pinned.rule.majority
    return Verdict(
        outcome=outcome,
        needed_yes=majority.needed(_base(majority, one, one.votes), cast=one.votes.cast),
        had_yes=one.votes.yes,
        quorum_needed=quorum.needed,
        quorum_had=quorum.had,
        quorum_met=quorum.met,
        working=working,
        reason=reason,
    )


def _majority_words(
    pinned: PinnedRule, one: Round, outcome: MotionState, reason: Reason | None
) -> tuple[Say, ...]:
    majority, votes = pinned.rule.majority, one.votes
    law = article(majority.article, pinned.version)
    by_share = needed(majority.fraction, _base(majority, one, votes), strict=majority.strict)
    also = []
    if majority.minimum_yes > by_share:
        also.append(Say("decisions.minimum_working", law=law, minimum=majority.minimum_yes))
    if majority.more_yes_than_no and votes.yes <= votes.no:
        also.append(Say("decisions.more_yes_working", law=law))
    if majority.no_votes_against and votes.no:
        also.append(Say("decisions.against_working", law=law))
    if votes.cast == 0:
        also.append(Say("decisions.nobody_voted"))
    if reason in (Reason.CASTING, Reason.TIE):
        also.append(_tie_words(pinned, one, outcome))
    share_words = {
        "votes": _votes(votes),
        "law": law,
        "part": part(majority.fraction, majority.basis, strict=majority.strict),
        "needed": max(by_share, 1),
    }
    if not also:
        return (Say("decisions.majority_decides", **share_words, outcome=_outcome_word(outcome)),)
    return (Say("decisions.majority_working", **share_words), *also, _outcome(outcome))


def _tie_words(pinned: PinnedRule, one: Round, outcome: MotionState) -> Say:
    majority = pinned.rule.majority
    if one.casting is not None:
        law = article(pinned.presiding.article, pinned.version)
        choice = Say(f"decisions.choice.{one.casting.value}")
        holder = pinned.presiding.casting.value
        return Say(f"decisions.casting_by.{holder}", law=law, choice=choice)
    if outcome == MotionState.TIED:
        return Say("decisions.tie_waits", votes=one.votes.yes)
    if majority.tie == Tie.CASTING and not one.casting_held:
        return Say("decisions.tie_nobody_casts", votes=one.votes.yes)
    if majority.tie == Tie.CASTING:
        return Say("decisions.tie_beyond_casting", votes=one.votes.yes)
    return Say("decisions.tie_fails", votes=one.votes.yes)


def _votes(votes: Votes) -> Say:
    return Say("decisions.votes", yes=votes.yes, no=votes.no, abstain=votes.abstain)


def _counts(votes: Votes) -> Say:
    return Say("decisions.counts", votes=_votes(votes))


def _outcome_word(outcome: MotionState) -> Say:
    return Say(f"decisions.outcome.{outcome.value}")


def _outcome(outcome: MotionState) -> Say:
    return Say(f"decisions.ends.{outcome.value}")
