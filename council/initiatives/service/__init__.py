"""Changing initiatives: opening and planning them, doing the work, and judging what came of it."""

from council.initiatives.service.judging import abandon, close, conclude, ratify
from council.initiatives.service.opening import MetricPlan, PlanContent, hand_over, open_from, plan
from council.initiatives.service.working import (
    add_step,
    drop_step,
    finish_step,
    implement,
    start_check,
    start_do,
)

__all__ = [
    "MetricPlan",
    "PlanContent",
    "abandon",
    "add_step",
    "close",
    "conclude",
    "drop_step",
    "finish_step",
    "hand_over",
    "implement",
    "open_from",
    "plan",
    "ratify",
    "start_check",
    "start_do",
]
