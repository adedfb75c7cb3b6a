"""What proposals announce."""

from __future__ import annotations

from dataclasses import dataclass

from council.core.events import Event
from council.proposals.models import Proposal


@dataclass(frozen=True)
class ProposalSubmitted(Event):
    """The author handed it in."""

    proposal: Proposal


@dataclass(frozen=True)
class ProposalReturned(Event):
    """It went back to its author with a reason."""

    proposal: Proposal


@dataclass(frozen=True)
class ProposalDeferred(Event):
    """The council puts it off, with a reason."""

    proposal: Proposal


@dataclass(frozen=True)
class ProposalWithdrawn(Event):
    """Its author took it back."""

    proposal: Proposal


@dataclass(frozen=True)
class ProposalDecided(Event):
    """The council adopted or rejected it."""

    proposal: Proposal
