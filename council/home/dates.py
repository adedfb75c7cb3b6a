"""The council's next dates: meetings and what they ask for before, what ends, what is due, each for those who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from council.access.can import can
from council.charter import queries as charter
from council.charter.wording import article
from council.core.actor import Actor
from council.core.saying import Say
from council.db.asking import Ask, ahead, answer
from council.home import council_queries as queries
from council.meetings import queries as meetings
from council.meetings import rhythm
from council.meetings.life import MeetingState
from council.minutes import queries as minutes
from council.minutes import service as recording
from council.minutes.states import MinutesState
from council.policies import queries as policies
from council.seats import queries as seats

HORIZON = timedelta(days=120)
SHOWN = 14


@dataclass(frozen=True)
class Coming:
    """Something with a day; `tone` is bad when the day is over."""

    on: date
    say: Say
    url: str = ""
    icon: str = "calendar-event"
    tone: str = "neutral"


@dataclass(frozen=True)
class Desk:
    """Who asks, and when."""

    session: Session
    actor: Actor
    today: date
    now: datetime

    @property
    def until(self) -> date:
        """The last day that is shown."""
        return self.today + HORIZON


def asks(desk: Desk) -> list[Ask]:
    """What the dates will ask, so that it is asked together."""
    span = {"after": desk.today, "until": desk.until}
    found = [
        seats.terms_ending_ask(**span),
        queries.appointments_ending_ask(**span),
        meetings.next_ask(desk.now),
        meetings.planned_ask(),
        meetings.work_years_ask(),
        *rhythm.asks(),
        *queries.asks(),
    ]
    if can(desk.actor, "minutes:minutes:read"):
        found.append(minutes.unapproved_ask())
    if can(desk.actor, "policies:policy:read"):
        found += policies.every_asks()
    return found


def coming(session: Session, actor: Actor, *, today: date, now: datetime) -> list[Coming]:
    """The next dates in their order, overdue ones first."""
    desk = Desk(session, actor, today, now)
    ahead(session, asks(desk))
    sources: tuple[tuple[str, Callable[[Desk], Iterator[Coming]]], ...] = (
        ("meetings:meeting:read", _meetings),
        ("minutes:minutes:read", _minutes),
        ("seats:seat:read", _seats),
        ("policies:policy:read", _policies),
        ("charter:version:read", _charter),
    )
    found = [one for may, source in sources if can(actor, may) for one in source(desk)]
    return sorted(found, key=lambda one: one.on)[:SHOWN]


def _meetings(desk: Desk) -> Iterator[Coming]:
    session, today = desk.session, desk.today
    law = charter.law_on(session, today)
    planned = {one.id: one for one in meetings.planned(session, desk.now)}
    first = meetings.next_meeting(session, desk.now)
    known = {**({first.id: first} if first else {}), **planned}
    for one in known.values():
        on, address = meetings.day_of(session, one.starts_at), url_for("meetings.meeting", code=one.code)
        if on > desk.until:
            continue
        running = one.state in (MeetingState.IN_SESSION, MeetingState.ADJOURNED)
        key = "home.date.running" if running else f"home.date.{one.kind}"
        yield Coming(on, Say(key, code=one.code), address, "calendar-event", "good" if running else "info")
        if one.state == MeetingState.PLANNED and law is not None:
            notice = meetings.notice_of(session, one, desk.now, law=law)
            late = (
                "bad" if notice.call_by < today else "warn" if notice.call_by <= today + timedelta(7) else ""
            )
            yield Coming(
                notice.call_by, Say("home.date.call_by", code=one.code), address, "send", late or "neutral"
            )
            yield Coming(notice.papers_by, Say("home.date.papers_by", code=one.code), address, "file-text")
    kept = rhythm.rhythm(session, today)
    if kept is not None and not kept.provided:
        tone = "bad" if kept.overdue(today) else "warn"
        where = url_for("meetings.plan") if can(desk.actor, "meetings:meeting:plan") else ""
        yield Coming(kept.due.by, Say("home.date.regular_due", law=kept.due.law), where, "clock", tone)


def _minutes(desk: Desk) -> Iterator[Coming]:
    for one in minutes.unapproved(desk.session):
        address = url_for("minutes.minutes", code=one.code)
        if one.state == MinutesState.DRAFT:
            _version, last = recording.circulate_by(desk.session, one)
            tone = "bad" if last < desk.today else "neutral"
            yield Coming(last, Say("home.date.circulate", code=one.code), address, "file-text", tone)
        elif one.respond_by is not None and one.respond_by >= desk.today:
            yield Coming(one.respond_by, Say("home.date.respond", code=one.code), address, "messages")
        else:
            following = meetings.next_meeting(desk.session, desk.now)
            on = meetings.day_of(desk.session, following.starts_at) if following else desk.today
            yield Coming(on, Say("home.date.approve", code=one.code), address, "circle-check")


def _seats(desk: Desk) -> Iterator[Coming]:
    span = {"after": desk.today, "until": desk.until}
    names = {each.id: each.name for each in seats.seats_on(desk.session, desk.today)}
    for term in seats.terms_ending(desk.session, **span):
        if term.last_day is not None:
            said = Say(
                "home.date.term", person=term.person.name, seat=names.get(term.seat_id, term.seat.name)
            )
            address = url_for("seats.seat", seat_id=term.seat_id)
            near = "warn" if term.last_day <= desk.today + timedelta(days=30) else "neutral"
            yield Coming(term.last_day, said, address, "user", near)
    for one in answer(desk.session, queries.appointments_ending_ask(**span)):
        if one.seat_id in names and one.ends_on is not None:
            said = Say(f"home.date.{one.kind}", seat=names[one.seat_id])
            yield Coming(one.ends_on, said, url_for("seats.seat", seat_id=one.seat_id), "id-badge")


def _policies(desk: Desk) -> Iterator[Coming]:
    for shelf in policies.listing(desk.session, desk.today):
        current = shelf.in_force
        due = current.next_review_on if current else None
        if due is not None and due <= desk.until and shelf.open is None:
            address = url_for("policies.policy", slug=shelf.policy.slug)
            tone = "bad" if due < desk.today else "neutral"
            yield Coming(due, Say("home.date.review", policy=shelf.policy.name), address, "file-text", tone)


def _charter(desk: Desk) -> Iterator[Coming]:
    for each in answer(desk.session, charter.adopted_ask()):
        if desk.today < each.in_force_from <= desk.until:
            address = url_for("charter.version", number=each.number)
            yield Coming(
                each.in_force_from, Say("home.date.charter", law=article("", each.number)), address, "scale"
            )
