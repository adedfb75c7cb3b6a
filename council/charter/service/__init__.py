"""Changing the law: founding, drafting, editing, putting to the vote, adopting by a decision."""

from council.charter.service.adopting import adopt, check_ready, submit, take_back, withdraw
from council.charter.service.drafting import draft_version, edit_article, edit_rules, edit_version, open_draft
from council.charter.service.founding import found
from council.charter.service.soundly import OPEN_STATES, texts_of

__all__ = [
    "OPEN_STATES",
    "adopt",
    "check_ready",
    "draft_version",
    "edit_article",
    "edit_rules",
    "edit_version",
    "found",
    "open_draft",
    "submit",
    "take_back",
    "texts_of",
    "withdraw",
]
