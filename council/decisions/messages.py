"""The sentences of decisions in English: the working of a verdict and the refusals around a vote."""

from council.core.saying import N_
from council.decisions.replay_messages import REPLAY

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
    "decisions.casting_by.presiding": N_(
        "Equal votes; by %(law)s whoever presides over the item casts the deciding vote: %(choice)s."
    ),
    "decisions.casting_by.chair": N_(
        "Equal votes; by %(law)s the chair casts the deciding vote: %(choice)s."
    ),
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
    "decisions.lazy_objections": N_("Objections: %(objections)s. There is no consensus."),
    "decisions.lazy_stays_open": N_("The motion stays open."),
    "decisions.lazy_to_meeting": N_("Silence does not decide it: the matter goes to a meeting."),
    "decisions.lazy_vote_called": N_("A vote was called, so silence no longer decides."),
    "decisions.lazy_waits": N_("Open for another %(hours)s hours."),
    "decisions.lazy_approvals_short": N_("Approvals still missing: %(short)s."),
    "decisions.lazy_adopted": N_("Nobody objected in time: adopted by lazy consensus."),
}

REFUSALS = {
    "decisions.negative_votes": N_("A number of votes cannot be below zero."),
    "decisions.more_votes_than_members": N_(
        "%(votes)s votes were counted, but only %(members)s members can vote. Count again."
    ),
    "decisions.too_many_recused": N_(
        "%(recused)s of %(filled)s filled voting seats are recused; by %(law)s the council decides only while at most "
        "%(most)s are."
    ),
    "decisions.method_not_allowed": N_(
        "This way of deciding is not allowed here: %(method)s. For %(decision_class)s %(law)s allows: %(allowed)s."
    ),
    "decisions.nobody_entitled": N_(
        "No member is entitled to vote on this matter: all are recused or out of office. %(law)s needs at least one."
    ),
    "decisions.no_quorum_to_open": N_("The vote cannot open. %(why)s %(wanted)s"),
    "decisions.no_vote": N_("This seat has no vote (%(law)s): only voting seats have one."),
    "decisions.seat_vacant": N_(
        "The seat is vacant; a vacant seat does not vote (%(law)s) until somebody holds it."
    ),
    "decisions.seat_recused": N_(
        "The seat is recused on this matter and does not vote (%(law)s): it votes again on the next item."
    ),
    "decisions.counts_once": N_(
        "Its holder already votes for another seat: one person counts once (%(law)s). Give the vote for that seat."
    ),
    "decisions.voted_elsewhere": N_(
        "Whoever votes here has given another seat’s ballot (%(law)s): one person counts once. "
        "Let that ballot be given anew first."
    ),
    "decisions.not_present": N_(
        "Nobody is in the room to vote for this seat (%(law)s): its holder or an alternate must be there."
    ),
    "decisions.recuse_first": N_("A recusal is declared for the agenda item, not on the ballot (%(law)s)."),
    "decisions.kept_for_the_tie": N_(
        "Whoever holds the casting vote does not vote in the first round (%(law)s), only when the votes are equal."
    ),
    "decisions.no_tie": N_(
        "By %(law)s the casting vote is given only when yes and no are equal and one more yes would carry."
    ),
    "decisions.nobody_casts": N_(
        "By %(law)s nobody here holds the casting vote: close the vote, and the tie fails."
    ),
    "decisions.not_the_casting_voter": N_("Only the holder of the casting vote may break the tie (%(law)s)."),
    "decisions.casting_must_decide": N_("By %(law)s the casting vote decides: it is yes or no."),
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
        "Objections: %(objections)s. By %(law)s there is no consent while one stands: put the motion to the vote."
    ),
    "decisions.not_elected": N_("Nobody is elected to preside: %(why)s Votes in favour needed: %(needed)s."),
    "decisions.casting_awaited": N_(
        "The votes are equal and the casting vote has not been given: by %(law)s only it can decide."
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
    "decisions.without_meeting": N_("without a meeting"),
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
    "decisions.text_adopted_from": N_("%(title)s is adopted. It is in force from %(day)s."),
    "decisions.text_approved": N_("%(title)s are approved."),
}

SECRET = {
    "decisions.own_slip_only": N_(
        "In a secret ballot everybody votes for themselves: nobody records another’s choice."
    ),
    "decisions.slip_is_in": N_(
        "A slip for this seat is in the box already. It cannot be taken out or changed."
    ),
    "decisions.not_secret": N_("This vote is not a secret ballot."),
    "decisions.not_marked": N_("No slip of paper was marked for this seat."),
    "decisions.count_the_slips": N_(
        "Enter how many slips of paper say yes, no and abstain; %(marked)s were marked. Blank and spoilt ones abstain."
    ),
    "decisions.slips_and_marks": N_(
        "%(slips)s slips of paper were counted, but %(marked)s members were marked. The numbers must be the same."
    ),
    "decisions.interest_after_slip": N_(
        "Their slip is in the box and cannot be found again. Withdraw the motion and put it once more instead."
    ),
    "log.decisions.vote_secretly": N_("voted in the secret ballot"),
    "log.decisions.mark_paper": N_("marked a slip of paper"),
    "log.decisions.unmark_paper": N_("took back the mark of a slip of paper"),
}

OUTSIDE = {
    "decisions.not_in_a_meeting": N_("This vote is taken without a meeting."),
    "decisions.asked_in_writing": N_(
        "%(entitled)s members are asked; %(law)s gives them %(days)s "
        "and wants an answer from %(share)s of them (%(needed)s)."
    ),
    "decisions.asked_silence": N_(
        "%(entitled)s members are asked; by %(law)s it is adopted after %(hours)s hours without objection, "
        "with %(needed)s approvals."
    ),
    "decisions.not_outside": N_(
        "Outside a meeting this is decided by written resolution or lazy consensus only."
    ),
    "decisions.no_charter": N_("No charter is in force on this day."),
    "decisions.subject_not_votable": N_("Nothing of this kind can be decided without a meeting."),
    "decisions.subject_not_waiting": N_(
        "It does not wait for a decision now: only what is on the docket can be decided without a meeting."
    ),
    "decisions.asked_already": N_("It is being decided without a meeting already."),
    "decisions.asked_outside": N_(
        "It is being decided without a meeting until %(until)s. Wait for the end, or withdraw that vote first."
    ),
    "decisions.not_your_seat": N_(
        "Only the holder of a seat answers for it, or a voting alternate while the holder is silent (%(law)s)."
    ),
    "decisions.answered_already": N_(
        "The holder, or an alternate who comes first, has answered for this seat (%(law)s)."
    ),
    "decisions.approve_or_object": N_(
        "Lazy consensus knows approval and objection only (%(law)s): choose one of them."
    ),
    "decisions.objection_needs_reason": N_("Say why you object: the meeting will take it up."),
    "decisions.reason_needed": N_("Give the reason."),
    "decisions.time_is_over": N_("The time to answer ended on %(until)s (%(law)s)."),
    "decisions.not_over_yet": N_(
        "It can be closed when everybody has answered or the time is over: on %(until)s (%(law)s)."
    ),
    "decisions.silence_not_over": N_("It can be closed when the time is over: on %(until)s (%(law)s)."),
    "decisions.no_meeting_to_demand": N_(
        "By %(law)s members cannot force a meeting here: vote against, or ask for the matter on an agenda."
    ),
    "decisions.object_instead": N_(
        "Against lazy consensus members object (%(law)s): one objection brings it to a meeting."
    ),
    "decisions.demanded_already": N_("You demand a meeting already."),
    "decisions.recused_already": N_("The seat is recused already."),
    "decisions.waits_for_answer": N_("Decided without a meeting: answer until %(until)s."),
    "decisions.waits_for_close": N_("Answers were taken until %(until)s: close it, so that it is counted."),
    "decisions.waits_all_answered": N_("Everybody has answered: close it, so that it is counted."),
    "decisions.waits_outside": N_("Is being decided without a meeting until %(until)s."),
    "decisions.back.outside.no_quorum": N_("Too few members answered the written resolution."),
    "decisions.back.outside.conflicts": N_("Too many members were recused to decide it in writing."),
    "decisions.back.outside.meeting_demanded": N_(
        "Members demanded a meeting instead of the written resolution."
    ),
    "decisions.back.outside.objection": N_("Lazy consensus met an objection: %(reason)s"),
    "decisions.back.outside.approvals": N_("Lazy consensus found too few approvals."),
    "decisions.back.outside.withdrawn": N_("The vote outside a meeting was withdrawn."),
    "decisions.outcome.no_quorum": N_("too few answers"),
    "decisions.outcome.void": N_("the matter goes to a meeting"),
    "decisions.outcome.withdrawn": N_("withdrawn"),
    "decisions.told.asked": N_("%(title)s is decided without a meeting: please answer until %(until)s."),
    "decisions.told.remind": N_(
        "%(title)s is decided without a meeting, and your answer is missing: until %(until)s."
    ),
    "decisions.told.over": N_(
        "Answers on %(title)s are taken until %(until)s: close it then, so that it is counted."
    ),
    "decisions.told.ended": N_("%(title)s, decided without a meeting: %(outcome)s."),
    "decisions.told.ended_number": N_("%(title)s, decided without a meeting: %(outcome)s (%(number)s)."),
}

OUTSIDE_LOG = {
    "log.decisions.open_outside": N_("opened a vote without a meeting"),
    "log.decisions.answer": N_("recorded an answer"),
    "log.decisions.recuse": N_("was recused"),
    "log.decisions.demand": N_("demanded a meeting"),
}

MESSAGES = {
    **WORKING,
    **REFUSALS,
    **VOTING,
    **COLUMNS,
    **LOG,
    **TEXTS,
    **OUTSIDE,
    **OUTSIDE_LOG,
    **REPLAY,
    **SECRET,
}
