"""Quarters in the council's zone: which is over, which has no report yet, and where it begins and ends in time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from council.core.clock import at
from council.metrics.periods import Frequency, Period

REPORT_WITHIN = 30
"""Days after the end of a quarter by which its report should be out."""
OFFERED = 6
"""How many past quarters may still be reported on."""


@dataclass(frozen=True)
class Window:
    """A stretch of days in the council's zone: `first` and `last` included, `since` to before `until` in time."""

    first: date
    last: date
    zone: str

    @property
    def since(self) -> datetime:
        return at(self.first, 0, 0, self.zone)

    @property
    def until(self) -> datetime:
        return at(self.last + timedelta(days=1), 0, 0, self.zone)

    def __contains__(self, moment: datetime | None) -> bool:
        return moment is not None and self.since <= moment < self.until

    @property
    def following(self) -> Window:
        """The quarter after it."""
        after = Period.containing(self.last + timedelta(days=1), Frequency.QUARTERLY)
        return Window(after.start, after.end, self.zone)


def offered(today: date, taken: Collection[str], *, founded_on: date | None) -> list[Period]:
    """Quarters that have ended and have no report, the latest first, none before the council was founded."""
    latest = Period.containing(today, Frequency.QUARTERLY).previous
    found = [latest.plus(-i) for i in range(OFFERED)]
    return [p for p in found if p.code not in taken and (founded_on is None or p.end >= founded_on)]


def due_on(period_to: date) -> date:
    """The day by which the report on a period should be out."""
    return period_to + timedelta(days=REPORT_WITHIN)
