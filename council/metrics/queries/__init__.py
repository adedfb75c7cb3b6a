"""Metrics as they are kept: definitions, targets, series, rebases, and what came of looking at signals."""

from council.metrics.queries.catalogue import (
    by_ids,
    channels,
    every_ask,
    find_metric,
    get_metric,
    link_rows,
    metrics,
)
from council.metrics.queries.decided import Decided, all_of, current_targets, decided_of, targets_of
from council.metrics.queries.reviews import review_due, reviews, reviews_ask, set_rows
from council.metrics.queries.sums import Months, channel_series, months_of, parts_of
from council.metrics.queries.values import (
    WINDOW,
    channels_of,
    every_of,
    find_observation,
    find_part,
    of_period,
    recent,
    recent_of,
    recorded_last,
    series,
    series_of,
    whole_of,
)

__all__ = [
    "WINDOW",
    "Decided",
    "Months",
    "all_of",
    "by_ids",
    "channel_series",
    "channels",
    "channels_of",
    "current_targets",
    "decided_of",
    "every_ask",
    "every_of",
    "find_metric",
    "find_observation",
    "find_part",
    "get_metric",
    "link_rows",
    "metrics",
    "months_of",
    "of_period",
    "parts_of",
    "recent",
    "recent_of",
    "recorded_last",
    "review_due",
    "reviews",
    "reviews_ask",
    "series",
    "series_of",
    "set_rows",
    "targets_of",
    "whole_of",
]
