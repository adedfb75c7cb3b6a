"""The sentences of seats in English: refusals, cautions, what the log and the docket say."""

from council.core.saying import N_

MESSAGES = {
    "seats.ends_before_start": N_("The last day cannot be before the first, %(starts)s."),
    "seats.before_seat": N_("The seat exists from %(created)s: begin then or later."),
    "seats.after_seat": N_("The seat ends on %(abolished)s: give a last day not after that."),
    "seats.row_after_seat": N_("The seat ends on %(abolished)s: give a day not after that."),
    "seats.already_sits": N_("%(person)s is already in this seat since %(starts)s: end that term first."),
    "seats.held_open": N_("%(person)s holds the seat since %(starts)s without an end: end that term first."),
    "seats.held_until": N_("%(person)s holds the seat until %(last)s: begin on %(free)s or later."),
    "seats.held_from": N_("%(person)s holds the seat from %(starts)s: give a last day before that."),
    "seats.removal_needs_decision": N_(
        "A member is removed by a decision only (%(law)s): choose a carried decision of the class appointment."
    ),
    "seats.removal_other_class": N_(
        "That decision is of another class (%(law)s): choose a carried decision of the class appointment."
    ),
    "seats.removal_too_early": N_(
        "The decision takes effect on %(decided)s (%(law)s): give that day or a later one as the last."
    ),
    "seats.unknown_decision": N_(
        "That decision is not in the register as carried: choose one from the list."
    ),
    "seats.appointment_over": N_(
        "The appointment ends on %(last)s anyway: choose that day or an earlier one."
    ),
    "seats.term_too_long": N_(
        "A term lasts %(months)s months at most (%(law)s): give a last day not after %(longest)s."
    ),
    "seats.no_alternates": N_("Seats have no alternates (%(law)s): the charter would have to allow them."),
    "seats.two_voting_seats": N_(
        "%(person)s also holds the seat %(seat)s in these days and counts once in quorum and vote."
    ),
    "seats.name_taken": N_("“%(name)s” is taken: choose another name."),
    "seats.one_chair": N_("The council has one chair, the seat %(seat)s: choose another kind."),
    "seats.line_in_circle": N_("The seat would report to itself through others: choose another line."),
    "seats.appointed_already": N_(
        "The seat %(seat)s is appointed from %(starts)s: choose days that do not overlap."
    ),
    "seats.still_held": N_("%(person)s sits here since %(starts)s: end the term on that day or before."),
    "seats.still_above": N_("The seat %(seat)s reports to this one: give it another line first."),
    "seats.ended_before": N_("The term ends on %(last)s anyway: choose that day or an earlier one."),
    "seats.chair_is_no_vice": N_("The chair cannot also be vice-chair: choose another seat."),
    "seats.term_ends": N_("The term of %(person)s ends on %(last)s."),
    "seats.alternate_ends": N_("%(person)s is alternate until %(last)s."),
    "seats.vice_chair_ends": N_("The appointment as vice-chair ends on %(last)s."),
    "seats.secretary_ends": N_("The appointment as secretary ends on %(last)s."),
    "seats.term_ends_notice": N_(
        "The term of %(person)s in the seat %(seat)s ends on %(last)s, and nobody is named to follow."
    ),
    "seats.alternate_ends_notice": N_("%(person)s is alternate for the seat %(seat)s until %(last)s."),
    "seats.vice_chair_ends_notice": N_(
        "The appointment of the seat %(seat)s as vice-chair ends on %(last)s, and nobody is named to follow."
    ),
    "seats.secretary_ends_notice": N_(
        "The appointment of the seat %(seat)s as secretary ends on %(last)s, and nobody is named to follow."
    ),
    "seats.vacant": N_("The seat is vacant."),
    "seats.two_seats_named": N_("“%(en)s” and “%(zh)s” are the titles of two seats."),
    "seats.not_known_place": N_(
        "“%(value)s” is not known here. Write one of these, or let what is missing be created: %(known)s."
    ),
    "seats.not_in_file": N_("These seats are not in the file and stay as they are: %(seats)s."),
    "seats.other_end": N_(
        "The term of %(person)s is recorded until %(last)s: give that day, or change it on the seat’s page."
    ),
    "seats.no_such_seat": N_("There is no seat “%(value)s” on %(on)s. Write one of: %(known)s."),
    "seats.no_account": N_("Nobody has an account with %(email)s: the administrator invites people."),
    "seats.account_closed": N_("The account of %(person)s is closed."),
    "seats.other_name": N_("%(email)s is the address of %(person)s: correct one of the two."),
    "seats.too_many_terms": N_(
        "The file holds more than %(most)s terms that are not recorded yet. Send it in parts."
    ),
    "log.seats.import_seats": N_("took over a duty table from a file"),
    "log.seats.import_terms": N_("took over terms from a file"),
    "seats.since.abolished": N_("abolished since"),
    "seats.since.title": N_("now called %(title)s"),
    "seats.since.holder": N_("now held by %(person)s"),
    "seats.since.vacant": N_("now vacant"),
    "seats.since.line": N_("now reports to %(above)s"),
    "seats.since.no_line": N_("now reports to nobody"),
    "seats.since.moved": N_("now in the department %(department)s"),
    "seats.since.no_department": N_("now in no department"),
    "seats.since.vote": N_("now has a vote"),
    "seats.since.no_vote": N_("now has no vote"),
    "seats.since.vice_chair_given": N_("now vice-chair"),
    "seats.since.vice_chair_ended": N_("no longer vice-chair"),
    "seats.since.secretary_given": N_("now secretary"),
    "seats.since.secretary_ended": N_("no longer secretary"),
    "seats.since.alternates": N_("now with the alternates %(people)s"),
    "seats.since.no_alternates": N_("now without alternates"),
    "log.seats.create_office": N_("created the office"),
    "log.seats.create": N_("created the seat"),
    "log.seats.edit": N_("changed the seat"),
    "log.seats.abolish": N_("abolished the seat"),
    "log.seats.record_term": N_("recorded a term"),
    "log.seats.end_term": N_("ended a term"),
    "log.seats.appoint": N_("recorded an appointment"),
    "log.seats.end_appointment": N_("ended an appointment"),
}
