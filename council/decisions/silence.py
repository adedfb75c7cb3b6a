"""Decisions by silence: consent in the room, and lazy consensus over some hours."""

from __future__ import annotations

from council.charter.pinning import PinnedRule
from council.charter.wording import article
from council.core.saying import Say
from council.decisions.kinds import MotionState, Reason
from council.decisions.round import Round
from council.decisions.verdict import Verdict
from council.meetings.quorum import QuorumResult


def consent(one: Round, quorum: QuorumResult) -> Verdict:
    """Carried when a quorum is present and nobody objects; an objection leaves it open."""
    reason = None
    if not quorum.met:
        outcome = MotionState.NO_QUORUM
        words = [Say("decisions.ends.no_quorum")]
    elif one.objections:
        outcome, reason = MotionState.OPEN, Reason.OBJECTION
        words = [Say("decisions.consent_objections", objections=one.objections)]
    else:
        outcome = MotionState.CARRIED
        words = [Say("decisions.consent_given")]
    return Verdict(outcome, 0, 0, quorum.needed, quorum.had, quorum.met, (quorum.say, *words), reason)


def lazy_consensus(pinned: PinnedRule, one: Round) -> Verdict:
    """Carried when the hours passed without objection and with the approvals asked for; else open.

    Once it is settled, what an objection or missing approvals kept open is void and goes to a meeting.
    """
    rule = pinned.lazy
    wanted = rule.approvals(one.count.entitled)
    law = article(rule.article, pinned.version)
    asked = Say("decisions.lazy_hours", hours=one.hours_open, law=law, needed=rule.hours)
    words = (
        [asked, Say("decisions.lazy_approvals", approvals=one.approvals, needed=wanted)]
        if wanted
        else [asked]
    )
    outcome, reason = MotionState.OPEN, None
    if one.objections:
        reason = Reason.OBJECTION
        words.append(Say("decisions.lazy_objections", objections=one.objections))
    elif one.vote_called:
        reason = Reason.VOTE_CALLED
        words.append(Say("decisions.lazy_vote_called"))
    elif one.hours_open < rule.hours:
        reason = Reason.TIME
        words.append(Say("decisions.lazy_waits", hours=rule.hours - one.hours_open))
    elif one.approvals < wanted:
        reason = Reason.APPROVALS
        words.append(Say("decisions.lazy_approvals_short", short=wanted - one.approvals))
    else:
        outcome = MotionState.CARRIED
        words.append(Say("decisions.lazy_adopted"))
    if one.settled and reason in (Reason.OBJECTION, Reason.VOTE_CALLED, Reason.APPROVALS):
        outcome = MotionState.VOID
        words.append(Say("decisions.lazy_to_meeting"))
    elif outcome == MotionState.OPEN and reason != Reason.TIME:
        words.append(Say("decisions.lazy_stays_open"))
    return Verdict(outcome, wanted, one.approvals, 0, 0, True, tuple(words), reason)
