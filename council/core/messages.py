"""Sentences of refusals that belong to no room."""

from council.core.saying import N_

MESSAGES = {
    "core.not_in_this_state": N_(
        "This cannot be done now: it is no longer in the state this step starts from."
    ),
    "core.required": N_("This is needed."),
    "core.too_long": N_("At most %(max)s characters are kept; this has %(length)s."),
    "core.unknown": N_("There is no such choice: %(value)s."),
    "core.end_before_start": N_("The end lies before the start."),
}
