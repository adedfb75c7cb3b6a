"""Pages of the metrics room."""

from council.metrics.views import (
    defining,
    entry,
    importing,
    looking,
    one,
    recording,
    reviewing,
    scoreboard,
    standards,
    sums,
)
from council.metrics.views.room import room

__all__ = [
    "defining",
    "entry",
    "importing",
    "looking",
    "one",
    "recording",
    "reviewing",
    "room",
    "scoreboard",
    "standards",
    "sums",
]
