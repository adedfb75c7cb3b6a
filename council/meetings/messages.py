"""The sentences of meetings in English: quorum, presiding, notice."""

from council.core.saying import N_

MESSAGES = {
    "meetings.quorum_met": N_(
        "%(filled)s of %(voting)s voting seats are filled, %(present)s present; "
        "%(law)s asks for %(asked)s (%(needed)s): quorum met."
    ),
    "meetings.quorum_missing": N_(
        "%(filled)s of %(voting)s voting seats are filled, %(present)s present; "
        "%(law)s asks for %(asked)s (%(needed)s): no quorum."
    ),
    "meetings.quorum_number": N_(
        "%(filled)s of %(voting)s voting seats are filled, %(present)s present; "
        "%(law)s asks for %(asked)s (%(needed)s)."
    ),
    "meetings.asked_at_least": N_("%(part)s, at least %(minimum)s"),
    "meetings.asked_all_but": N_("%(part)s, with no more than %(count)s absent"),
    "meetings.recused_counted": N_("Recused members counted towards the quorum: %(count)s."),
    "meetings.recused_not_counted": N_("Recused members not counted towards the quorum: %(count)s."),
    "meetings.seats_missing": N_("Must be present and is not: %(seats)s. No quorum."),
    "meetings.quorum_short": N_("Voting members still needed: %(short)s."),
    "meetings.quorum_enough": N_("The number present is enough; the seats named must be represented."),
    "meetings.presides.chair": N_("The chair presides (%(law)s)."),
    "meetings.presides.vice_chair": N_("The chair is out or recused: the vice-chair presides (%(law)s)."),
    "meetings.presides.elected": N_(
        "Chair and vice-chair are out or recused: the member elected by those present presides (%(law)s)."
    ),
    "meetings.presider_to_elect": N_(
        "Nobody in the presiding order is here and free to preside: those present elect one of them (%(law)s)."
    ),
    "meetings.nobody_presides": N_("Nobody whom %(law)s allows to preside is here and not recused."),
    "meetings.notice_plan": N_(
        "By %(law)s the notice is %(days)s: call by %(call_by)s, papers by %(papers_by)s."
    ),
    "meetings.notice_met": N_("Called %(had)s before; %(law)s asks for %(days)s: notice given in time."),
    "meetings.notice_short": N_(
        "Called %(had)s before; %(law)s asks for %(days)s: the latest day to call was %(latest)s. "
        "Choose a later date for the meeting."
    ),
    "meetings.no_calendar": N_(
        "There is no calendar of holidays and make-up working days for %(year)s: "
        "Monday to Friday were taken as working days."
    ),
}
