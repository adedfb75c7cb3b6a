"""The charter's sentences in English: rules read back, parts of sentences, refusals and warnings."""

from council.core.saying import N_

RULES = {
    "charter.in_force_past": N_(
        "No charter is in force before it is adopted: choose %(today)s or a later day, or leave this empty."
    ),
    "charter.paste_no_preamble": N_(
        "The authoritative text has nothing before its first article: begin this text with an article too, "
        "or paste both languages."
    ),
    "charter.then": N_("%(first)s %(second)s"),
    "charter.part": N_("%(share)s of %(basis)s"),
    "charter.quorum": N_("Quorum: %(part)s."),
    "charter.quorum_at_least": N_("Quorum: %(part)s, at least %(minimum)s."),
    "charter.quorum_all_but": N_("No more than %(count)s of them may be absent."),
    "charter.quorum_seats": N_("These must be present: %(seats)s."),
    "charter.quorum_recused": N_("Recused members count towards the quorum."),
    "charter.majority": N_("Majority: the yes votes are %(part)s."),
    "charter.majority_at_least": N_("Majority: the yes votes are %(part)s, at least %(minimum)s."),
    "charter.more_yes_than_no": N_("There must be more yes than no votes."),
    "charter.no_votes_against": N_("A single vote against defeats the motion."),
    "charter.tie_fails": N_("A tie fails."),
    "charter.tie_casting": N_("A tie is broken by the casting vote."),
    "charter.methods": N_("Taken by: %(methods)s."),
    "charter.conflict_limit": N_(
        "With %(share)s of the filled voting seats recused, the council cannot decide the matter."
    ),
    "charter.presiding": N_("Presiding, in this order: %(order)s."),
    "charter.casting.chair": N_("Only the chair holds the casting vote."),
    "charter.casting.presiding": N_("Whoever presides holds the casting vote."),
    "charter.casting_and_first": N_("Its holder also votes in the first round."),
    "charter.casting_only": N_("Its holder does not vote in the first round."),
    "charter.notice": N_(
        "Meetings are called at least %(days)s before; papers are handed in at least %(papers)s before."
    ),
    "charter.late_items": N_("An item after the call needs the consent of %(share)s of those present."),
    "charter.cadence.week.one": N_("The council meets at least once a week."),
    "charter.cadence.week.many": N_("The council meets at least once every %(every)s weeks."),
    "charter.cadence.month.one": N_("The council meets at least once a month."),
    "charter.cadence.month.many": N_("The council meets at least once every %(every)s months."),
    "charter.cadence.quarter.one": N_("The council meets at least once a quarter."),
    "charter.cadence.quarter.many": N_("The council meets at least once every %(every)s quarters."),
    "charter.requisition": N_("%(members)s members together can require an extraordinary meeting."),
    "charter.minutes_circulated": N_("Minutes are circulated within %(days)s."),
    "charter.minutes_next_meeting": N_("The next meeting approves them."),
    "charter.minutes_deemed": N_("They are deemed approved after %(days)s without objection."),
    "charter.lazy": N_("Lazy consensus: adopted after %(hours)s hours without objection."),
    "charter.lazy_approvals": N_("It takes at least %(count)s approvals."),
    "charter.lazy_all_but": N_("All entitled members but %(count)s must approve."),
    "charter.written": N_(
        "Written resolutions stay open %(days)s; %(share)s of the entitled members must answer."
    ),
    "charter.written_force": N_("%(count)s members can force a meeting instead."),
    "charter.terms": N_("A term lasts %(months)s months."),
    "charter.terms_consecutive": N_("At most %(count)s terms may follow one another."),
    "charter.terms_lifetime": N_("At most %(count)s terms in all."),
    "charter.cap_none": N_("A department may hold any number of seats."),
    "charter.cap_number": N_("A department may hold at most %(most)s voting seats."),
    "charter.cap_share": N_("A department may hold at most %(n)s/%(d)s of the voting seats."),
    "charter.cap_both": N_(
        "A department may hold at most %(most)s voting seats, and no more than %(n)s/%(d)s of them."
    ),
    "charter.alternates_none": N_("Seats have no alternates."),
    "charter.alternates_voting": N_("An alternate speaks and votes while the holder of the seat is out."),
    "charter.alternates_speaking": N_(
        "An alternate speaks but does not vote while the holder of the seat is out."
    ),
    "charter.conflict_none": N_("There is no limit to how many may be recused."),
    "charter.review": N_("Every policy is reviewed at least every %(months)s months."),
}

PARTS = {
    "charter.share.all": N_("all"),
    "charter.share.more.half": N_("more than half"),
    "charter.share.more.third": N_("more than one third"),
    "charter.share.more.two_thirds": N_("more than two thirds"),
    "charter.share.more.quarter": N_("more than a quarter"),
    "charter.share.more.three_quarters": N_("more than three quarters"),
    "charter.share.more.parts": N_("more than %(n)s/%(d)s"),
    "charter.share.least.half": N_("at least half"),
    "charter.share.least.third": N_("at least one third"),
    "charter.share.least.two_thirds": N_("at least two thirds"),
    "charter.share.least.quarter": N_("at least a quarter"),
    "charter.share.least.three_quarters": N_("at least three quarters"),
    "charter.share.least.parts": N_("at least %(n)s/%(d)s"),
    "charter.basis.voting_seats": N_("all voting seats"),
    "charter.basis.filled_seats": N_("the filled voting seats"),
    "charter.basis.entitled": N_("the members entitled to vote on the matter"),
    "charter.basis.present": N_("the voting members present"),
    "charter.basis.votes_cast": N_("the yes and no votes"),
    "charter.days.calendar": N_("%(count)s calendar days"),
    "charter.day.calendar": N_("%(count)s calendar day"),
    "charter.day.working": N_("%(count)s working day"),
    "charter.days.working": N_("%(count)s working days"),
    "charter.law": N_("the charter"),
    "charter.law_version": N_("charter v%(version)s"),
    "charter.article": N_("article %(article)s of the charter"),
    "charter.article_version": N_("article %(article)s of charter v%(version)s"),
    "charter.seat.chair": N_("the chair"),
    "charter.seat.vice_chair": N_("the vice-chair"),
    "charter.seat.secretary": N_("the secretary"),
    "charter.seat.representative": N_("a department representative"),
    "charter.seat.specialist": N_("a specialist"),
    "charter.seat.named": N_("%(name)s"),
    "charter.seat.single": N_("the seat “%(name)s”"),
    "charter.seat.other": N_("seat %(name)s"),
    "charter.presides.chair": N_("the chair"),
    "charter.presides.vice_chair": N_("the vice-chair"),
    "charter.presides.elected": N_("a member elected by those present"),
    "charter.method.roll_call": N_("roll call"),
    "charter.method.show_of_hands": N_("show of hands"),
    "charter.method.secret": N_("secret ballot"),
    "charter.method.consent": N_("consent"),
    "charter.method.lazy_consensus": N_("lazy consensus"),
    "charter.method.written": N_("written resolution"),
    "charter.class.ordinary": N_("ordinary decisions"),
    "charter.class.policy": N_("policy decisions"),
    "charter.class.charter": N_("charter decisions"),
    "charter.class.procedure": N_("decisions on procedure"),
    "charter.class.appointment": N_("appointments"),
    "charter.whole": N_("the council as a whole"),
    "charter.founder": N_("founding signatory"),
    "charter.signer.chair": N_("chair"),
    "charter.signer.secretary": N_("secretary"),
}

NAMES = {
    "charter.rule.quorum": N_("Quorum"),
    "charter.rule.majority": N_("Majority"),
    "charter.rule.methods": N_("Methods of deciding"),
    "charter.rule.conflict_limit": N_("Conflict limit"),
    "charter.rule.presiding": N_("Presiding"),
    "charter.rule.notice": N_("Notice and papers"),
    "charter.rule.late_items": N_("Late items"),
    "charter.rule.cadence": N_("Meeting cadence"),
    "charter.rule.requisition": N_("Requisition"),
    "charter.rule.minutes": N_("Minutes"),
    "charter.rule.lazy": N_("Lazy consensus"),
    "charter.rule.written": N_("Written resolution"),
    "charter.rule.terms": N_("Terms"),
    "charter.rule.department_cap": N_("Seats of one department"),
    "charter.rule.alternates": N_("Alternates"),
    "charter.rule.review": N_("Policy review"),
    "charter.rule_changed": N_("%(rule)s: %(before)s → %(after)s"),
    "charter.rule_of_class": N_("%(rule)s (%(decision_class)s)"),
}

REFUSALS = {
    "charter.not_a_list": N_("A list is expected here."),
    "charter.not_a_rule": N_("A rule is expected here."),
    "charter.not_a_number": N_("A whole number is expected here."),
    "charter.not_a_fraction": N_("Two whole numbers are expected here, such as 2/3."),
    "charter.share_inexact": N_(
        "“%(value)s” is not exact: 66 %% is not two thirds. Write two whole numbers, such as 2/3."
    ),
    "charter.share_not_typed": N_("Write the other share as two whole numbers, such as 3/5."),
    "charter.not_yes_or_no": N_("Yes or no is expected here."),
    "charter.not_text": N_("Text is expected here."),
    "charter.not_a_seat": N_("“%(value)s” names no kind of seat and no single seat."),
    "charter.unknown_rule": N_("The charter offers no rule called “%(name)s”."),
    "charter.class_missing": N_("The rules of this class of decisions are missing."),
    "charter.article_missing": N_("Name the article that this rule implements."),
    "charter.share_out_of_range": N_("The share must lie above zero and not exceed the whole."),
    "charter.more_than_all": N_("Nobody can reach more than all: choose “at least” or a smaller share."),
    "charter.too_small": N_("This must be at least %(least)s."),
    "charter.no_method": N_("Choose at least one method."),
    "charter.twice": N_("Each may be named only once."),
    "charter.quorum_basis": N_(
        "A quorum is a share of all voting seats, of the filled ones or of those entitled to vote: "
        "a share of those present would always be reached."
    ),
    "charter.quorum_above_seats": N_(
        "A quorum of %(needed)s cannot be reached with %(seats)s voting seats: ask for %(seats)s or fewer."
    ),
    "charter.majority_above_seats": N_(
        "%(needed)s yes votes cannot be reached with %(seats)s voting seats: ask for %(seats)s or fewer."
    ),
    "charter.more_than_seats": N_("%(value)s is more than the %(seats)s voting seats of the council."),
    "charter.elected_last": N_("Electing somebody is the last resort: put it at the end of the order."),
    "charter.deemed_without_days": N_("Say after how many days the minutes are deemed approved."),
    "charter.lifetime_below_consecutive": N_("The terms in all cannot be fewer than the terms in a row."),
    "charter.voting_without_alternates": N_("Alternates cannot vote when the charter allows none."),
    "charter.cap_below_one": N_(
        "With %(seats)s voting seats this share is less than one seat: nobody could serve."
    ),
    "charter.over_cap": N_(
        "%(department)s would hold %(held)s voting seats; %(law)s allows a department %(most)s at most: "
        "choose somebody of another department."
    ),
    "charter.terms_in_row_used": N_(
        "%(served)s terms in a row have been served; %(law)s allows %(most)s. "
        "A term must pass before another begins."
    ),
    "charter.terms_used": N_(
        "%(served)s terms have been served; %(law)s allows %(most)s in all: choose somebody else."
    ),
}

WARNINGS = {
    "charter.weak_charter_majority": N_(
        "Changing the charter would need fewer yes votes than an ordinary decision. Is that meant?"
    ),
    "charter.weak_charter_quorum": N_(
        "Changing the charter would need fewer members present than an ordinary decision. Is that meant?"
    ),
    "charter.low_minimum": N_(
        "For %(decision_class)s a quorum of %(minimum)s would be enough when many seats are vacant. "
        "A minimum of 3 is wiser."
    ),
    "charter.minority_carries": N_(
        "For %(decision_class)s a motion would carry although as many or more vote against it as for it."
    ),
    "charter.casting_never": N_(
        "For %(decision_class)s the casting vote could never decide under this majority."
    ),
}

ARTICLES = {
    "charter.not_an_article_number": N_("An article has a number such as 5, a clause one such as 5.2."),
    "charter.number_taken": N_("%(number)s is there already; the next free number is %(free)s."),
    "charter.clause_without_article": N_("There is no article %(article)s: add it before its clauses."),
    "charter.clause_stays_clause": N_("A clause keeps a number with a point, such as 5.2."),
    "charter.article_stays_article": N_("An article keeps a number without a point, such as 5."),
    "charter.no_neighbour": N_("%(number)s stands at the end already."),
    "charter.article_in_use": N_(
        "These rules stand on %(article)s: %(rules)s. Let them name another article first."
    ),
    "charter.paste_too_large": N_(
        "A text may have %(limit)s KB; this one has %(size)s KB. Paste it in two halves of articles."
    ),
    "charter.paste_twice": N_("These numbers stand in the text twice: %(numbers)s. Give each its own."),
    "charter.paste_no_article": N_(
        "No article was found. Begin each with its number in a line of its own, such as “## 5 Quorum”."
    ),
    "charter.paste_stray": N_("These clauses stand without their article: %(numbers)s."),
    "charter.paste_unknown": N_(
        "The authoritative text has no %(numbers)s: paste both languages, or leave these out."
    ),
    "charter.paste_preamble": N_("What stands before the first article is kept as the preamble."),
    "charter.paste_vanished": N_(
        "Article %(article)s would be gone, and rules stand on it: %(rules)s. "
        "Let them name another article before the vote."
    ),
    "charter.translations_lag": N_(
        "The translation of %(count)s articles and clauses lags behind the authoritative text. "
        "The version can be adopted all the same; only the authoritative text is law."
    ),
    "charter.on_planned_agenda": N_(
        "Charter v%(version)s stands on the agenda of %(meeting)s: take it off that agenda first."
    ),
    "charter.on_called_agenda": N_(
        "Charter v%(version)s stands on the agenda of %(meeting)s, which has been called: "
        "it stays until the council has dealt with it there."
    ),
    "charter.under_vote": N_(
        "A vote on charter v%(version)s is open: it stays until the vote is closed or withdrawn."
    ),
}

VERSIONS = {
    "charter.already_founded": N_("The council is founded already; its charter changes by a vote."),
    "charter.draft_open": N_("Charter v%(version)s is still open: finish or withdraw it first."),
    "charter.not_a_draft": N_("Charter v%(version)s is no draft any more: its text stands as it is."),
    "charter.no_summary": N_("Say in a few words what this version changes."),
    "charter.article_unknown": N_(
        "A rule names article %(article)s, which this version does not have: name one that is there."
    ),
    "charter.version_name": N_("Charter v%(version)s"),
    "charter.waits_for_vote": N_("Waits for a vote of the class “charter”."),
    "log.charter.found_council": N_("founded the council"),
    "log.charter.found": N_("put the first charter into force"),
    "log.charter.draft": N_("drafted the version"),
    "log.charter.edit": N_("edited the text"),
    "log.charter.edit_rules": N_("edited the rules"),
    "log.charter.edit_rule": N_("changed a rule"),
    "log.charter.add_article": N_("added an article"),
    "log.charter.remove_article": N_("removed an article"),
    "log.charter.renumber": N_("renumbered articles"),
    "log.charter.paste": N_("replaced the text"),
    "log.charter.submit": N_("put the version up for the vote"),
    "log.charter.take_back": N_("took the version back to draft"),
    "log.charter.withdraw": N_("withdrew the version"),
    "log.charter.adopt": N_("recorded the adoption"),
}

MESSAGES = {**RULES, **PARTS, **NAMES, **REFUSALS, **ARTICLES, **WARNINGS, **VERSIONS}
