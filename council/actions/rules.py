"""An action's life, and when it is late."""

from __future__ import annotations

from datetime import date

from council.core.errors import Refused
from council.core.lifecycle import Lifecycle
from council.core.saying import N_
from council.core.states import State

TEXT_MAX = 2_000


class ActionState(State):
    """Where an action stands; overdue is computed, never stored."""

    OPEN = "open", N_("Open"), "info", "circle-dot"
    DONE = "done", N_("Done"), "good", "circle-check"
    DROPPED = "dropped", N_("Dropped"), "neutral", "circle-minus"


LIFE = Lifecycle("action", {"open": {"finish": "done", "drop": "dropped"}, "done": {}, "dropped": {}})


def is_overdue(state: str, due_on: date, on: date) -> bool:
    """Open after the day it was due."""
    return state == ActionState.OPEN and due_on < on


def need_text(text: str, *, field: str) -> str:
    """The text without blanks at its ends; refused when empty or too long."""
    text = text.strip()
    if not text:
        raise Refused("core.required", field=field)
    if len(text) > TEXT_MAX:
        raise Refused("core.too_long", field=field, max=TEXT_MAX, length=len(text))
    return text
