"""What decisions announce: a vote that decided, and one that came to nothing."""

from __future__ import annotations

from dataclasses import dataclass

from council.core.events import Event
from council.core.saying import Say
from council.decisions.models import Motion


@dataclass(frozen=True)
class MotionOpened(Event):
    """A vote has begun."""

    motion: Motion


@dataclass(frozen=True)
class Decided(Event):
    """A motion was carried or failed; `motion.state` says which, `motion.subject_ref` what it was about."""

    motion: Motion


@dataclass(frozen=True)
class NotDecided(Event):
    """A vote ended without a decision, for this reason."""

    motion: Motion
    reason: Say
