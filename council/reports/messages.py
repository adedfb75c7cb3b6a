"""Sentences of the reports room."""

from council.core.saying import N_


def _n(one: str, many: str) -> tuple[str, str]:
    """Mark a pair of English texts, for one and for many, for translation."""
    return one, many


MESSAGES = {
    "log.reports.draft": N_("began the report"),
    "log.reports.edit": N_("wrote the report's message"),
    "log.reports.issue": N_("issued the report"),
    "reports.no_quarter": N_("%(code)s is no quarter; write it as 2026-Q3."),
    "reports.not_over": N_(
        "%(code)s is not over before %(end)s: a report is about a quarter that has ended."
    ),
    "reports.taken": N_("There is a report on %(code)s already."),
    "reports.message_long": N_(
        "The message must fit on half a page: at most %(max)s characters, this one has %(had)s."
    ),
    "reports.asked_unpaired": N_(
        "The decisions asked must pair: %(en)s lines in English, %(zh)s in Chinese. Leave one language empty or "
        "write the same number of lines."
    ),
    "reports.asked_many": N_("At most %(max)s decisions may be asked; these are %(had)s."),
    "reports.no_message": N_("Write the message first: management reads it before anything else."),
    "reports.is_issued": N_("An issued report is not changed any more."),
    "reports.moved_on": N_(
        "The records changed while the report was being printed. Nothing was issued; please try again."
    ),
    "reports.waiting_begin": N_("The quarter is over and its report is not begun."),
    "reports.waiting_issue": N_("The report is drafted and not issued yet."),
    "reports.quarter_name": N_("Quarterly report %(period)s"),
    # What a number covers
    "reports.age_not_due": N_("not due yet"),
    "reports.age_month": N_("up to 30 days late"),
    "reports.age_quarter": N_("31 to 90 days late"),
    "reports.age_older": N_("more than 90 days late"),
    "reports.gate_overdue": N_("due %(due)s, not closed"),
    "reports.gate_open": N_("on time, due %(due)s"),
    "reports.gate_undated": N_("no due date set"),
    "reports.risk_vacant": _n("%(n)s voting seat is vacant.", "%(n)s voting seats are vacant."),
    "reports.risk_inquorate": _n("%(n)s meeting lacked a quorum.", "%(n)s meetings lacked a quorum."),
    "reports.risk_lost_votes": _n(
        "%(n)s vote was lost for want of a quorum.", "%(n)s votes were lost for want of a quorum."
    ),
    "reports.risk_stale": _n("%(n)s metric has values overdue.", "%(n)s metrics have values overdue."),
    "reports.risk_unlooked": _n(
        "%(n)s metric with a concern has not been looked at.",
        "%(n)s metrics with a concern have not been looked at.",
    ),
    "reports.risk_gates": _n("%(n)s initiative is past its day.", "%(n)s initiatives are past their day."),
    "reports.risk_actions": _n("%(n)s action is overdue.", "%(n)s actions are overdue."),
    "reports.risk_reviews": _n("%(n)s policy is past its review.", "%(n)s policies are past their review."),
    "reports.next_review": N_("%(policy)s, version %(number)s: review due"),
    "reports.next_term": N_("%(seat)s: term of %(person)s ends"),
    "reports.next_meeting": N_("Meeting %(code)s"),
    "reports.next_initiative": N_("%(code)s: results due"),
}
