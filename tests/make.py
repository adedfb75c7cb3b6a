"""Builders for tests: each makes one thing in a given state, through the services, as its people would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from council.core.clock import local_date
from council.decisions import service as decisions
from council.decisions.models import Motion
from council.meetings import service as meetings
from council.meetings.models import AgendaItem, Meeting
from council.metrics import service as metrics
from council.metrics.importing.layout import propose
from council.metrics.kinds import Stage
from council.metrics.models import Batch, Metric
from council.metrics.periods import Frequency, Period
from council.metrics.rules import Entry
from council.proposals import service as proposals
from council.proposals.models import Proposal
from council.proposals.rules import ProposalContent
from council.seats import service as seats
from council.seats.models import Seat, Term
from council.sheets.staged import Source
from council.sheets.writing import csv_bytes
from tests.conftest import NOW
from tests.people import ZONE, Cast

CONTENT: dict[str, Any] = {
    "title": "Answer e-mail within a day",
    "problem": "Three in ten e-mails wait longer than a day.",
    "request": "The council adopts a standard of 24 hours for e-mail.",
    "benefit": "Fewer repeated contacts.",
}


def a_proposal(
    session: Session,
    cast: Cast,
    *,
    state: str = "submitted",
    by: str = "sales",
    now: datetime = NOW,
    **content: Any,
) -> Proposal:
    """A proposal as its author and the secretariat bring it to draft, submitted or docketed."""
    author, secretary = cast.actor(by), cast.actor("secretary")
    made = proposals.draft(session, author, ProposalContent(**{**CONTENT, **content}), now=now)
    if state != "draft":
        proposals.submit(session, author, made, now=now)
    if state == "docketed":
        proposals.docket(session, secretary, made, now=now)
    if state == "returned":
        proposals.return_to_author(session, secretary, made, reason="Say what it costs.", now=now)
    session.commit()
    return made


def a_meeting(
    session: Session,
    cast: Cast,
    *,
    state: str = "planned",
    items: int = 1,
    about: tuple[Proposal, ...] = (),
    present: tuple[str, ...] = ("chair", "sales", "marketing", "operations", "service"),
    starts_in: float = 14,
    now: datetime = NOW,
) -> Meeting:
    """A meeting in two weeks; `called` in time, `in_session` at its hour with these people in the room, or `closed`."""
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    starts = now + timedelta(days=starts_in)
    made = meetings.plan(
        session, secretary, starts_at=starts, ends_at=starts + timedelta(hours=2), place="Room 4", now=now
    )
    for number in range(items - len(about)):
        meetings.add_item(
            session, secretary, made, title=f"Item {number + 1}", lang="en", minutes=20, now=now
        )
    for one in about:
        meetings.add_item(
            session, secretary, made, title=one.title, lang=one.lang, subject_ref=one.ref, now=now
        )
    if state != "planned":
        meetings.call(session, chair, made, now=now)
    if state in ("in_session", "closed"):
        for part in present:
            meetings.arrive(session, secretary, made, cast[part].id, now=starts - timedelta(minutes=5))
        meetings.open_meeting(session, chair, made, now=starts)
    if state == "closed":
        meetings.close(session, chair, made, now=starts + timedelta(hours=1))
    session.commit()
    return made


def a_running_item(
    session: Session,
    cast: Cast,
    *,
    present: tuple[str, ...],
    about: Proposal | None = None,
    now: datetime = NOW,
) -> AgendaItem:
    """The item under discussion of a meeting that has just begun, with these people in the room."""
    about_it = (about,) if about is not None else ()
    called = now - timedelta(days=14)
    meeting = a_meeting(session, cast, state="in_session", about=about_it, present=present, now=called)
    item = meetings.start_item(session, cast.actor("chair"), meeting.items[0], now=now)
    session.commit()
    return item


def a_seat(session: Session, cast: Cast, *, now: datetime = NOW, **row: Any) -> Seat:
    """A further representative's seat with a vote, vacant, from today on, unless told otherwise."""
    given: dict[str, Any] = {"name_en": "Finance representative", "name_zh": "财务代表", "order": 20}
    if "name_en" in row:
        given["name_zh"] = f"{row['name_en']}席位"
    created = row.pop("created_on", local_date(now, ZONE))
    made = seats.create_seat(session, cast.actor("chair"), created_on=created, now=now, **{**given, **row})
    session.commit()
    return made


def a_term(
    session: Session, cast: Cast, seat: Seat, part: str = "outsider", *, now: datetime = NOW, **more: Any
) -> Term:
    """Somebody of the cast takes a seat today, as member for as long as the charter says unless told otherwise."""
    starts = more.pop("starts_on", local_date(now, ZONE))
    made = seats.record_term(
        session, cast.actor("secretary"), seat, cast[part], starts_on=starts, now=now, **more
    )
    session.commit()
    return made


def a_decision(
    session: Session, cast: Cast, *, decision_class: str = "appointment", now: datetime = NOW
) -> Motion:
    """A motion carried by everybody in the room, in the register since."""
    parts = ("chair", "sales", "marketing", "operations", "service")
    item = a_running_item(session, cast, present=parts, now=now)
    motion = decisions.put(
        session,
        cast.actor("chair"),
        item,
        text="That it be so.",
        lang="en",
        decision_class=decision_class,
        now=now,
    )
    for part in parts:
        decisions.cast(session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice="yes", now=now)
    decisions.close(session, cast.actor("chair"), motion, now=now + timedelta(minutes=5))
    session.commit()
    return motion


def a_metric(
    session: Session, cast: Cast, *, target: float | None = None, now: datetime = NOW, **content: Any
) -> Metric:
    """First-call resolution, a monthly proportion owned by customer service, unless told otherwise."""
    given: dict[str, Any] = {
        "code": "fcr", "name_en": "First-call resolution", "name_zh": "首次呼叫解决率", "kind": "proportion",
        "direction": "up", "frequency": "monthly", "unit_en": "%", "unit_zh": "%", "scale": 100.0,
        "lower_bound": 0.0, "upper_bound": 100.0, "category": "quality", "owner_seat_id": cast.seat("service").id,
    }  # fmt: skip
    metric = metrics.create_metric(session, cast.actor("analyst"), now=now, **{**given, **content})
    if target is not None:
        since = date(2025, 1, 1)
        metrics.set_target(
            session, cast.actor("analyst"), metric, kind="absolute", value=target, since=since, now=now
        )
    return metric


def a_batch(session: Session, cast: Cast, rows: Sequence[Sequence[str]], *, now: datetime = NOW) -> Batch:
    """A file of values, its columns known by their names, taken over by the analyst."""
    actor, data = cast.actor("analyst"), csv_bytes(rows[0], rows[1:])
    found = metrics.receive(session, actor, Source.of("values.csv", data), data, now=now)
    metrics.choose(session, actor, found, propose(rows[0], {}, {}), "", now=now)
    while found.stage is Stage.CHECKING:
        metrics.read_on(session, actor, found, now=now)
    return metrics.take_over(session, actor, found, reason="Counted again", now=now)


def values(
    session: Session,
    cast: Cast,
    metric: Metric,
    found: Sequence[float | None],
    *,
    until: date,
    now: datetime = NOW,
) -> None:
    """Values of consecutive periods, the last one beginning on `until`; None leaves a gap."""
    last = Period(until, Frequency(metric.frequency))
    first = last.plus(1 - len(found))
    rows = [(metric, Entry(first.plus(k).start, value=v)) for k, v in enumerate(found) if v is not None]
    metrics.record_many(session, cast.actor("analyst"), rows, source="test", now=now)
