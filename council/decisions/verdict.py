"""What a tally answers."""

from __future__ import annotations

from dataclasses import dataclass

from council.core.saying import Say
from council.decisions.kinds import MotionState, Reason


@dataclass(frozen=True)
class Verdict:
    """The outcome and the numbers needed and had; `working` puts them into words, one Say a step.

    `needed_yes` is given whatever the outcome. For a written resolution the quorum is the number of answers.
    """

    outcome: MotionState
    needed_yes: int
    had_yes: int
    quorum_needed: int
    quorum_had: int
    quorum_met: bool
    working: tuple[Say, ...]
    reason: Reason | None = None

    @property
    def carried(self) -> bool:
        """Whether the motion is adopted."""
        return self.outcome == MotionState.CARRIED
