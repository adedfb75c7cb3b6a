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

VOTING = {
    "decisions.item_not_current": N_(
        "A vote opens only on the item under discussion in a meeting that is in session. Turn to the item first."
    ),
    "decisions.another_vote_runs": N_("Another vote is still open in this meeting. Close it first."),
    "decisions.method_not_here": N_(
        "This way of deciding is not offered in a meeting here: %(method)s. Choose one of these: %(offered)s."
    ),
    "decisions.wrong_class": N_("This text can only be decided under the class %(wanted)s, not %(had)s."),
    "decisions.mover_seconds": N_("Whoever moves a motion cannot second it."),
    "decisions.vote_is_over": N_("The vote is over; what was cast is sealed."),
    "decisions.hands_are_counted": N_("In a show of hands the hands are counted when the vote closes."),
    "decisions.count_the_hands": N_("Enter how many hands were raised for yes, no and abstain."),
    "decisions.objection_stands": N_(
        "Objections: %(objections)s. There is no consent while one stands: put the motion to the vote instead."
    ),
    "decisions.casting_awaited": N_(
        "The votes are equal and the casting vote has not been given: only it can decide."
    ),
    "decisions.interest_while_open": N_(
        "A vote on this item is open: who was recused when it opened stays recused until it closes."
    ),
    "decisions.vote_still_open": N_(
        "A vote is still open here. Close it, let the casting vote decide, or withdraw the motion first."
    ),
    "decisions.waits_for_ballot": N_("The vote is open in meeting %(meeting)s: your ballot is missing."),
    "decisions.back.no_quorum": N_("There was no quorum when the vote closed in meeting %(meeting)s."),
    "decisions.back.void": N_("Too many members were recused to decide it in meeting %(meeting)s."),
    "decisions.back.withdrawn": N_("The motion was withdrawn in meeting %(meeting)s."),
    "decisions.back.lapsed": N_("Nobody seconded the motion in meeting %(meeting)s."),
}

COLUMNS = {
    "decisions.column.number": N_("Reference"),
    "decisions.column.printed": N_("Printed reference"),
    "decisions.column.date": N_("Date"),
    "decisions.column.meeting": N_("Meeting"),
    "decisions.column.class": N_("Decision class"),
    "decisions.column.method": N_("Method"),
    "decisions.column.outcome": N_("Result of the vote"),
    "decisions.column.yes": N_("Yes"),
    "decisions.column.no": N_("No"),
    "decisions.column.abstain": N_("Abstain"),
    "decisions.column.recused": N_("Recused"),
    "decisions.column.text": N_("Text"),
    "decisions.extract_title": N_("Extract from the register of decisions"),
    "decisions.choose_first": N_("Choose yes, no or abstain first."),
}

LOG = {
    "log.decisions.put": N_("opened the vote"),
    "log.decisions.cast": N_("recorded a ballot"),
    "log.decisions.carry": N_("closed the vote: carried"),
    "log.decisions.fail": N_("closed the vote: failed"),
    "log.decisions.tie": N_("closed the vote: tied"),
    "log.decisions.lose_quorum": N_("closed the vote: no quorum"),
    "log.decisions.void": N_("closed the vote: void"),
    "log.decisions.withdraw": N_("withdrew the motion"),
    "log.decisions.lapse": N_("let the motion lapse without a second"),
}

TEXTS = {
    "decisions.text_adopted": N_("%(title)s is adopted."),
    "decisions.text_approved": N_("%(title)s are approved."),
}

MESSAGES = {**WORKING, **REFUSALS, **VOTING, **COLUMNS, **LOG, **TEXTS}
