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
    "home.date.regular": N_("Regular meeting %(code)s"),
    "home.date.extraordinary": N_("Extraordinary meeting %(code)s"),
    "home.date.running": N_("Meeting %(code)s is in session"),
    "home.date.call_by": N_("Last day to call meeting %(code)s"),
    "home.date.papers_by": N_("Papers for meeting %(code)s are due"),
    "home.date.regular_due": N_("A regular meeting is due (%(law)s)"),
    "home.date.circulate": N_("Minutes of %(code)s are to be circulated"),
    "home.date.respond": N_("Last day to answer the minutes of %(code)s"),
    "home.date.approve": N_("Minutes of %(code)s wait for approval"),
    "home.date.term": N_("The term of %(person)s ends (%(seat)s)"),
    "home.date.vice_chair": N_("The appointment as vice-chair ends (%(seat)s)"),
    "home.date.secretary": N_("The appointment as secretary ends (%(seat)s)"),
    "home.date.review": N_("Review of the policy %(policy)s"),
    "home.date.charter": N_("In force from this day: %(law)s"),
}
