"""The sentences of minutes in English: what is still missing before they are sealed, and what the log tells."""

from council.core.saying import N_

MESSAGES = {
    "minutes.meeting_not_over": N_("Minutes begin when the meeting is over."),
    "minutes.not_a_draft": N_("Only a draft is written on. Take the minutes back to correct them."),
    "minutes.not_circulated": N_("These minutes are not out for comment."),
    "minutes.approved_by": N_("Approved by decision %(number)s."),
    "minutes.deemed": N_("Deemed approved by %(law)s: nobody objected for %(days)s."),
    "minutes.circulated_in_time": N_(
        "Circulated on %(on)s; %(law)s asks for it within %(days)s of the meeting, by %(by)s: in time."
    ),
    "minutes.circulated_late": N_(
        "Circulated on %(on)s; %(law)s asks for it within %(days)s of the meeting, by %(by)s: late."
    ),
    "minutes.next_meeting_approves": N_(
        "By %(law)s the next meeting approves these minutes: put them on its agenda and carry a motion about them."
    ),
    "minutes.objections_stand": N_(
        "Objections to these minutes: %(count)s. By %(law)s they go to the next meeting, "
        "or are taken back and corrected."
    ),
    "minutes.not_deemed_yet": N_(
        "By %(law)s silence approves these minutes after %(days)s: members may object until %(last)s."
    ),
    "minutes.action_incomplete": N_("An action needs what is to be done, who does it and by when."),
    "minutes.papers_missing": N_("The papers of these minutes are not complete. Print them again."),
    "minutes.papers_of_another_record": N_(
        "The record changed while it was printed. Look at it again and seal it then."
    ),
    "minutes.paper_title": N_("Minutes"),
    "minutes.fact.time": N_("Time"),
    "minutes.fact.place": N_("Place"),
    "minutes.fact.presider": N_("Presided"),
    "minutes.fact.taker": N_("Minute-taker"),
    "minutes.title": N_("Minutes of meeting %(code)s"),
    "minutes.waits_for_approval_by": N_("Circulated minutes; by %(law)s the next meeting approves them."),
    "minutes.waits_objected": N_(
        "Objections stand: %(count)s. By %(law)s the next meeting decides on the minutes."
    ),
    "minutes.waits_deemed": N_("Nobody objected; by %(law)s they are approved: print and seal."),
    "minutes.waits_to_circulate": N_("To be circulated within %(days)s of the meeting (%(law)s)."),
    "minutes.overdue_to_circulate": N_(
        "Not circulated in time: %(law)s asks for it within %(days)s of the meeting. The record will say so."
    ),
    "minutes.waits_for_comment": N_("Read the minutes and say what is wrong."),
    "minutes.waits_to_seal": N_("Approved by the council: print and seal."),
    "log.minutes.open_draft": N_("began the minutes"),
    "log.minutes.write": N_("wrote on the minutes"),
    "log.minutes.circulate": N_("circulated the minutes"),
    "log.minutes.comment": N_("commented on the minutes"),
    "log.minutes.take_back": N_("took the minutes back for correction"),
    "log.minutes.approve": N_("approved and sealed the minutes"),
}
