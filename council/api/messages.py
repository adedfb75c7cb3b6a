"""Sentences for scripts."""

from council.core.saying import N_

MESSAGES = {
    "api.object_wanted": N_("An object with members is wanted here."),
    "api.unknown_member": N_("“%(name)s” is not known here."),
    "api.list_wanted": N_("A list of 1 to %(most)s values is wanted here."),
    "api.period_wanted": N_("Each value needs its period."),
    "api.no_period": N_(
        "“%(text)s” names no period; write it as 2026-11-21, 2026-W47, 2026-11, 2026-Q4 or 2026."
    ),
    "api.number_wanted": N_("A number is wanted, or digits as text with a point, such as 4.20."),
    "api.whole_wanted": N_("A whole number from 1 on is wanted."),
    "api.flag_wanted": N_("This is either true or false."),
    "api.lang_wanted": N_("This is either en or zh."),
    "api.text_wanted": N_("Text is wanted here."),
    "api.limit_wanted": N_("A whole number from 1 to %(most)s is wanted."),
    "api.encoding": N_("What is sent is plain JSON in UTF-8, not compressed."),
    "api.key_form": N_("An Idempotency-Key has 1 to 200 printable characters."),
}
