"""The life of a meeting and of its items: states, kinds, and which step leads where."""

from __future__ import annotations

from council.core.lifecycle import Lifecycle
from council.core.saying import N_
from council.core.states import State


class MeetingState(State):
    """How a meeting stands."""

    PLANNED = "planned", N_("Planned"), "neutral", "calendar"
    CALLED = "called", N_("Called"), "info", "send"
    IN_SESSION = "in_session", N_("In session"), "good", "player-play"
    ADJOURNED = "adjourned", N_("Adjourned"), "warn", "player-pause"
    CLOSED = "closed", N_("Closed"), "neutral", "circle-check"
    CANCELLED = "cancelled", N_("Cancelled"), "bad", "circle-x"
    INQUORATE = "inquorate", N_("Inquorate"), "bad", "users"


class MeetingKind(State):
    """Why the council meets."""

    REGULAR = "regular", N_("Regular meeting"), "neutral", "calendar-event"
    EXTRAORDINARY = "extraordinary", N_("Extraordinary meeting"), "warn", "calendar-event"


class ItemState(State):
    """How an agenda item stands."""

    PENDING = "pending", N_("To come"), "neutral", "circle"
    CURRENT = "current", N_("Under discussion"), "info", "player-play"
    TREATED = "treated", N_("Treated"), "good", "circle-check"
    UNTREATED = "untreated", N_("Not reached"), "warn", "arrow-back-up"


class ItemKind(State):
    """What the council is asked to do with an item."""

    DECIDE = "decide", N_("To decide"), "special", "gavel"
    DISCUSS = "discuss", N_("To discuss"), "info", "messages"
    INFORM = "inform", N_("To note"), "neutral", "info-circle"


class Capacity(State):
    """As what a person is in the room."""

    MEMBER = "member", N_("Member"), "neutral", "user"
    ALTERNATE = "alternate", N_("Alternate"), "info", "user"
    GUEST = "guest", N_("Guest"), "neutral", "user"


class RequisitionState(State):
    """How a demand for an extraordinary meeting stands."""

    OPEN = "open", N_("Gathering support"), "info", "users"
    REACHED = "reached", N_("Must be held"), "warn", "flag"
    ANSWERED = "answered", N_("Meeting set"), "good", "calendar-event"
    WITHDRAWN = "withdrawn", N_("Withdrawn"), "neutral", "arrow-back-up"


COMING = (MeetingState.PLANNED, MeetingState.CALLED)
RUNNING = (MeetingState.IN_SESSION, MeetingState.ADJOURNED)
LIVE = (*COMING, *RUNNING)
"""Its items still count as scheduled."""

OPEN_ITEM = (ItemState.PENDING, ItemState.CURRENT)

LIFE = Lifecycle(
    "meeting",
    {
        MeetingState.PLANNED: {"call": MeetingState.CALLED, "cancel": MeetingState.CANCELLED},
        MeetingState.CALLED: {
            "open": MeetingState.IN_SESSION,
            "declare_inquorate": MeetingState.INQUORATE,
            "cancel": MeetingState.CANCELLED,
        },
        MeetingState.IN_SESSION: {
            "close": MeetingState.CLOSED,
            "adjourn": MeetingState.ADJOURNED,
            "declare_inquorate": MeetingState.INQUORATE,
        },
        MeetingState.ADJOURNED: {"resume": MeetingState.IN_SESSION, "close": MeetingState.CLOSED},
        MeetingState.CLOSED: {},
        MeetingState.CANCELLED: {},
        MeetingState.INQUORATE: {},
    },
)

REQUISITION = Lifecycle(
    "requisition",
    {
        RequisitionState.OPEN: {
            "reach": RequisitionState.REACHED,
            "give_up": RequisitionState.WITHDRAWN,
        },
        RequisitionState.REACHED: {"answer": RequisitionState.ANSWERED},
        # The meeting that was to answer it was cancelled, or too few came: it must be held again.
        RequisitionState.ANSWERED: {"reopen": RequisitionState.REACHED},
        RequisitionState.WITHDRAWN: {},
    },
)
