"""When the next regular meeting is due by the charter, and whether a day keeps to it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from council.charter.kinds import Cycle
from council.charter.rules import Cadence
from council.charter.sentences import sentence
from council.charter.wording import article
from council.core.saying import Say

LOOK_AHEAD = timedelta(days=28)
"""So long before the due day the officers are told that no meeting is planned for it."""


@dataclass(frozen=True)
class Due:
    """The last day for the next regular meeting; `last` is the day of the latest one, if there was any."""

    by: date
    last: date | None
    law: Say
    asked: Say

    @property
    def say(self) -> Say:
        """When it is due and why, for pages and forms."""
        if self.last is None:
            return Say("meetings.cadence_first", asked=self.asked, law=self.law, due=self.by)
        return Say("meetings.cadence_due", asked=self.asked, law=self.law, due=self.by, last=self.last)

    def kept_by(self, day: date) -> bool:
        """Whether a regular meeting on this day is in time."""
        return day <= self.by

    def late(self, day: date) -> Say:
        """The warning beside a regular meeting planned for a later day."""
        return Say("meetings.cadence_late", day=day, due=self.by, law=self.law)


def next_due(rule: Cadence, last_regular: date | None, founded: date) -> date:
    """The last day on which the next regular meeting keeps to the charter.

    "Once a month" means a meeting in each calendar month, whatever its day: after one in March the next is
    due by 30 April. Before the first meeting the founding counts as one.
    """
    after = last_regular or founded
    if rule.unit == Cycle.WEEK:
        monday = after - timedelta(days=after.weekday())
        return monday + timedelta(days=7 * rule.every + 6)
    months = rule.every * (3 if rule.unit == Cycle.QUARTER else 1)
    first = after.month - 1 if rule.unit == Cycle.MONTH else (after.month - 1) // 3 * 3 + 2
    year, month = divmod(after.year * 12 + first + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def due(rule: Cadence, *, last_regular: date | None, founded: date, version: int | None) -> Due:
    """The same with the sentences that pages show."""
    by = next_due(rule, last_regular, founded)
    return Due(by, last_regular, article(rule.article, version), sentence(rule))
