"""The meeting room at one moment: where the agenda stands, the item now, the vote, who is here and what counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from council.actions import queries as actions
from council.actions.models import Action
from council.charter.kinds import DecisionClass
from council.core.actor import Actor
from council.core.saying import Both
from council.decisions import queries as decisions
from council.decisions.models import Motion
from council.decisions.rules import class_of
from council.decisions.showing import Seated, Shown, shown
from council.meetings import queries as meetings
from council.meetings.life import ItemKind, MeetingState
from council.meetings.models import AgendaItem, Interest, Meeting
from council.meetings.presence import Presence
from council.meetings.presider import Presider
from council.meetings.quorum import QuorumResult
from council.meetings.reading import Coming, comings
from council.proposals import queries as proposals
from council.proposals.models import Proposal
from council.web import registries
from council.web.registries import Link


@dataclass(frozen=True)
class Timed:
    """An item with the minutes it has taken so far."""

    item: AgendaItem
    number: int
    elapsed: int | None
    votes: tuple[Motion, ...] = ()

    @property
    def over(self) -> int:
        """By how many minutes it has overrun its box."""
        return max(0, (self.elapsed or 0) - self.item.minutes)


@dataclass(frozen=True)
class Room:
    """What the one screen shows."""

    meeting: Meeting
    there: Presence
    items: tuple[Timed, ...]
    current: Timed | None
    coming: list[Coming]
    quorum: QuorumResult
    head: Presider
    head_name: Both | None
    planned: int
    elapsed: int
    paper: Link | None = None
    proposal: Proposal | None = None
    vote: Shown | None = None
    past: tuple[Motion, ...] = ()
    interests: tuple[Interest, ...] = ()
    actions: tuple[Action, ...] = ()
    names: dict[int, Both] = field(default_factory=dict)
    mine: Seated | None = None
    said: str = ""
    here_now: bool = False

    @property
    def session(self) -> bool:
        """Whether the council is in session."""
        return self.meeting.state == MeetingState.IN_SESSION

    @property
    def next_item(self) -> AgendaItem | None:
        """The first item that waits."""
        return next((each.item for each in self.items if each.item.state == "pending"), None)


def room_of(session: Session, meeting: Meeting, actor: Actor, now: datetime) -> Room:
    """The room as this person sees it now."""
    there = meetings.presence(session, meeting, now)
    motions = decisions.of_meeting(session, meeting.id)
    items = tuple(
        Timed(each, number, _minutes(each, now), tuple(m for m in motions if m.item_id == each.id))
        for number, each in enumerate(meetings.agenda(session, meeting), 1)
    )
    current = next((each for each in items if each.item.state == "current"), None)
    item = current.item if current else None
    coming = comings(session, meeting, there)
    vote = (
        next((each for each in current.votes if each.state in decisions.UNDECIDED), None) if current else None
    )
    seen = shown(session, vote, now, there) if vote else None
    head = there.presider(now, item.id if item else None)
    mine = seen.of_seats(actor.seat_ids | actor.alternate_seat_ids, actor.person_id) if seen else None
    proposal = proposals.by_ref(session, item.subject_ref) if item else None
    declared = meetings.interests(session, meeting) if item else []
    return Room(
        meeting=meeting,
        there=there,
        items=items,
        current=current,
        coming=coming,
        quorum=seen.quorum
        if seen and seen.quorum
        else there.quorum(now, item.id if item else None, _class_of(item, proposal)),
        head=head,
        head_name=there.people.get(head.person) if head.person else None,
        planned=sum(each.item.minutes for each in items),
        elapsed=_spent(meeting, now),
        paper=registries.links(session, [item.subject_ref]).get(item.subject_ref)
        if item and item.subject_ref
        else None,
        proposal=proposal,
        vote=seen,
        past=tuple(each for each in current.votes if each.state not in decisions.UNDECIDED)
        if current
        else (),
        interests=tuple(each for each in declared if item and each.item_id == item.id),
        actions=tuple(actions.of_origin(session, [item.ref, *(each.ref for each in current.votes)]))
        if item and current
        else (),
        names=dict(there.people),
        mine=mine,
        said=mine.entry.said.value if mine else "",
        here_now=any(
            each.person_id == actor.person_id and each.stay is not None and each.stay.left_at is None
            for each in coming
        ),
    )


def _class_of(item: AgendaItem | None, proposal: Proposal | None) -> DecisionClass:
    """The class that the item under discussion is decided in, so that its own quorum is shown."""
    if item is None or item.kind != ItemKind.DECIDE:
        return DecisionClass.ORDINARY
    if proposal is not None:
        return DecisionClass(proposal.decision_class)
    if (item.subject_ref or "").startswith("minutes:"):
        return DecisionClass.PROCEDURE
    return class_of(item.subject_ref) or DecisionClass.ORDINARY


def _minutes(item: AgendaItem, now: datetime) -> int | None:
    if item.started_at is None:
        return None
    return int(((item.ended_at or now) - item.started_at).total_seconds() // 60)


def _spent(meeting: Meeting, now: datetime) -> int:
    if meeting.opened_at is None:
        return 0
    return int(((meeting.closed_at or now) - meeting.opened_at).total_seconds() // 60)
