"""The sentences of proposals in English: refusals, docket reasons, the log."""

from council.core.saying import N_

REFUSALS = {
    "proposals.incomplete": N_("The council cannot decide on it yet. Still to be written: %(missing)s."),
    "proposals.part.problem": N_("the problem"),
    "proposals.part.request": N_("the text to be decided"),
    "proposals.part.benefit": N_("the expected benefit"),
    "proposals.reason_needed": N_("Give the reason: the author acts on it, and it is kept."),
    "proposals.author_needed": N_("A proposal needs a person as its author."),
    "proposals.no_such_metric": N_("One of the chosen metrics does not exist any more. Choose again."),
}

DOCKET = {
    "proposals.waits.submitted": N_("Submitted, not yet looked at"),
    "proposals.waits.docketed": N_("Ready for an agenda"),
    "proposals.waits.deferred": N_("Deferred: %(reason)s"),
    "proposals.waits.back": N_("Back on the docket. %(reason)s"),
    "proposals.waits.returned": N_("Your proposal came back: %(reason)s"),
    "proposals.waits.look": N_("Look through it: take it on to the docket or return it"),
}

TOLD = {
    "proposals.told.submitted": N_("%(code)s was submitted: %(title)s"),
    "proposals.told.returned": N_("%(code)s came back for changes: %(reason)s"),
    "proposals.told.deferred": N_("%(code)s was deferred: %(reason)s"),
    "proposals.told.adopted": N_("%(code)s was adopted by the council."),
    "proposals.told.rejected": N_("%(code)s was rejected by the council."),
}

LOG = {
    "log.proposals.draft": N_("began the proposal"),
    "log.proposals.edit": N_("changed the proposal"),
    "log.proposals.hand_over": N_("handed the proposal over"),
    "proposals.handed_to_you": N_("You are now the author of proposal %(code)s: %(title)s"),
    "log.proposals.submit": N_("submitted the proposal"),
    "log.proposals.return": N_("returned it to the author"),
    "log.proposals.docket": N_("took it on to the docket"),
    "log.proposals.schedule": N_("put it on an agenda"),
    "log.proposals.unschedule": N_("put it back on the docket"),
    "log.proposals.wait_again": N_("let it wait on the docket again"),
    "log.proposals.defer": N_("deferred it"),
    "log.proposals.adopt": N_("recorded its adoption"),
    "log.proposals.reject": N_("recorded its rejection"),
    "log.proposals.withdraw": N_("withdrew the proposal"),
}

KIND = {"proposals.kind": N_("Proposal")}

MESSAGES = {**KIND, **REFUSALS, **DOCKET, **TOLD, **LOG}
