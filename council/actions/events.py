"""What happens to actions that others may want to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from council.core.events import Event


@dataclass(frozen=True)
class ActionAssigned(Event):
    """Somebody was given an action."""

    action: Any
