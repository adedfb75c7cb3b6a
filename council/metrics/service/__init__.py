"""What changes metrics: defining them, recording values, noting what came of a signal; each with its log line."""

from council.metrics.rules import Entry, TargetContent
from council.metrics.service.arriving import choose, discard, problems_of, read_on, receive
from council.metrics.service.correcting import correct, correct_many
from council.metrics.service.defining import (
    MetricContent,
    create_channel,
    create_metric,
    edit_metric,
    rebase,
    retire,
    set_target,
)
from council.metrics.service.looking import dismiss, look
from council.metrics.service.recording import record_many, record_observation
from council.metrics.service.reviewing import review_set
from council.metrics.service.rollups import recount
from council.metrics.service.sending import Outcome, RefusedRows, send
from council.metrics.service.standards import ChannelContent, edit_channel, measuring
from council.metrics.service.taking import take_over

__all__ = [
    "ChannelContent",
    "Entry",
    "MetricContent",
    "Outcome",
    "RefusedRows",
    "TargetContent",
    "choose",
    "correct",
    "correct_many",
    "create_channel",
    "create_metric",
    "discard",
    "dismiss",
    "edit_channel",
    "edit_metric",
    "look",
    "measuring",
    "problems_of",
    "read_on",
    "rebase",
    "receive",
    "record_many",
    "record_observation",
    "recount",
    "retire",
    "review_set",
    "send",
    "set_target",
    "take_over",
]
