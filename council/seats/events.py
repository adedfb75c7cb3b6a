"""What happens to seats that others may want to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from council.core.events import Event


@dataclass(frozen=True)
class TermEnded(Event):
    """Somebody's term was ended before its time; `on` is the last day."""

    term: Any
    on: date
