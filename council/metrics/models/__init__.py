"""Metrics, their targets and channels, and every observation ever recorded."""

from council.metrics.models.defining import (
    THE_SET,
    Channel,
    Definition,
    Metric,
    Rebase,
    SetReview,
    Target,
)
from council.metrics.models.importing import Import, ImportMapping, ImportPiece, ImportRow
from council.metrics.models.recording import Batch, ChannelValue, Look, Observation, Rollup

__all__ = [
    "THE_SET",
    "Batch",
    "Channel",
    "ChannelValue",
    "Definition",
    "Import",
    "ImportMapping",
    "ImportPiece",
    "ImportRow",
    "Look",
    "Metric",
    "Observation",
    "Rebase",
    "Rollup",
    "SetReview",
    "Target",
]
