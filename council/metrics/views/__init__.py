"""Pages of the metrics room."""

from council.metrics.views import defining, looking, one, recording, scoreboard
from council.metrics.views.room import room

__all__ = ["defining", "looking", "one", "recording", "room", "scoreboard"]
