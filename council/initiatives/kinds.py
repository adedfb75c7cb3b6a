"""The closed word lists of an initiative: phases, roles of metrics, outcomes, steps, causes and verdicts."""

from __future__ import annotations

from council.core.lifecycle import Lifecycle
from council.core.saying import N_
from council.core.states import State


class Phase(State):
    """Where a cycle stands."""

    PLAN = "plan", N_("Plan"), "info", "clipboard-list"
    DO = "do", N_("Do"), "info", "player-play"
    CHECK = "check", N_("Check"), "warn", "zoom-check"
    ACT = "act", N_("Act"), "special", "adjustments"
    CLOSED = "closed", N_("Closed"), "neutral", "archive"


CYCLE = Lifecycle(
    "initiative cycle",
    {
        "plan": {"start_do": "do", "abandon": "closed"},
        "do": {"start_check": "check", "abandon": "closed"},
        "check": {"conclude": "act", "abandon": "closed"},
        "act": {"close": "closed"},
        "closed": {},
    },
)


class Role(State):
    """What a metric is to an initiative."""

    PRIMARY = "primary", N_("Primary metric"), "info", "target"
    SECONDARY = "secondary", N_("Secondary metric"), "neutral", "chart-line"
    GUARDRAIL = "guardrail", N_("Guardrail"), "warn", "shield"


class Outcome(State):
    """How a cycle ends."""

    ADOPT = "adopt", N_("Adopt"), "good", "circle-check"
    ADAPT = "adapt", N_("Adapt and go round again"), "info", "refresh"
    EXTEND = "extend", N_("Extend the observation"), "info", "hourglass"
    ABANDON = "abandon", N_("Abandon"), "neutral", "circle-minus"


class StepState(State):
    """Where a step of the work stands."""

    OPEN = "open", N_("Open"), "info", "circle-dot"
    DONE = "done", N_("Done"), "good", "circle-check"
    DROPPED = "dropped", N_("Dropped"), "neutral", "circle-minus"


STEP = Lifecycle("step", {"open": {"finish_step": "done", "drop_step": "dropped"}, "done": {}, "dropped": {}})


class Bone(State):
    """The bones of the fishbone: where a cause lies."""

    PEOPLE = "people", N_("People"), "neutral", "users"
    PROCESS = "process", N_("Process"), "neutral", "route"
    SYSTEM = "system", N_("System"), "neutral", "settings"
    POLICY = "policy", N_("Policy"), "neutral", "book"
    INFORMATION = "information", N_("Information"), "neutral", "info-circle"
    ENVIRONMENT = "environment", N_("Environment"), "neutral", "world"


class Answer(State):
    """What a person concludes, beside what the system computes."""

    WORKED = "worked", N_("It worked"), "good", "thumb-up"
    NOT_SEEN = "not_seen", N_("No effect seen"), "neutral", "equal"
    HARMED = "harmed", N_("It made things worse"), "bad", "thumb-down"
    UNCLEAR = "unclear", N_("It cannot be told yet"), "warn", "help-circle"


class VerdictKind(State):
    """What the charts say about one metric; never that something failed or was proved."""

    NOT_MEASURED = "not_measured", N_("Not measured"), "neutral", "circle-dashed"
    TOO_EARLY = "too_early", N_("Too early to tell"), "info", "hourglass"
    BASELINE_TOO_SHORT = "baseline_too_short", N_("Baseline too short"), "warn", "alert-triangle"
    BASELINE_UNSTABLE = "baseline_unstable", N_("Baseline unstable"), "warn", "alert-triangle"
    NO_CHANGE = "no_change_detected", N_("No change detected"), "neutral", "equal"
    IMPROVED = "improved_signal", N_("Improved: a signal"), "good", "trending-up"
    SUSTAINED = "improved_sustained", N_("Improved and sustained"), "good", "circle-check"
    FADED = "improved_then_faded", N_("Improved, then faded"), "warn", "arrow-back-up"
    WORSE = "worse", N_("Worse"), "bad", "alert-triangle"

    @property
    def is_final(self) -> bool:
        """Whether it says something about the change itself."""
        return self in (
            VerdictKind.NO_CHANGE,
            VerdictKind.IMPROVED,
            VerdictKind.SUSTAINED,
            VerdictKind.FADED,
            VerdictKind.WORSE,
        )
