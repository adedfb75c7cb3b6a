"""The life of a proposal: its states, and which step leads where."""

from __future__ import annotations

from council.core.lifecycle import Lifecycle
from council.core.saying import N_
from council.core.states import State


class ProposalState(State):
    """How a proposal stands."""

    DRAFT = "draft", N_("Draft"), "neutral", "pencil"
    SUBMITTED = "submitted", N_("Submitted"), "info", "send"
    DOCKETED = "docketed", N_("On the docket"), "info", "inbox"
    SCHEDULED = "scheduled", N_("Scheduled"), "special", "calendar-event"
    DEFERRED = "deferred", N_("Deferred"), "warn", "player-pause"
    RETURNED = "returned", N_("Returned for changes"), "warn", "arrow-back-up"
    ADOPTED = "adopted", N_("Adopted"), "good", "circle-check"
    REJECTED = "rejected", N_("Rejected"), "bad", "circle-x"
    WITHDRAWN = "withdrawn", N_("Withdrawn"), "neutral", "trash"


WITH_AUTHOR = (ProposalState.DRAFT, ProposalState.RETURNED)
"""The author may still write."""

ON_DOCKET = (ProposalState.SUBMITTED, ProposalState.DOCKETED, ProposalState.DEFERRED)
"""Waits for an agenda."""

DECIDED = (ProposalState.ADOPTED, ProposalState.REJECTED)

_DECIDE = {"adopt": ProposalState.ADOPTED, "reject": ProposalState.REJECTED}

# A vote that came to nothing puts a proposal back on the docket while its item is still on the table;
# a second motion in the same meeting may then decide it, so `adopt` and `reject` start there too; and what is
# decided without a meeting never left the docket: when that comes to nothing, it waits again, with the reason.
LIFE = Lifecycle(
    "proposal",
    {
        ProposalState.DRAFT: {"submit": ProposalState.SUBMITTED, "withdraw": ProposalState.WITHDRAWN},
        ProposalState.SUBMITTED: {
            "docket": ProposalState.DOCKETED,
            "schedule": ProposalState.SCHEDULED,
            "return": ProposalState.RETURNED,
            "withdraw": ProposalState.WITHDRAWN,
        },
        ProposalState.RETURNED: {"submit": ProposalState.SUBMITTED, "withdraw": ProposalState.WITHDRAWN},
        ProposalState.DOCKETED: {
            "schedule": ProposalState.SCHEDULED,
            "defer": ProposalState.DEFERRED,
            "return": ProposalState.RETURNED,
            "withdraw": ProposalState.WITHDRAWN,
            "wait_again": ProposalState.DOCKETED,
            **_DECIDE,
        },
        ProposalState.SCHEDULED: {
            **_DECIDE,
            "unschedule": ProposalState.DOCKETED,
            "defer": ProposalState.DEFERRED,
        },
        ProposalState.DEFERRED: {
            "docket": ProposalState.DOCKETED,
            "schedule": ProposalState.SCHEDULED,
            "return": ProposalState.RETURNED,
            "withdraw": ProposalState.WITHDRAWN,
            "wait_again": ProposalState.DOCKETED,
            **_DECIDE,
        },
        ProposalState.ADOPTED: {},
        ProposalState.REJECTED: {},
        ProposalState.WITHDRAWN: {},
    },
)
