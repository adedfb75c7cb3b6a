"""Closed lists of the metrics room: what a metric is, what a target is, what came of looking at a signal."""

from council.core.saying import N_
from council.core.states import State


class MetricKind(State):
    """What is counted or measured; decides which denominators belong to an observation."""

    MEAN = "mean", N_("mean"), "neutral", "chart-line"
    PROPORTION = "proportion", N_("proportion"), "neutral", "chart-line"
    RATE = "rate", N_("rate"), "neutral", "chart-line"
    COUNT = "count", N_("count"), "neutral", "chart-line"
    SCORE = "score", N_("score"), "neutral", "chart-line"
    QUALITATIVE = "qualitative", N_("in words"), "neutral", "message"

    @property
    def is_ratio(self) -> bool:
        """Whether a value comes from a numerator and a denominator."""
        return self in (MetricKind.PROPORTION, MetricKind.RATE)


class TargetKind(State):
    """How a target is stated."""

    ABSOLUTE = "absolute", N_("a value to reach"), "neutral", "target"
    RELATIVE = "relative", N_("a change against a baseline"), "neutral", "target"
    BAND = "band", N_("a band to stay in"), "neutral", "target"
    QUALITATIVE = "qualitative", N_("a level in words"), "neutral", "target"


class Category(State):
    """Groups of the scoreboard, in their order there."""

    CUSTOMER = "customer", N_("What customers say"), "neutral", "message"
    SPEED = "speed", N_("How fast we are"), "neutral", "clock"
    QUALITY = "quality", N_("How well we do it"), "neutral", "award"
    DEMAND = "demand", N_("What comes in"), "neutral", "inbox"
    CHANNEL = "channel", N_("Channel standards"), "neutral", "phone"
    TRADING = "trading", N_("Trading service"), "neutral", "chart-bar"
    SERVICE = "service", N_("Other service metrics"), "neutral", "metrics"


class Finding(State):
    """What came of looking at a signal."""

    CAUSE = "cause", N_("cause found"), "info", "zoom-check"
    NONE = "none", N_("no cause found"), "neutral", "search"
    DISMISSED = "dismissed", N_("not for the agenda"), "neutral", "circle-minus"


class Stage(State):
    """How far a file of values has come."""

    MAPPING = "mapping", N_("columns being named"), "neutral", "table"
    CHECKING = "checking", N_("lines being read"), "info", "clock"
    READY = "ready", N_("read"), "good", "check"
