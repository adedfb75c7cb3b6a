"""What metrics announces: a correction, with whose verdicts it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from council.core.events import Event


@dataclass(frozen=True)
class Corrected(Event):
    """A recorded value was replaced; `observation.changed` says whose verdicts are others now."""

    metric: Any
    observation: Any
