"""The life of a meeting's record, and the kinds of what is said about it."""

from __future__ import annotations

from council.core.lifecycle import Lifecycle
from council.core.saying import N_
from council.core.states import State


class MinutesState(State):
    """How a record stands."""

    DRAFT = "draft", N_("Draft"), "neutral", "pencil"
    CIRCULATED = "circulated", N_("Circulated for comment"), "info", "send"
    APPROVED = "approved", N_("Approved"), "good", "lock"


class CommentKind(State):
    """What a member says about a circulated record."""

    CORRECTION = "correction", N_("Correction"), "info", "pencil"
    OBJECTION = "objection", N_("Objection"), "warn", "flag"


LIFE = Lifecycle(
    "minutes",
    {
        MinutesState.DRAFT: {"circulate": MinutesState.CIRCULATED},
        MinutesState.CIRCULATED: {"approve": MinutesState.APPROVED, "take_back": MinutesState.DRAFT},
        MinutesState.APPROVED: {},
    },
)
