"""What puts the council's work at risk, read from a report's own facts; nobody has to confess it."""

from __future__ import annotations

from council.core.saying import Say
from council.meetings.life import MeetingState
from council.reports.shapes import Contents

LATE = "reports.age_not_due"


def risks_of(it: Contents) -> list[Say]:
    """Each risk as a sentence with its number; empty when there is none."""
    late = [age for age in it.ages if age.name.key != LATE]
    found: list[tuple[str, int]] = [
        ("vacant", sum(each.holder is None and each.voting for each in it.seats)),
        ("inquorate", sum(each.state == MeetingState.INQUORATE for each in it.meetings)),
        ("lost_votes", sum(each.votes_without_quorum for each in it.meetings)),
        ("stale", sum(each.stale for each in it.metrics)),
        ("unlooked", sum(_is_unlooked(page.metric.variation, page.cause) for page in it.exceptions)),
        ("gates", sum(each.overdue for each in it.initiatives)),
        ("actions", sum(age.count for age in late)),
        ("reviews", sum(each.overdue for each in it.reviews)),
    ]
    return [Say(f"reports.risk_{name}", n=n) for name, n in found if n]


def _is_unlooked(variation: object, cause: object) -> bool:
    return cause is None and bool(getattr(variation, "is_concern", False))
