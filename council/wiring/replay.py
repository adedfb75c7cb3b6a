"""The way from a charter version to its replay over the past, before its adoption and after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import can
from council.core.actor import Actor
from council.web import registries
from council.web.registries import Panel


def wire() -> None:
    """Hang the way to the replay on every charter version."""
    registries.panel("charter_version", panel)


def panel(session: Session, actor: Actor, thing: Any, now: datetime) -> Iterable[Panel]:
    """For whoever may read what was decided."""
    if can(actor, "decisions:replay:read"):
        yield Panel("decisions/_replay_panel.html", {"version": thing.number}, order=20)
