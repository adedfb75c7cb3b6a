"""Sentences of the ground."""

from council.core.saying import N_

MESSAGES = {
    "web.csrf": N_(
        "The page was open too long, or came from elsewhere. Open it again and send it once more."
    ),
    "web.out_of_range": N_("This lies outside of what can be recorded."),
    "web.too_long": N_("This text has %(length)s characters; at most %(max)s are kept."),
}
