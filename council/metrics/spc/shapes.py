"""The shapes of an analysed series: points, segments, limits, signals and the chart that holds them."""

from __future__ import annotations

from dataclasses import dataclass

from council.core.saying import N_
from council.core.states import State

LIMITS_FROM = 6
"""Points a segment needs before it gets limits; below it is a run chart."""
FIRM_FROM = 12
"""Points from which limits are no longer on trial and may be frozen."""


class Direction(State):
    """Which way is better."""

    UP = "up", N_("higher is better"), "neutral", "arrow-up"
    DOWN = "down", N_("lower is better"), "neutral", "arrow-down"
    BAND = "band", N_("inside the band is better"), "neutral", "arrows-vertical"
    NEUTRAL = "neutral", N_("neither way is better"), "neutral", "minus"

    @property
    def sign(self) -> int:
        """+1 or -1 for the good side, 0 where there is none."""
        return {"up": 1, "down": -1}.get(self.value, 0)


class ChartKind(State):
    """How the limits are computed."""

    XMR = "xmr", N_("individual values (XmR)")
    P = "p", N_("proportions (p)")
    U = "u", N_("rates (u)")
    C = "c", N_("counts (c)")
    P_PRIME = "p_prime", N_("proportions, over-dispersed (p′)")
    U_PRIME = "u_prime", N_("rates, over-dispersed (u′)")
    RUN = "run", N_("run chart (median)")


class Rule(State):
    """Why a point is marked, in order of precedence."""

    OUTSIDE = "outside", N_("outside a limit"), "warn", "point-outside"
    TREND = "trend", N_("trend of seven points"), "warn", "trending-up"
    TWO_OF_THREE = "two_of_three", N_("two of three points near a limit"), "warn", "point-near"
    SHIFT = "shift", N_("shift: seven points on one side of the mean"), "warn", "shift"


class Variation(State):
    """What a point says; the last point's is the metric's variation icon."""

    COMMON = "common_cause", N_("common cause variation"), "neutral", "variation-common"
    IMPROVEMENT_HIGH = "improvement_high", N_("improvement (high)"), "good", "variation-good-high"
    IMPROVEMENT_LOW = "improvement_low", N_("improvement (low)"), "good", "variation-good-low"
    CONCERN_HIGH = "concern_high", N_("concern (high)"), "bad", "variation-bad-high"
    CONCERN_LOW = "concern_low", N_("concern (low)"), "bad", "variation-bad-low"
    NEUTRAL_HIGH = "neutral_high", N_("unusual (high)"), "special", "variation-neutral-high"
    NEUTRAL_LOW = "neutral_low", N_("unusual (low)"), "special", "variation-neutral-low"

    @property
    def is_concern(self) -> bool:
        return self in (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)

    @property
    def is_improvement(self) -> bool:
        return self in (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW)

    @property
    def letter(self) -> str:
        """H or L on the icon, so that it is read without its colour; empty for common cause."""
        return {"high": "H", "low": "L"}.get(self.value.rpartition("_")[2], "")

    @classmethod
    def of(cls, direction: Direction, *, high: bool) -> Variation:
        """What a signal to the high or low side means where this direction is better."""
        side = "HIGH" if high else "LOW"
        if not direction.sign:
            return cls[f"NEUTRAL_{side}"]
        return cls[f"{'IMPROVEMENT' if (direction.sign > 0) == high else 'CONCERN'}_{side}"]


class Assurance(State):
    """Whether the process as it runs will meet its target."""

    MET = "met", N_("consistently met"), "good", "assurance-met"
    HIT_AND_MISS = "hit_and_miss", N_("hit and miss"), "neutral", "assurance-mixed"
    NOT_MET = "not_met", N_("consistently not met"), "bad", "assurance-missed"

    @property
    def letter(self) -> str:
        return {"met": "P", "hit_and_miss": "?", "not_met": "F"}[self.value]


class Caution(State):
    """What a reader must know before trusting a chart."""

    NO_LIMITS = "no_limits", N_("too short for limits"), "info", "info-circle"
    TRIAL = "trial", N_("trial limits"), "info", "info-circle"
    FLAT = "flat", N_("no variation in the data"), "info", "info-circle"
    SEASONAL = "seasonal", N_("seasonal"), "warn", "calendar-repeat"
    AUTOCORRELATED = "autocorrelated", N_("each point leans on the one before"), "warn", "link"
    OVER_DISPERSED = "over_dispersed", N_("over-dispersed"), "warn", "arrows-maximize"


@dataclass(frozen=True, slots=True)
class Limits:
    """Centre and limits in the unit of the values; all but `centre` are None where there are too few points."""

    centre: float
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None

    @property
    def flat(self) -> bool:
        """No variation: the limits equal the mean, and nothing is flagged."""
        return self.lower is not None and self.lower == self.upper


@dataclass(frozen=True, slots=True)
class Signal:
    """One pattern: its rule, its side (or slope) and the indexes it marks, in order."""

    rule: Rule
    high: bool
    points: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.points[0]

    @property
    def last(self) -> int:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Point:
    """One period: `value` None is a gap. `side` is -1, 0 or 1 of the centre; `signal` the first rule that marks it."""

    index: int
    value: float | None
    segment: int
    limits: Limits | None
    side: int = 0
    signal: Signal | None = None
    variation: Variation = Variation.COMMON

    @property
    def rule(self) -> Rule | None:
        return self.signal.rule if self.signal else None


@dataclass(frozen=True, slots=True)
class Segment:
    """Points `start` up to but not `end`. `n` counts its values, `based_on` those the limits rest on.

    `limits` is None in a segment without a value; on charts whose limits vary with the
    sample size it holds those of the last value. `mean_range` is the screened mean moving range.
    """

    start: int
    end: int
    n: int
    based_on: int
    limits: Limits | None
    mean_range: float | None = None
    frozen: bool = False

    @property
    def has_limits(self) -> bool:
        return self.limits is not None and self.limits.lower is not None

    @property
    def trial(self) -> bool:
        """Limits on 6 to 11 points are drawn dashed and said to be on trial."""
        return self.has_limits and self.based_on < FIRM_FROM


@dataclass(frozen=True, slots=True)
class Chart:
    """An analysed series. `signals` are all patterns found, in order of precedence, then of time."""

    kind: ChartKind
    direction: Direction
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    signals: tuple[Signal, ...]
    target: float | None = None
    band: tuple[float, float] | None = None
    assurance: Assurance | None = None

    @property
    def values(self) -> tuple[float | None, ...]:
        return tuple(p.value for p in self.points)

    @property
    def n(self) -> int:
        """How many values there are, gaps left out."""
        return sum(p.value is not None for p in self.points)

    @property
    def last(self) -> Point | None:
        """The latest point that has a value."""
        return next((p for p in reversed(self.points) if p.value is not None), None)

    @property
    def segment(self) -> Segment | None:
        """The segment of the latest value; else the last one."""
        last = self.last
        return self.segments[last.segment] if last else (self.segments[-1] if self.segments else None)

    @property
    def limits(self) -> Limits | None:
        """Centre and limits at the latest value."""
        return self.last.limits if self.last else None

    @property
    def variation(self) -> Variation:
        """The variation icon: what the last value says."""
        return self.last.variation if self.last else Variation.COMMON
