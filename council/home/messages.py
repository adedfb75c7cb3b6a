"""Sentences of the first page."""

from council.core.saying import N_

MESSAGES = {
    "home.nothing_waits": N_("Nothing waits for you."),
    "home.waits": (N_("%(n)s thing waits for you."), N_("%(n)s things wait for you.")),
    "home.waits_late": (
        N_("%(n)s thing waits for you, %(late)s of it overdue."),
        N_("%(n)s things wait for you, %(late)s of them overdue."),
    ),
}
