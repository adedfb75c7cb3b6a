"""Pages of minutes: the meeting room, the record with its steps, and its papers."""

from council.minutes.views import papers, record, running
from council.minutes.views.door import room

__all__ = ["papers", "record", "room", "running"]
