"""What minutes announce: a record sent round, and one that was approved."""

from __future__ import annotations

from dataclasses import dataclass

from council.core.events import Event
from council.minutes.models import Minutes


@dataclass(frozen=True)
class MinutesCirculated(Event):
    """Members may comment until the day it names."""

    minutes: Minutes


@dataclass(frozen=True)
class MinutesApproved(Event):
    """Text, votes, attendance and papers are sealed."""

    minutes: Minutes
