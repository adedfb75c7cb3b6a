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
from council.charter.events import VersionLeaving
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused
from council.core.events import on
from council.core.saying import N_, Say
from council.db.asking import Ask
from council.meetings import demands, queries, requiring, rhythm, service
from council.meetings.events import MeetingCalled, MeetingCancelled, MeetingInquorate, RequisitionReached
from council.meetings.life import LIVE, OPEN_ITEM, ItemState, MeetingState, RequisitionState
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
    registries.link_kind(
        "requisition", demands.requisition_rows, requisition_link, may="meetings:meeting:read"
    )
    registries.waiting_source(to_call, _asks)
    registries.waiting_source(to_plan, lambda actor, on: _planning(actor, rhythm.asks()))
    registries.waiting_source(required, lambda actor, on: _demanding(actor))
    registries.docket_source(to_be_heard, lambda on: (demands.unheard_ask(), queries.scheduled_ask()))
    for kind in DISCUSSED:
        registries.panel(kind, agendas_of, lambda thing: [queries.about_ask(thing.ref)])
    registries.nav.append(
        NavEntry(N_("Meetings"), "meetings.listing", "meetings", "meetings:meeting:read", badge)
    )
    on(MeetingCalled, invite)
    on(MeetingCancelled, call_off)
    on(MeetingCancelled, still_to_be_held)
    on(MeetingInquorate, still_to_be_held)
    on(RequisitionReached, tell_the_officers)
    on(ProposalDeferred, off_the_plan)
    on(VersionLeaving, stays_on_the_agenda)


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


def requisition_link(row: Any) -> Link:
    """A demand of members, by what it is about."""
    return Link(
        f"requisition:{row.id}",
        N_("Requisition"),
        row.en,
        url_for("meetings.requisition", requisition_id=row.id),
        state=RequisitionState(row.state),
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


def to_plan(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """The charter's rhythm asks for a regular meeting, and none is set in time."""
    if not can(actor, "meetings:meeting:plan"):
        return
    found = rhythm.rhythm(session, on)
    if found is not None and found.presses(on):
        yield Waiting(
            "rhythm:0",
            Say("meetings.waits.regular"),
            found.due.say,
            url=url_for("meetings.plan"),
            due=found.due.by,
            tone="bad" if found.overdue(on) else "warn",
        )


def required(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """A demand that reached its number waits for the officers; one that gathers support, for the other members."""
    plans, supports = can(actor, "meetings:meeting:plan"), can(actor, "meetings:requisition:support")
    if not plans and not supports:
        return
    for one in demands.live(session):
        address = url_for("meetings.requisition", requisition_id=one.id)
        if one.state == RequisitionState.REACHED:
            if plans:
                reason = Say("meetings.waits.requisition", law=demands.law_say(session, one, on))
                since = queries.day_of(session, one.reached_at or one.opened_at)
                yield Waiting(one.ref, one.title, reason, address, due=since, tone="warn", lang=one.lang)
        elif supports and actor.person_id not in one.people:
            voting = demands.voting_holders(session, on)
            law = charter.law_on(session, on)
            if actor.person_id in voting and law is not None:
                reason = Say(
                    "meetings.waits.requisition_open",
                    count=requiring.counted(one.people, voting),
                    needed=law.rules.requisition.members,
                    law=demands.article_of(law),
                )
                yield Waiting(one.ref, one.title, reason, address, lang=one.lang)


def to_be_heard(session: Session, on: date) -> Iterable[Waiting]:
    """What members require a meeting about belongs on its agenda."""
    found = demands.unheard(session)
    scheduled = queries.scheduled_about(session, [one.ref for one in found]) if found else {}
    for one in found:
        if one.ref not in scheduled:
            yield Waiting(
                one.ref,
                one.title,
                Say("meetings.docket.requisition", law=demands.law_say(session, one, on)),
                url=url_for("meetings.requisition", requisition_id=one.id),
                since=queries.day_of(session, one.reached_at or one.opened_at),
                minutes=30,
                tone="warn",
                lang=one.lang,
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


def still_to_be_held(event: MeetingCancelled | MeetingInquorate) -> None:
    """A demand whose meeting does not take place must still be answered."""
    service.reopen(event.session, event.actor, event.meeting, now=event.now)


def tell_the_officers(event: RequisitionReached) -> None:
    """Chair, vice-chair and secretary learn that members require a meeting."""
    one, session = event.requisition, event.session
    words = Say("meetings.told.requisition", count=len(one.people), title=one.title)
    officers = {
        each.holder.id
        for each in seats.seats_on(session, queries.day_of(session, event.now))
        if each.holder is not None and (each.kind == "chair" or each.appointments)
    }
    notifications.tell(session, officers, words, one.ref, now=event.now)


def off_the_plan(event: ProposalDeferred) -> None:
    """A deferred proposal leaves the agenda that is still being built."""
    item = queries.scheduled_about(event.session, [event.proposal.ref]).get(event.proposal.ref)
    if item is not None and item.meeting.state == MeetingState.PLANNED:
        service.remove_item(event.session, event.actor, item, now=event.now)


def _asks(actor: Actor, on: date) -> list[Ask]:
    if not can(actor, "meetings:meeting:call"):
        return []
    return [queries.planned_ask(), charter.adopted_ask(), queries.work_years_ask()]


def _planning(actor: Actor, asks: Iterable[Ask]) -> list[Ask]:
    return list(asks) if can(actor, "meetings:meeting:plan") else []


def _demanding(actor: Actor) -> list[Ask]:
    concerned = can(actor, "meetings:meeting:plan") or can(actor, "meetings:requisition:support")
    return [demands.live_ask(), charter.adopted_ask()] if concerned else []


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


def stays_on_the_agenda(event: VersionLeaving) -> None:
    """A charter version does not leave an agenda by itself: the called ones are what members were told."""
    for item in queries.items_about(event.session, event.version.ref):
        meeting = item.meeting
        if item.state not in OPEN_ITEM or meeting.state not in LIVE:
            continue
        planned = meeting.state == MeetingState.PLANNED
        raise Refused(
            "charter.on_planned_agenda" if planned else "charter.on_called_agenda",
            version=event.version.number,
            meeting=Say(
                "meetings.title", code=meeting.code, day=queries.day_of(event.session, meeting.starts_at)
            ),
        )
