"""The order of events: what happens at which moment, earliest first; an event may add later ones."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime

Act = Callable[[datetime], object]


class Timeline:
    """Events by their moment; of two at one moment the one added first happens first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Act]] = []
        self._added = 0

    def add(self, moment: datetime, act: Act) -> None:
        """Let something happen at a moment; it is told the moment."""
        heapq.heappush(self._waiting, (moment, self._added, act))
        self._added += 1

    def run(self, until: datetime, *, pause: Callable[[datetime], object]) -> int:
        """Let everything happen up to a moment; what lies after it never does. Calls `pause` when a month ends."""
        happened, month = 0, None
        while self._waiting and self._waiting[0][0] <= until:
            moment, _, act = heapq.heappop(self._waiting)
            if month is not None and (moment.year, moment.month) != month:
                pause(moment)
            month = (moment.year, moment.month)
            act(moment)
            happened += 1
        return happened
