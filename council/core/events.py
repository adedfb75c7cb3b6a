"""What a lower room announces and `wiring` connects to upper ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from council.core.actor import Actor

_listeners: dict[type, list[Callable[..., None]]] = defaultdict(list)


@dataclass(frozen=True)
class Event:
    """Something happened in this transaction; listeners run before it commits and may refuse it."""

    session: Any
    actor: Actor
    now: datetime


def on(event: type[Event], listener: Callable[..., None]) -> None:
    """Connect a listener once; only `wiring` calls this."""
    if listener not in _listeners[event]:
        _listeners[event].append(listener)


def announce(event: Event) -> None:
    """Tell every listener, in the order they were connected."""
    for listener in _listeners[type(event)]:
        listener(event)
