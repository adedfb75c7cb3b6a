"""Changing the law: founding, drafting, editing, putting to the vote, adopting by a decision."""

from council.charter.service.adopting import adopt, check_leaving, check_ready, submit, take_back, withdraw
from council.charter.service.drafting import draft_version, edit_article, edit_rules, edit_version, open_draft
from council.charter.service.founding import found
from council.charter.service.numbering import (
    add_article,
    check_unused,
    family,
    neighbour,
    next_number,
    remove_article,
    renumber,
    swap,
)
from council.charter.service.pasting import replace_text
from council.charter.service.rulemaking import edit_rule, refuse_impossible
from council.charter.service.soundly import OPEN_STATES, texts_of

__all__ = [
    "OPEN_STATES",
    "add_article",
    "adopt",
    "check_leaving",
    "check_ready",
    "check_unused",
    "draft_version",
    "edit_article",
    "edit_rule",
    "edit_rules",
    "edit_version",
    "family",
    "found",
    "neighbour",
    "next_number",
    "open_draft",
    "refuse_impossible",
    "remove_article",
    "renumber",
    "replace_text",
    "submit",
    "swap",
    "take_back",
    "texts_of",
    "withdraw",
]
