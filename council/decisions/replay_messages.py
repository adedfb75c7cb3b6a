"""The sentences of a replay in English: its sum, what a row's record does not say, and its columns."""

from council.core.saying import N_

REPLAY = {
    "decisions.replay.summary": N_(
        "Under v%(version)s, %(lacking)s of %(meetings)s meetings would have lacked a quorum; "
        "%(otherwise)s of %(votes)s votes would have come out otherwise."
    ),
    "decisions.replay.summary_late": N_("Meetings that would have been called too late: %(number)s."),
    "decisions.replay.summary_methods": N_("Votes taken in a way that it does not allow: %(number)s."),
    "decisions.replay.summary_unknown": N_("What the record does not let us say: %(number)s."),
    "decisions.replay.window_year": N_("The last 12 months"),
    "decisions.replay.window_all": N_("The whole past"),
    "decisions.replay.window_since": N_("From %(since)s on"),
    "decisions.replay.window_until": N_("Until %(until)s"),
    "decisions.replay.window_days": N_("From %(since)s to %(until)s"),
    "decisions.replay.room_not_known": N_(
        "The record of the room does not say who would have counted: nothing is guessed."
    ),
    "decisions.replay.casting_not_known": N_(
        "The record does not say who would have held the casting vote: nothing is guessed."
    ),
    "decisions.replay.votes_not_known": N_(
        "Some would have voted who did not, or would not have counted though their hands were: "
        "the outcome hangs on votes that nobody knows."
    ),
    "decisions.replay.however_they_voted": N_(
        "Not every vote is known, but the outcome is the same however those members voted."
    ),
    "decisions.replay.answers_not_known": N_(
        "Members had less time to answer than this charter gives: nobody knows what the others would have said."
    ),
    "decisions.replay.called_late": N_(
        "Called %(had)s before; %(law)s asks for %(days)s: the latest day to call would have been %(latest)s."
    ),
    "decisions.replay.not_opened": N_("The vote could not have opened."),
    "decisions.replay.found_inquorate": N_(
        "Too few were in the room: the meeting was found without a quorum."
    ),
    "decisions.replay.method_not_allowed": N_(
        "For %(decision_class)s %(law)s does not allow this way of deciding: %(method)s. It allows: %(allowed)s. "
        "The votes are counted all the same."
    ),
    "decisions.replay.not_known": N_("not to be known"),
    "decisions.replay.column.what": N_("What"),
    "decisions.replay.column.reference": N_("Reference"),
    "decisions.replay.column.date": N_("Date"),
    "decisions.replay.column.meeting": N_("Meeting"),
    "decisions.replay.column.subject": N_("Matter"),
    "decisions.replay.column.then": N_("Then"),
    "decisions.replay.column.now": N_("Under v%(version)s"),
    "decisions.replay.column.differs": N_("Differs"),
    "decisions.replay.column.why_then": N_("The working then"),
    "decisions.replay.column.why_now": N_("How it would have come about"),
    "decisions.replay.column.remarks": N_("Remarks"),
    "decisions.replay.yes": N_("yes"),
    "decisions.replay.no": N_("no"),
    "decisions.replay.title": N_("Replay of charter v%(version)s"),
    "decisions.replay.file": N_("Replay of charter v%(version)s"),
    "decisions.replay.method_note": N_(
        "Each meeting and vote is judged again from what was recorded: the days of call and meeting, who was in the "
        "room or recused, the seats and stand-ins that the vote pinned, and its ballots. Where a rule of this charter "
        "asks for more than was recorded, the row says so."
    ),
}
