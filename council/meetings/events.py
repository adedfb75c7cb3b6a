"""What meetings announce; rooms above react, or refuse."""

from __future__ import annotations

from dataclasses import dataclass

from council.core.events import Event
from council.core.saying import Say
from council.meetings.models import AgendaItem, Interest, Meeting
from council.meetings.requisitions import Requisition


@dataclass(frozen=True)
class MeetingCalled(Event):
    """Agenda and papers are frozen, notice goes out."""

    meeting: Meeting


@dataclass(frozen=True)
class MeetingOpened(Event):
    """The council is in session."""

    meeting: Meeting


@dataclass(frozen=True)
class MeetingClosing(Event):
    """About to adjourn or close: whoever has something running may refuse."""

    meeting: Meeting


@dataclass(frozen=True)
class MeetingClosed(Event):
    """It is over; `untreated` are the items it did not reach."""

    meeting: Meeting
    untreated: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class MeetingInquorate(Event):
    """Too few came; every open item goes back to the docket."""

    meeting: Meeting


@dataclass(frozen=True)
class MeetingCancelled(Event):
    """It will not take place."""

    meeting: Meeting


@dataclass(frozen=True)
class ItemScheduled(Event):
    """`item.subject_ref` stands on an agenda now."""

    item: AgendaItem


@dataclass(frozen=True)
class ItemRemoved(Event):
    """`subject_ref` left an agenda without being treated, for this reason."""

    meeting: Meeting
    subject_ref: str | None
    reason: Say


@dataclass(frozen=True)
class ItemEnding(Event):
    """The council is about to leave an item: whoever has a vote running on it may refuse."""

    item: AgendaItem


@dataclass(frozen=True)
class InterestChanged(Event):
    """Somebody is recused on an item, or not any more: a vote running on it may refuse."""

    item: AgendaItem
    interest: Interest


@dataclass(frozen=True)
class RequisitionReached(Event):
    """So many members as the charter asks for require an extraordinary meeting."""

    requisition: Requisition
