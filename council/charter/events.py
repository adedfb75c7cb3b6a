"""What the charter announces."""

from __future__ import annotations

from dataclasses import dataclass

from council.charter.models import CharterVersion
from council.core.events import Event


@dataclass(frozen=True)
class VersionLeaving(Event):
    """A version in review is to be taken back or withdrawn; listeners refuse while the council deals with it."""

    version: CharterVersion
