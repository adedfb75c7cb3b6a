"""Sentences of the policies room."""

from council.core.saying import N_

MESSAGES = {
    "log.policies.create": N_("began the policy"),
    "log.policies.edit": N_("changed what the policy is about"),
    "log.policies.draft": N_("began a version"),
    "log.policies.edit_version": N_("edited the draft"),
    "log.policies.submit": N_("submitted the version for review"),
    "log.policies.take_back": N_("took the version back to draft"),
    "log.policies.withdraw": N_("withdrew the version"),
    "log.policies.legal_review": N_("recorded the legal review"),
    "log.policies.adopt": N_("adopted the version"),
    "log.policies.confirm": N_("reviewed the policy and kept it unchanged"),
    "log.policies.import": N_("imported the text from disk"),
    "policies.bad_slug": N_("Use small Latin letters, digits and hyphens, such as complaint-handling."),
    "policies.slug_taken": N_("There is already a policy at %(slug)s."),
    "policies.one_at_a_time": N_(
        "Version %(number)s is still being drafted or reviewed. Finish or withdraw it before beginning another."
    ),
    "policies.not_a_draft": N_("Only a draft can be edited. Take the version back to draft first."),
    "policies.incomplete": N_("The version is not complete. Missing: %(missing)s."),
    "policies.text_en": N_("the English text"),
    "policies.text_zh": N_("the Chinese text"),
    "policies.change_summary": N_("what changes and why"),
    "policies.bad_interval": N_("A policy is reviewed every 1 to 60 months."),
    "policies.interval_above_charter": N_(
        "By %(law)s every policy is reviewed at least every %(most)s months: choose %(most)s months or fewer."
    ),
    "policies.interval_by_charter": N_(
        "By %(law)s at least every %(months)s months; a policy can be reviewed more often."
    ),
    "policies.nothing_in_force": N_("No version of this policy is in force."),
    "policies.bad_meta": N_("%(file)s cannot be used: %(problem)s."),
    "policies.docket_in_review": N_("Version %(number)s waits for the council's decision."),
    "policies.docket_legal": N_(
        "Version %(number)s waits for the council's decision; legal review is still open."
    ),
    "policies.docket_review": N_("Its review was planned for %(due)s."),
    "policies.waiting_legal": N_("Version %(number)s of %(policy)s waits for legal review."),
    "policies.waiting_draft": N_("Your draft of version %(number)s has not been submitted yet."),
    "policies.version_title": N_("%(policy)s, version %(number)s"),
}
