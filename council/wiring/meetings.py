"""What meetings show elsewhere, whom they tell, and what waits to be called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.access.can import can
from council.core.actor import Actor
from council.core.events import on
from council.core.saying import N_, Say
from council.meetings import queries, service
from council.meetings.events import MeetingCalled, MeetingCancelled
from council.meetings.life import MeetingState
from council.meetings.models import Meeting
from council.notifications import service as notifications
from council.proposals.events import ProposalDeferred
from council.seats import queries as seats
from council.web import registries
from council.web.registries import Link, NavEntry, Panel, Waiting

DISCUSSED = ("proposal", "policy_version", "charter_version", "initiative", "metric")
"""Kinds of things whose pages show the meetings they were on."""

CALL_SOON = timedelta(days=10)


def wire() -> None:
    """Fill the registries of this room."""
    registries.link_kind("meeting", meeting_links)
    registries.link_kind("agenda_item", item_links)
    registries.waiting_source(to_call)
    for kind in DISCUSSED:
        registries.panel(kind, agendas_of)
    registries.nav.append(
        NavEntry(N_("Meetings"), "meetings.listing", "meetings", "meetings:meeting:read", badge)
    )
    on(MeetingCalled, invite)
    on(MeetingCancelled, call_off)
    on(ProposalDeferred, off_the_plan)


def meeting_links(session: Session, ids: list[int]) -> Mapping[int, Link]:
    """Meetings as links."""
    return {one.id: meeting_link(session, one) for one in queries.find_by_ids(session, ids).values()}


def meeting_link(session: Session, one: Meeting) -> Link:
    """A meeting by its number and day."""
    return Link(
        one.ref,
        N_("Meeting"),
        Say("meetings.title", code=one.code, day=queries.day_of(session, one.starts_at)),
        url_for("meetings.meeting", code=one.code),
        code=one.code,
        state=one.status,
        on=one.starts_at,
    )


def item_links(session: Session, ids: list[int]) -> Mapping[int, Link]:
    """Agenda items as links to their place on the meeting's page."""
    return {
        one.id: Link(
            one.ref,
            N_("Agenda item"),
            one.title,
            url_for("meetings.meeting", code=one.meeting.code, _anchor=f"item-{one.id}"),
            code=one.meeting.code,
            state=one.status,
            lang=one.lang,
            on=one.meeting.starts_at,
        )
        for one in queries.items_by_ids(session, ids).values()
    }


def agendas_of(session: Session, actor: Actor, thing: Any, now: datetime) -> Iterable[Panel]:
    """The agendas that a thing stood on, and for the officers those it can be put on."""
    if not can(actor, "meetings:meeting:read"):
        return
    items = queries.items_about(session, thing.ref)
    if items:
        yield Panel("meetings/_about.html", {"items": items}, order=20)


def to_call(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """Planned meetings that the officers have to call soon."""
    if not can(actor, "meetings:meeting:call"):
        return
    for one, call_by in _due(session, on, datetime(on.year, on.month, on.day, tzinfo=UTC)):
        yield Waiting(
            one.ref,
            Say("meetings.title", code=one.code, day=queries.day_of(session, one.starts_at)),
            Say("meetings.waits.call", day=call_by),
            url=url_for("meetings.meeting", code=one.code),
            due=call_by,
            tone="warn",
        )


def badge(session: Session, actor: Actor, now: datetime) -> int:
    """A running meeting, and for the officers those to be called soon."""
    count = 1 if queries.running(session) else 0
    if can(actor, "meetings:meeting:call"):
        count += len(_due(session, queries.day_of(session, now), now))
    return count


def invite(event: MeetingCalled) -> None:
    """Every member and alternate is invited."""
    meeting = event.meeting
    words = Say("meetings.told.called", code=meeting.code, day=meeting.starts_at)
    _tell_everybody(event.session, meeting, words, event.now)


def call_off(event: MeetingCancelled) -> None:
    """Those who were invited learn that it is cancelled."""
    meeting = event.meeting
    if meeting.called_at is not None:
        words = Say("meetings.told.cancelled", code=meeting.code, reason=meeting.end_reason)
        _tell_everybody(event.session, meeting, words, event.now)


def off_the_plan(event: ProposalDeferred) -> None:
    """A deferred proposal leaves the agenda that is still being built."""
    item = queries.scheduled_about(event.session, [event.proposal.ref]).get(event.proposal.ref)
    if item is not None and item.meeting.state == MeetingState.PLANNED:
        service.remove_item(event.session, event.actor, item, now=event.now)


def _due(session: Session, on: date, now: datetime) -> list[tuple[Meeting, date]]:
    planned = [one for one in queries.upcoming(session, now) if one.state == MeetingState.PLANNED]
    found = [(one, queries.call_by(session, one, on)) for one in planned]
    return [(one, day) for one, day in found if day - on <= CALL_SOON]


def _tell_everybody(session: Session, meeting: Meeting, words: Say, now: datetime) -> None:
    people = {
        person.id
        for one in seats.seats_on(session, queries.day_of(session, meeting.starts_at))
        for person in ((one.holder, *one.alternates) if one.holder else one.alternates)
    }
    notifications.tell(session, people, words, meeting.ref, now=now)
