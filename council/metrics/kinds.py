"""Closed lists of the metrics room: what a metric is, and what a target is."""

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


class TargetKind(State):
    """How a target is stated."""

    ABSOLUTE = "absolute", N_("a value to reach"), "neutral", "target"
    RELATIVE = "relative", N_("a change against a baseline"), "neutral", "target"
    BAND = "band", N_("a band to stay in"), "neutral", "target"
    QUALITATIVE = "qualitative", N_("a level in words"), "neutral", "target"
