"""The sentences of meetings in English: quorum, presiding, notice, refusals, docket reasons, the log."""

from council.core.saying import N_

LAW = {
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
    "meetings.nobody_presides": N_(
        "Nobody whom %(law)s allows to preside is here and not recused: adjourn until one of them is."
    ),
    "meetings.notice_plan": N_(
        "By %(law)s the notice is %(days)s: call by %(call_by)s, papers by %(papers_by)s."
    ),
    "meetings.notice_met": N_("Called %(had)s before; %(law)s asks for %(days)s: notice given in time."),
    "meetings.notice_short": N_(
        "Called %(had)s before; %(law)s asks for %(days)s: the latest day to call was %(latest)s. "
        "Choose a later date for the meeting."
    ),
    "meetings.cadence_due": N_(
        "By %(law)s: %(asked)s The last regular meeting was on %(last)s, the next one is due by %(due)s."
    ),
    "meetings.cadence_first": N_("By %(law)s: %(asked)s The first regular meeting is due by %(due)s."),
    "meetings.cadence_late": N_(
        "A regular meeting on %(day)s comes late: by %(law)s one is due by %(due)s. "
        "An earlier day keeps to the charter; the meeting can be held all the same."
    ),
    "meetings.papers_missing": N_(
        "Papers were due by %(papers_by)s (%(law)s). Items to decide that still have none: %(count)s."
    ),
    "meetings.requisition_enough": N_(
        "Members who require the meeting: %(count)s. %(law)s asks for %(needed)s: it must be held."
    ),
    "meetings.requisition_short": N_(
        "Members who require the meeting: %(count)s. %(law)s asks for %(needed)s: %(short)s more are needed."
    ),
    "meetings.no_calendar": N_(
        "There is no calendar of holidays and make-up working days for %(year)s: "
        "Monday to Friday were taken as working days."
    ),
}

REFUSALS = {
    "meetings.no_charter": N_("No charter is in force, so the council cannot meet yet."),
    "meetings.empty_agenda": N_(
        "There is nothing on the agenda yet. Put at least one item on it, then call."
    ),
    "meetings.ends_before_start": N_("The end lies before the start."),
    "meetings.link_needs_scheme": N_("Begin the link with https://"),
    "meetings.minutes_between": N_("Give an item between %(least)s and %(most)s minutes."),
    "meetings.frozen": N_(
        "The meeting is called: agenda and papers are frozen. Only late items can be added."
    ),
    "meetings.late_needs_consent": N_(
        "After the call, %(law)s asks for the consent of %(share)s of those present: "
        "%(present)s voting members are here, %(needed)s must consent, %(had)s did."
    ),
    "meetings.not_in_session": N_("The meeting is not in session."),
    "meetings.nobody_meets": N_("Attendance is recorded from the call of a meeting until its end."),
    "meetings.already_scheduled": N_("It is already on the agenda of meeting %(meeting)s."),
    "meetings.not_on_docket": N_("It does not wait for an agenda any more. Look at the docket again."),
    "meetings.order_changed": N_("The agenda changed meanwhile. Look at it again, then order it once more."),
    "meetings.already_here": N_("This person is in the room already."),
    "meetings.not_here": N_("This person is not in the room."),
    "meetings.too_late_to_excuse": N_("Apologies are given before a meeting begins."),
    "meetings.no_apology": N_("There is no apology to take back."),
    "meetings.item_is_over": N_("This item is over."),
    "meetings.already_recused": N_("This person is recused on the item already."),
    "meetings.reason_needed": N_("Give the reason; it is kept in the record."),
    "meetings.quorum_is_met": N_("There is a quorum. %(why)s"),
    "meetings.presider_must_be_here": N_(
        "By %(law)s those present elect one of the members: only who is in the room and not recused can preside."
    ),
    "meetings.somebody_presides": N_("Nobody needs to be elected. %(why)s"),
    "meetings.already_current": N_("This item is under discussion already."),
    "meetings.not_current": N_("This item is not under discussion."),
    "meetings.not_a_day": N_(
        "This is no day: %(value)s. Write days as 2026-10-01, ranges as 2026-10-01..2026-10-07."
    ),
    "meetings.year_between": N_("Choose a year between %(first)s and %(last)s."),
    "meetings.day_of_other_year": N_("%(day)s does not lie in %(year)s."),
    "meetings.day_is_both": N_("%(day)s cannot be a day off and a make-up working day."),
    "meetings.make_up_on_weekday": N_("%(day)s is a weekday; make-up working days fall on a weekend."),
    "meetings.requisition_members_only": N_(
        "Only who holds a voting seat can require a meeting: by %(law)s it takes %(needed)s such members."
    ),
    "meetings.requisition_counts_once": N_("You support it already; by %(law)s each member counts once."),
    "meetings.requisition_not_supported": N_("You do not support it, so there is nothing to take back."),
    "meetings.requisition_closed": N_("It no longer gathers support: who required the meeting is on record."),
    "meetings.requisition_needs_extraordinary": N_(
        "By %(law)s an extraordinary meeting answers it: choose one that is planned or called."
    ),
    "meetings.days_taken_out": N_(
        "In %(year)s these days are entered and not in the file, so they are taken out: %(days)s."
    ),
    "meetings.sealed": N_("The minutes are approved; the record of this meeting can no longer change."),
}

DOCKET = {
    "meetings.back.removed": N_("Taken off the agenda of meeting %(meeting)s."),
    "meetings.back.cancelled": N_("Meeting %(meeting)s was cancelled: %(reason)s"),
    "meetings.back.inquorate": N_("Meeting %(meeting)s had no quorum."),
    "meetings.back.untreated": N_("Meeting %(meeting)s did not reach it."),
    "meetings.back.undecided": N_("Meeting %(meeting)s discussed it and did not decide."),
    "meetings.kind": N_("Meeting"),
    "meetings.kind_item": N_("Agenda item"),
    "meetings.title": N_("Meeting %(code)s, %(day)s"),
    "meetings.kind_requisition": N_("Requisition"),
    "meetings.waits.call": N_("Call it by %(day)s"),
    "meetings.waits.regular": N_("Plan a regular meeting"),
    "meetings.waits.requisition": N_("Members require an extraordinary meeting by %(law)s: set a date."),
    "meetings.waits.requisition_open": N_("Gathering support: %(count)s of %(needed)s members (%(law)s)."),
    "meetings.docket.requisition": N_("Members require a meeting about it (%(law)s)."),
    "meetings.told.requisition": N_("%(count)s members require an extraordinary meeting: %(title)s"),
    "meetings.waits.called": N_("You are invited: %(day)s"),
    "meetings.told.called": N_("Meeting %(code)s is called for %(day)s."),
    "meetings.told.cancelled": N_("Meeting %(code)s is cancelled: %(reason)s"),
}

LOG = {
    "log.meetings.plan": N_("planned the meeting"),
    "log.meetings.edit": N_("changed date or place"),
    "log.meetings.call": N_("called the meeting"),
    "log.meetings.cancel": N_("cancelled the meeting"),
    "log.meetings.open": N_("opened the meeting"),
    "log.meetings.adjourn": N_("adjourned the meeting"),
    "log.meetings.resume": N_("resumed the meeting"),
    "log.meetings.close": N_("closed the meeting"),
    "log.meetings.declare_inquorate": N_("declared that there is no quorum"),
    "log.meetings.seal": N_("sealed the record"),
    "log.meetings.elect_presider": N_("recorded who was elected to preside"),
    "log.meetings.add_item": N_("put an item on the agenda"),
    "log.meetings.add_late_item": N_("added a late item by consent"),
    "log.meetings.edit_item": N_("changed an item"),
    "log.meetings.reorder": N_("changed the order of the agenda"),
    "log.meetings.remove_item": N_("took an item off the agenda"),
    "log.meetings.start_item": N_("began an item"),
    "log.meetings.end_item": N_("ended an item"),
    "log.meetings.put_off_item": N_("put an item off"),
    "log.meetings.write_notes": N_("wrote notes of the discussion"),
    "log.meetings.arrive": N_("recorded an arrival"),
    "log.meetings.depart": N_("recorded a departure"),
    "log.meetings.apologise": N_("recorded an apology"),
    "log.meetings.withdraw_apology": N_("took back an apology"),
    "log.meetings.declare_interest": N_("recorded a conflict of interest"),
    "log.meetings.import_work_years": N_("took over working days from a file"),
    "log.meetings.set_work_year": N_("entered the working days of a year"),
    "log.meetings.require": N_("required an extraordinary meeting"),
    "log.meetings.support": N_("joined in requiring a meeting"),
    "log.meetings.withdraw_support": N_("withdrew support for requiring a meeting"),
    "log.meetings.reach": N_("reached the number that the charter asks for"),
    "log.meetings.give_up": N_("gave the requisition up"),
    "log.meetings.answer": N_("set the meeting that answers the requisition"),
    "log.meetings.reopen": N_("reopened the requisition: its meeting does not take place"),
    "log.meetings.withdraw_interest": N_("ended a conflict of interest"),
}

MESSAGES = {**LAW, **REFUSALS, **DOCKET, **LOG}
