"""Sentences of the first page."""

from council.core.saying import N_


def _n(one: str, many: str) -> tuple[str, str]:
    """Mark a pair of English texts, for one and for many, for translation."""
    return one, many


MESSAGES = {
    "home.nothing_waits": N_("Nothing waits for you."),
    "home.waits": _n("%(n)s thing waits for you.", "%(n)s things wait for you."),
    "home.waits_late": _n(
        "%(n)s thing waits for you, %(late)s of it overdue.",
        "%(n)s things wait for you, %(late)s of them overdue.",
    ),
}
