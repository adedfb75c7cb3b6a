"""Sentences of the ground."""

from council.core.saying import N_

MESSAGES = {
    "web.csrf": N_(
        "The page was open too long, or came from elsewhere. Open it again and send it once more."
    ),
    "web.out_of_range": N_("This lies outside of what can be recorded."),
    "web.too_long": N_("This text has %(length)s characters; at most %(max)s are kept."),
    "web.problem.malformed": N_("This is not JSON that can be read."),
    "web.problem.no-token": N_("A token is needed."),
    "web.problem.wrong-token": N_("This token is not known, has run out or was revoked."),
    "web.problem.not-allowed": N_("Whoever made this token may not do this."),
    "web.problem.scope": N_("This token is not good for this."),
    "web.problem.not-found": N_("There is no such thing here."),
    "web.problem.method": N_("This address does not take that method."),
    "web.problem.conflict": N_("Something else was changed at the same moment; nothing was saved."),
    "web.problem.other-value": N_("Other values stand there already; nothing was saved."),
    "web.problem.too-large": N_("This is more than is taken at once."),
    "web.problem.media-type": N_("Only JSON is taken here."),
    "web.problem.invalid": N_("Something in what was sent cannot be kept; nothing was saved."),
    "web.problem.key-reused": N_("This Idempotency-Key came with another call before."),
    "web.problem.too-often": N_("Too many calls. Wait before the next one."),
    "web.problem.internal": N_("Something went wrong here; nothing was saved."),
    "web.problem.not-saved": N_("The record cannot be written just now; nothing was saved."),
}
