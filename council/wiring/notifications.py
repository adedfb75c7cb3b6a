"""What notifications gives to all: notices that wait for a person."""

from __future__ import annotations


def wire() -> None:
    """Nothing to register: rooms call `notifications.service.tell` from their own wiring."""
