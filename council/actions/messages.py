"""Sentences of the actions room."""

from council.core.saying import N_

MESSAGES = {
    "log.actions.assign": N_("assigned the action"),
    "log.actions.hand_over": N_("handed the action over"),
    "actions.owner_left": N_("The account of %(person)s is closed: choose somebody else."),
    "actions.waits_for_new_owner": N_("No longer sits, and still owns open actions: hand them over."),
    "actions.left_open": N_(
        "%(person)s sits until %(last)s and has things open in their name: hand them over in time."
    ),
    "log.actions.postpone": N_("moved the day it is due"),
    "log.actions.finish": N_("reported the action done"),
    "log.actions.drop": N_("dropped the action"),
    "actions.waiting_overdue": N_("Action %(code)s was due on %(due)s."),
    "actions.waiting_open": N_("Action %(code)s is due on %(due)s."),
    "actions.docket_overdue": N_("Overdue since %(due)s: the council may ask why."),
    "actions.assigned_to_you": N_("You were given action %(code)s, due on %(due)s: %(text)s"),
}
