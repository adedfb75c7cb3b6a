"""The life of a charter version; whether it is in force follows from dates and is never stored."""

from __future__ import annotations

from council.core.lifecycle import Lifecycle
from council.core.saying import N_
from council.core.states import State


class VersionState(State):
    """Where a version stands on its way to the vote."""

    DRAFT = "draft", N_("Draft"), "neutral", "pencil"
    IN_REVIEW = "in_review", N_("In review"), "info", "eye"
    ADOPTED = "adopted", N_("Adopted"), "good", "circle-check"
    WITHDRAWN = "withdrawn", N_("Withdrawn"), "neutral", "circle-x"


class Standing(State):
    """What an adopted version is on a given day; computed from the dates in force."""

    IN_FORCE = "in_force", N_("In force"), "good", "circle-check"
    UPCOMING = "upcoming", N_("In force later"), "info", "clock"
    SUPERSEDED = "superseded", N_("Superseded"), "neutral", "history"


LIFE = Lifecycle(
    "charter_version",
    {
        "draft": {"submit": "in_review", "withdraw": "withdrawn"},
        "in_review": {"adopt": "adopted", "take_back": "draft", "withdraw": "withdrawn"},
        "adopted": {},
        "withdrawn": {},
    },
)
