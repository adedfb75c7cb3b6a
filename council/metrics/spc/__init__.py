"""Statistical process control: limits, signals and what they say about a series of values."""

from council.metrics.spc.assurance import assurance_of, band_assurance_of, is_met, met_count
from council.metrics.spc.attributes import attribute_chart, dispersion
from council.metrics.spc.cautions import autocorrelation, cautions_of, false_alarm_share, seasonality
from council.metrics.spc.shapes import (
    Assurance,
    Caution,
    Chart,
    ChartKind,
    Direction,
    Limits,
    Point,
    Rule,
    Segment,
    Signal,
    Variation,
)
from council.metrics.spc.standing import (
    latest_concern,
    latest_improvement,
    signals_from,
    sustained_improvement,
)
from council.metrics.spc.xmr import xmr

__all__ = [
    "Assurance",
    "Caution",
    "Chart",
    "ChartKind",
    "Direction",
    "Limits",
    "Point",
    "Rule",
    "Segment",
    "Signal",
    "Variation",
    "assurance_of",
    "attribute_chart",
    "autocorrelation",
    "band_assurance_of",
    "cautions_of",
    "dispersion",
    "false_alarm_share",
    "is_met",
    "latest_concern",
    "latest_improvement",
    "met_count",
    "seasonality",
    "signals_from",
    "sustained_improvement",
    "xmr",
]
