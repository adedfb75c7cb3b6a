"""What meetings show elsewhere, whom they tell, and what waits to be called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import current_app, url_for
from sqlalchemy import Select
from sqlalchemy.orm import Session

from council.access.can import can
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.events import on
from council.core.saying import N_, Say
from council.db.asking import Ask
from council.meetings import queries, service
from council.meetings.events import MeetingCalled, MeetingCancelled
from council.meetings.life import ItemState, MeetingState
from council.meetings.models import Meeting
from council.notifications import service as notifications
from council.proposals.events import ProposalDeferred
from council.seats import queries as seats
from council.web import registries
from council.web.registries import Link, NavEntry, Panel, Waiting

DISCUSSED = ("proposal", "policy_version", "charter_version", "initiative", "metric")
"""Kinds of things whose pages show the meetings they were on."""

CALL_SOON = timedelta(days=10)
BADGE_AHEAD = timedelta(days=21)
"""The navigation counts by the day of the meeting: how long before it the call goes out is the charter's matter."""


def wire() -> None:
    """Fill the registries of this room."""
    registries.link_kind("meeting", queries.meeting_rows, meeting_link, may="meetings:meeting:read")
    registries.link_kind("agenda_item", queries.item_rows, item_link, may="meetings:meeting:read")
    registries.waiting_source(to_call, _asks)
    for kind in DISCUSSED:
        registries.panel(kind, agendas_of, lambda thing: [queries.about_ask(thing.ref)])
    registries.nav.append(
        NavEntry(N_("Meetings"), "meetings.listing", "meetings", "meetings:meeting:read", badge)
    )
    on(MeetingCalled, invite)
    on(MeetingCancelled, call_off)
    on(ProposalDeferred, off_the_plan)


def meeting_link(row: Any) -> Link:
    """A meeting by its number and day."""
    return Link(
        f"meeting:{row.id}",
        N_("Meeting"),
        Say("meetings.title", code=row.code, day=local_date(row.at, current_app.config["TIME_ZONE"])),
        url_for("meetings.meeting", code=row.code),
        code=row.code,
        state=MeetingState(row.state),
        on=row.at,
    )


def item_link(row: Any) -> Link:
    """An agenda item as a link to its place on the meeting's page."""
    return Link(
        f"agenda_item:{row.id}",
        N_("Agenda item"),
        row.en,
        url_for("meetings.meeting", code=row.code, _anchor=f"item-{row.id}"),
        code=row.code,
        state=ItemState(row.state),
        lang=row.lang,
        on=row.at,
    )


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


def badge(actor: Actor, now: datetime) -> Select[int]:
    """A running meeting, and for the officers those planned for the coming days."""
    soon = now + BADGE_AHEAD if can(actor, "meetings:meeting:call") else None
    return queries.count_at_hand(now, soon)


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


def _asks(actor: Actor, on: date) -> list[Ask]:
    if not can(actor, "meetings:meeting:call"):
        return []
    return [queries.planned_ask(), charter.adopted_ask(), queries.work_years_ask()]


def _due(session: Session, on: date, now: datetime) -> list[tuple[Meeting, date]]:
    found = [(one, queries.call_by(session, one, on)) for one in queries.planned(session, now)]
    return [(one, day) for one, day in found if day - on <= CALL_SOON]


def _tell_everybody(session: Session, meeting: Meeting, words: Say, now: datetime) -> None:
    people = {
        person.id
        for one in seats.seats_on(session, queries.day_of(session, meeting.starts_at))
        for person in ((one.holder, *one.alternates) if one.holder else one.alternates)
    }
    notifications.tell(session, people, words, meeting.ref, now=now)
