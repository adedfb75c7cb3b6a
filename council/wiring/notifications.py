"""What notifications gives to all: notices that wait for a person, and those that a day brings about."""

from __future__ import annotations

from council.notifications import due


def wire() -> None:
    """Rooms call `notifications.service.tell` from their own wiring; sources of what days bring are filled anew."""
    due.clear()
