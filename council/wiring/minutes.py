"""A meeting's end opens its record; circulated minutes wait on the docket, and their steps with those who take them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import current_app, url_for
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.wording import article, days
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.events import on
from council.core.saying import N_, Say
from council.db.asking import Ask
from council.decisions import queries as decisions
from council.meetings import queries as meetings
from council.meetings.events import MeetingClosed, MeetingInquorate
from council.meetings.life import LIVE, MeetingState
from council.meetings.models import Meeting
from council.minutes import queries, rules, service
from council.minutes.models import Minutes
from council.minutes.states import MinutesState
from council.web import registries
from council.web.registries import Link, Panel, Waiting


def wire() -> None:
    """Fill the registries and connect the listeners of this room."""
    on(MeetingClosed, open_record)
    on(MeetingInquorate, open_record)
    registries.link_kind("minutes", queries.link_rows, minutes_link, may="minutes:minutes:read")
    registries.docket_source(waiting_for_approval, lambda on: _asks())
    registries.panel("meeting", room_and_record, _asks_about)
    registries.waiting_source(
        steps_to_take, lambda actor, on: (*_asks(), queries.commented_ask(actor.person_id))
    )


def open_record(event: MeetingClosed | MeetingInquorate) -> None:
    """The draft is there as soon as the meeting is over."""
    service.open_draft(event.session, event.actor, event.meeting, now=event.now)


def minutes_link(row: Any) -> Link:
    """Minutes as a link, by the number of their meeting."""
    return Link(
        f"minutes:{row.id}",
        N_("Minutes"),
        Say("minutes.title", code=row.code),
        url_for("minutes.minutes", code=row.code),
        code=row.code,
        state=MinutesState(row.state),
        on=local_date(row.at, current_app.config["TIME_ZONE"]),
    )


def room_and_record(session: Session, actor: Actor, thing: Meeting, now: datetime) -> Iterable[Panel]:
    """On a meeting's page: its room from the call to the close, its record and decisions after."""
    if thing.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return
    context = {
        "code": thing.code,
        "live": thing.state in LIVE,
        "minutes": queries.of_meeting(session, thing.id) if thing.state not in LIVE else None,
        "decisions": [each for each in decisions.of_meeting(session, thing.id) if each.number]
        if thing.opened_at
        else [],
    }
    yield Panel("minutes/_panel.html", context, order=10)


def waiting_for_approval(session: Session, on: date) -> Iterable[Waiting]:
    """Circulated minutes belong on the next agenda; where silence approves, only those objected to."""
    circulated = queries.in_state(session, MinutesState.CIRCULATED)
    scheduled = meetings.scheduled_about(session, [one.ref for one in circulated]) if circulated else {}
    for one in circulated:
        if one.ref in scheduled or queries.approving_motion(session, one) is not None:
            continue
        rule, objections = service.rule_of(session, one), queries.objections(session, one)
        if rules.deems(rule) and not objections:
            continue
        law = article(rule.article, service.law_number(session, one))
        yield Waiting(
            one.ref,
            Say("minutes.title", code=one.code),
            Say("minutes.waits_objected", count=objections, law=law)
            if objections
            else Say("minutes.waits_for_approval_by", law=law),
            url=url_for("minutes.minutes", code=one.code),
            since=meetings.day_of(session, one.circulated_at or one.opened_at),
            minutes=5,
            tone="warn" if objections else "neutral",
        )


def steps_to_take(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """Circulate and seal for the secretariat, read and answer for members."""
    secretariat = actor.has("chair", "secretary")
    if not secretariat and not actor.has("member", "alternate"):
        return
    heard = queries.commented(session, actor.person_id)
    for one in queries.unapproved(session):
        title, address = Say("minutes.title", code=one.code), url_for("minutes.minutes", code=one.code)
        if secretariat:
            step = _step(session, one, on)
            if step is not None:
                reason, due = step
                yield Waiting(one.ref, title, reason, address, due=due, tone="bad" if due < on else "neutral")
                continue
        if one.respond_by is not None and on <= one.respond_by and one.id not in heard:
            yield Waiting(one.ref, title, Say("minutes.waits_for_comment"), address, due=one.respond_by)


def _step(session: Session, one: Minutes, on: date) -> tuple[Say, date] | None:
    """What the secretariat has to do about a record, and by when."""
    rule = service.rule_of(session, one)
    if one.state == MinutesState.DRAFT:
        version, last = service.circulate_by(session, one)
        key = "minutes.waits_to_circulate" if on <= last else "minutes.overdue_to_circulate"
        law = article(rule.article, version)
        return Say(key, law=law, days=days(rule.circulate_days, rule.day_kind)), last
    if queries.approving_motion(session, one) is not None:
        return Say("minutes.waits_to_seal"), on
    if not rules.deems(rule) or one.respond_by is None or on <= one.respond_by:
        return None
    if queries.objections(session, one):
        return None
    return Say("minutes.waits_deemed", law=article(rule.article, service.law_number(session, one))), on


def _asks_about(meeting: Meeting) -> tuple[Ask, ...]:
    return queries.meeting_ask(meeting.id), decisions.meeting_ask(meeting.id)


def _asks() -> tuple[Ask, ...]:
    return (
        queries.unapproved_ask(), queries.approving_ask(), queries.objections_ask(), meetings.scheduled_ask(),
        meetings.work_years_ask(), charter.adopted_ask(),
    )  # fmt: skip
