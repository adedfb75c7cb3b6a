"""What happens to initiatives that others may want to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from council.core.events import Event


@dataclass(frozen=True)
class InitiativeOpened(Event):
    """A decision opened an initiative."""

    initiative: Any


@dataclass(frozen=True)
class CycleClosed(Event):
    """A cycle ended with an outcome."""

    cycle: Any
