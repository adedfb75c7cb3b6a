"""Sentences of the paper room: why a document could not be printed."""

from council.core.saying import N_

MESSAGES = {
    "paper.timeout": N_(
        "The document was not finished within %(seconds)s seconds. Nothing was saved; try a shorter one."
    ),
    "paper.memory": N_(
        "The document needs more memory than a document may use. Nothing was saved; try a shorter one."
    ),
    "paper.failed": N_("The document could not be printed. Nothing was saved."),
}
