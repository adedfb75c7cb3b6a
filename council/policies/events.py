"""What happens to policies that others may want to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from council.core.events import Event


@dataclass(frozen=True)
class PolicySubmitted(Event):
    """A version waits for review and for the council."""

    version: Any


@dataclass(frozen=True)
class PolicyAdopted(Event):
    """A version was adopted by a decision."""

    version: Any


@dataclass(frozen=True)
class PolicyLeaving(Event):
    """A version in review is taken back or given up; listeners refuse while the council votes on it."""

    version: Any
