"""What it takes to require an extraordinary meeting: whose voice counts, and how many are enough."""

from __future__ import annotations

from collections.abc import Collection

from council.charter.rules import Requisition
from council.charter.wording import article
from council.core.errors import Refused
from council.core.saying import Say
from council.meetings.rules import LANGUAGES, TITLE_MAX, check_reason


def check_words(*, title: str, reason: str, lang: str) -> tuple[str, str]:
    """Title and reason without blanks at their ends; Refused when one is missing or too long."""
    kept = title.strip()
    if not kept:
        raise Refused("core.required", field="title")
    if len(kept) > TITLE_MAX:
        raise Refused("core.too_long", field="title", max=TITLE_MAX, length=len(kept))
    if lang not in LANGUAGES:
        raise Refused("core.unknown", field="lang", value=lang)
    return kept, check_reason(reason)


def check_member(rule: Requisition, voting_seat: int | None, *, version: int | None = None) -> int:
    """The voting seat for which a person speaks; Refused when they hold none."""
    if voting_seat is None:
        law = article(rule.article, version)
        raise Refused("meetings.requisition_members_only", law=law, needed=rule.members)
    return voting_seat


def counted(people: Collection[int], voting: Collection[int]) -> int:
    """How many of the supporters count today: each person once, and only who still holds a voting seat."""
    return len(set(people) & set(voting))


def enough(rule: Requisition, count: int) -> bool:
    """Whether the charter's number is reached."""
    return count >= rule.members


def standing(rule: Requisition, count: int, *, version: int | None = None) -> Say:
    """How many support it, and how many the charter asks for."""
    law = article(rule.article, version)
    if enough(rule, count):
        return Say("meetings.requisition_enough", count=count, needed=rule.members, law=law)
    return Say(
        "meetings.requisition_short", count=count, needed=rule.members, law=law, short=rule.members - count
    )
