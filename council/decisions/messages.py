"""The sentences of decisions in English: the working of a verdict and the refusals around a vote."""

from council.core.saying import N_

WORKING = {
    "decisions.votes": N_("%(yes)s yes, %(no)s no, %(abstain)s abstain"),
    "decisions.counts": N_("%(votes)s."),
    "decisions.majority_decides": N_("%(votes)s; %(law)s asks for %(part)s (%(needed)s): %(outcome)s."),
    "decisions.majority_working": N_("%(votes)s; %(law)s asks for %(part)s (%(needed)s)."),
    "decisions.minimum_working": N_("At least %(minimum)s yes votes are needed as well (%(law)s)."),
    "decisions.against_working": N_("A single vote against defeats the motion (%(law)s)."),
    "decisions.nobody_voted": N_("Nobody voted yes or no, so nothing is decided."),
    "decisions.tie_waits": N_("Equal votes, %(votes)s to %(votes)s: the casting vote decides."),
    "decisions.tie_fails": N_("Equal votes, %(votes)s to %(votes)s: a tie fails."),
    "decisions.tie_beyond_casting": N_(
        "Equal votes, %(votes)s to %(votes)s: even with the casting vote the number needed is not reached."
    ),
    "decisions.tie_nobody_casts": N_(
        "Equal votes, %(votes)s to %(votes)s, and nobody there holds the casting vote: a tie fails."
    ),
    "decisions.more_yes_working": N_("There must be more yes than no votes (%(law)s)."),
    "decisions.casting_working": N_("Equal votes; the casting vote is %(choice)s."),
    "decisions.choice.yes": N_("in favour"),
    "decisions.choice.no": N_("against"),
    "decisions.outcome.carried": N_("carried"),
    "decisions.outcome.failed": N_("not carried"),
    "decisions.ends.carried": N_("The motion is carried."),
    "decisions.ends.failed": N_("The motion is not carried."),
    "decisions.ends.tied": N_("The votes are tied."),
    "decisions.ends.no_quorum": N_("Without a quorum nothing is decided."),
    "decisions.answers_enough": N_(
        "%(answered)s of %(entitled)s entitled members answered; "
        "%(law)s asks for %(share)s of them (%(needed)s): enough."
    ),
    "decisions.answers_short": N_(
        "%(answered)s of %(entitled)s entitled members answered; "
        "%(law)s asks for %(share)s of them (%(needed)s): too few."
    ),
    "decisions.meeting_demanded": N_(
        "Members who demand a meeting: %(demands)s; %(law)s asks for %(needed)s: the matter goes to a meeting."
    ),
    "decisions.conflict_limit": N_(
        "%(recused)s of %(filled)s filled voting seats are recused; "
        "by %(law)s the council cannot decide when it is %(share)s of them."
    ),
    "decisions.consent_given": N_("Nobody objects: carried by consent."),
    "decisions.consent_objections": N_("Objections: %(objections)s. The motion stays open."),
    "decisions.lazy_hours": N_("Open for %(hours)s hours; %(law)s asks for %(needed)s."),
    "decisions.lazy_approvals": N_("Approvals: %(approvals)s of %(needed)s needed."),
    "decisions.lazy_objections": N_(
        "Objections: %(objections)s. There is no consensus; the motion stays open."
    ),
    "decisions.lazy_vote_called": N_("A vote was called, so silence no longer decides."),
    "decisions.lazy_waits": N_("Open for another %(hours)s hours."),
    "decisions.lazy_approvals_short": N_("Approvals still missing: %(short)s. The motion stays open."),
    "decisions.lazy_adopted": N_("Nobody objected in time: adopted by lazy consensus."),
}

REFUSALS = {
    "decisions.negative_votes": N_("A number of votes cannot be below zero."),
    "decisions.more_votes_than_members": N_(
        "%(votes)s votes were counted, but only %(members)s members can vote. Count again."
    ),
    "decisions.method_not_allowed": N_(
        "This way of deciding is not allowed here: %(method)s. For %(decision_class)s %(law)s allows: %(allowed)s."
    ),
    "decisions.nobody_entitled": N_(
        "No member is entitled to vote on this matter: all are recused or out of office."
    ),
    "decisions.no_quorum_to_open": N_("The vote cannot open. %(why)s %(wanted)s"),
    "decisions.no_vote": N_("This seat has no vote (%(law)s)."),
    "decisions.seat_vacant": N_("The seat is vacant; a vacant seat does not vote (%(law)s)."),
    "decisions.seat_recused": N_("The seat is recused on this matter and does not vote (%(law)s)."),
    "decisions.counts_once": N_(
        "Its holder already votes for another seat: one person counts once (%(law)s)."
    ),
    "decisions.not_present": N_("Nobody is in the room to vote for this seat (%(law)s)."),
    "decisions.recuse_first": N_("A recusal is declared for the agenda item, not on the ballot (%(law)s)."),
    "decisions.kept_for_the_tie": N_(
        "Whoever holds the casting vote does not vote in the first round (%(law)s)."
    ),
    "decisions.no_tie": N_(
        "The casting vote is given only when yes and no are equal and one more yes would carry."
    ),
    "decisions.nobody_casts": N_(
        "By %(law)s nobody here holds the casting vote; the tie stands and the motion fails."
    ),
    "decisions.not_the_casting_voter": N_("Only the holder of the casting vote may break the tie (%(law)s)."),
    "decisions.casting_must_decide": N_("The casting vote is yes or no."),
}

MESSAGES = {**WORKING, **REFUSALS}
