"""The sentences of the demo in English."""

from council.core.saying import N_

MESSAGES = {
    "demo.not_empty": N_(
        "There are people or a council in this database already: the demo council needs an empty one."
    ),
}
