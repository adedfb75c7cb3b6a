"""The words of a vote: what a ballot says, how a motion stands, and its life as a table."""

from __future__ import annotations

from council.core.lifecycle import Lifecycle
from council.core.saying import N_
from council.core.states import State


class Choice(State):
    """What a ballot says; recused is recorded on the roll and counts nowhere."""

    YES = "yes", N_("In favour"), "good", "check"
    NO = "no", N_("Against"), "bad", "x"
    ABSTAIN = "abstain", N_("Abstain"), "neutral", "circle-minus"
    RECUSED = "recused", N_("Recused"), "warn", "hand-stop"


class StanceKind(State):
    """What a member says beside the answer, outside a meeting."""

    RECUSAL = "recusal", N_("Recused"), "warn", "hand-stop"
    DEMAND = "demand", N_("Demands a meeting"), "warn", "users"


class MotionState(State):
    """How a motion stands; what a tally answers is one of these."""

    OPEN = "open", N_("Vote open"), "info", "player-play"
    TIED = "tied", N_("Tied"), "warn", "scale"
    CARRIED = "carried", N_("Carried"), "good", "circle-check"
    FAILED = "failed", N_("Not carried"), "bad", "circle-x"
    NO_QUORUM = "no_quorum", N_("No quorum"), "warn", "users"
    WITHDRAWN = "withdrawn", N_("Withdrawn"), "neutral", "arrow-right"
    LAPSED = "lapsed", N_("Lapsed (no seconder)"), "neutral", "clock"
    VOID = "void", N_("Void"), "neutral", "circle-x"


MOTION = Lifecycle(
    "motion",
    {
        "open": {
            "carry": "carried",
            "fail": "failed",
            "tie": "tied",
            "lose_quorum": "no_quorum",
            "withdraw": "withdrawn",
            "lapse": "lapsed",
            "void": "void",
        },
        "tied": {"carry": "carried", "fail": "failed"},
        "carried": {},
        "failed": {},
        "no_quorum": {},
        "withdrawn": {},
        "lapsed": {},
        "void": {},
    },
)

VERB_OF = {
    MotionState.CARRIED: "carry",
    MotionState.FAILED: "fail",
    MotionState.TIED: "tie",
    MotionState.NO_QUORUM: "lose_quorum",
    MotionState.VOID: "void",
}
"""The step of the lifecycle that a verdict leads to; an open verdict leads nowhere."""


class Reason(State):
    """Why a verdict is what it is, where its number does not say so."""

    OBJECTION = "objection", N_("An objection stands"), "warn", "flag"
    VOTE_CALLED = "vote_called", N_("A vote was called"), "info", "hand-stop"
    TIME = "time", N_("The time is not over"), "info", "clock"
    APPROVALS = "approvals", N_("Approvals are missing"), "warn", "clock"
    MEETING_DEMANDED = "meeting_demanded", N_("Members demand a meeting"), "warn", "users"
    CONFLICTS = "conflicts", N_("Too many members are recused"), "warn", "hand-stop"
    CASTING = "casting", N_("Decided by the casting vote"), "info", "scale"
    TIE = "tie", N_("Equal votes"), "neutral", "scale"
