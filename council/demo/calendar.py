"""When things happen in the demo: every day follows from the one it ends on."""

from __future__ import annotations

import re
from calendar import TUESDAY
from dataclasses import dataclass
from datetime import date, timedelta

SLOTS = 18
"""Regular meetings behind us, the cancelled one and the inquorate one counted."""
_MOMENT = re.compile(r"(\d+|now|next)([+-]\d+)?")


@dataclass(frozen=True)
class Calendar:
    """The days of the story. `slots` are the second Tuesdays of eighteen months, `next` the coming meeting."""

    today: date
    slots: tuple[date, ...]
    next: date
    founded: date

    def day(self, moment: str) -> date:
        """The day that a story's moment names: `3-20` is twenty days before the fourth slot, `now-5`, `next`."""
        found = _MOMENT.fullmatch(moment)
        if found is None:
            raise ValueError(f"not a moment of the story: {moment!r}")
        anchor, days = found[1], int(found[2] or 0)
        start = {"now": self.today, "next": self.next}.get(anchor) or self.slots[int(anchor)]
        return start + timedelta(days=days)

    def month(self, back: int) -> date:
        """The first day of the month so many before that of the last meeting."""
        last = self.slots[-1]
        year, month = divmod(last.year * 12 + last.month - 1 - back, 12)
        return date(year, month + 1, 1)


def calendar_of(today: date) -> Calendar:
    """The story's days, ending on `today`; the last meeting lies at least eight days back."""
    slots: list[date] = []
    year, month = today.year, today.month
    while len(slots) < SLOTS:
        day = second_tuesday(year, month)
        if day <= today - timedelta(days=8):
            slots.append(day)
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    slots.reverse()
    coming = today + timedelta(days=9)
    coming += timedelta(days=(TUESDAY - coming.weekday()) % 7)
    return Calendar(today, tuple(slots), coming, slots[0] - timedelta(days=21))


def second_tuesday(year: int, month: int) -> date:
    """The day on which the council meets."""
    first = date(year, month, 1)
    return first + timedelta(days=(TUESDAY - first.weekday()) % 7 + 7)
