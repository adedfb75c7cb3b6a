"""A meeting in session: opening, adjourning, resuming, closing, or finding that too few came."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import move, record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.meetings import queries, rules
from council.meetings.events import MeetingClosed, MeetingClosing, MeetingInquorate, MeetingOpened
from council.meetings.life import LIFE, RUNNING, ItemState, MeetingState
from council.meetings.models import Meeting, Span
from council.meetings.service.docket import put_back, take_off


def open_meeting(
    session: Session, actor: Actor, meeting: Meeting, *, expected: int | None = None, now: datetime
) -> Meeting:
    """Begin. The presider follows from the charter's order; without one those present elect first."""
    check(actor, "meetings:meeting:run", meeting)
    there = queries.presence(session, meeting, now)
    head = there.presider(now)
    move(
        session, actor, meeting, LIFE, "open", now=now, expected=expected,
        detail={"presides": head.say.to_json()}, opened_at=now, presider_id=head.person,
    )  # fmt: skip
    session.add(Span(meeting_id=meeting.id, started_at=now))
    session.flush()
    announce(MeetingOpened(session, actor, now, meeting))
    return meeting


def elect_presider(
    session: Session, actor: Actor, meeting: Meeting, person_id: int, *, now: datetime
) -> Meeting:
    """Those present chose who presides while chair and vice-chair are out."""
    check(actor, "meetings:meeting:run", meeting)
    if meeting.state not in RUNNING:
        raise Refused("meetings.not_in_session")
    places = queries.presence(session, meeting).electorate(now).places
    if not any(place.holder == person_id and place.holder_here for place in places):
        raise Refused("meetings.presider_must_be_here", field="person")
    meeting.presider_id = person_id
    record(session, actor, "meetings.elect_presider", meeting, now=now, person=person_id)
    session.flush()
    return meeting


def adjourn(
    session: Session, actor: Actor, meeting: Meeting, *, expected: int | None = None, now: datetime
) -> Meeting:
    """Pause."""
    check(actor, "meetings:meeting:run", meeting)
    LIFE.after(meeting.state, "adjourn")
    announce(MeetingClosing(session, actor, now, meeting))
    move(session, actor, meeting, LIFE, "adjourn", now=now, expected=expected)
    _end_span(session, meeting, now)
    return meeting


def resume(
    session: Session, actor: Actor, meeting: Meeting, *, expected: int | None = None, now: datetime
) -> Meeting:
    """Go on after a pause."""
    check(actor, "meetings:meeting:run", meeting)
    move(session, actor, meeting, LIFE, "resume", now=now, expected=expected)
    session.add(Span(meeting_id=meeting.id, started_at=now))
    session.flush()
    return meeting


def close(
    session: Session, actor: Actor, meeting: Meeting, *, expected: int | None = None, now: datetime
) -> Meeting:
    """End. What was not reached, or not decided, waits again with that reason; everybody leaves."""
    check(actor, "meetings:meeting:run", meeting)
    LIFE.after(meeting.state, "close")
    announce(MeetingClosing(session, actor, now, meeting))
    _end_current(session, meeting, now)
    move(session, actor, meeting, LIFE, "close", now=now, expected=expected, closed_at=now)
    _end_span(session, meeting, now)
    untreated = put_back(session, actor, meeting, rules.back("untreated", meeting.code), now=now)
    for item in queries.agenda(session, meeting):
        if item.state == ItemState.TREATED:
            # Adopted and rejected proposals are no longer scheduled; for them this changes nothing.
            take_off_undecided(session, actor, meeting, item.subject_ref, now)
    _everybody_leaves(session, meeting, now)
    announce(MeetingClosed(session, actor, now, meeting, untreated))
    return meeting


def declare_inquorate(
    session: Session, actor: Actor, meeting: Meeting, *, expected: int | None = None, now: datetime
) -> Meeting:
    """Too few came: the meeting ends and its items go back. Refused while there is a quorum."""
    check(actor, "meetings:meeting:run", meeting)
    LIFE.after(meeting.state, "declare_inquorate")
    result = queries.quorum_now(session, meeting, now)
    if result.met:
        raise Refused("meetings.quorum_is_met", why=result.say)
    announce(MeetingClosing(session, actor, now, meeting))
    _end_current(session, meeting, now)
    move(
        session, actor, meeting, LIFE, "declare_inquorate", now=now, expected=expected,
        detail={"quorum": result.say.to_json()},
    )  # fmt: skip
    _end_span(session, meeting, now)
    put_back(session, actor, meeting, rules.back("inquorate", meeting.code), now=now)
    _everybody_leaves(session, meeting, now)
    announce(MeetingInquorate(session, actor, now, meeting))
    return meeting


def seal(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> Meeting:
    """The minutes are approved: agenda, attendance and interests can no longer change. Minutes call this."""
    check(actor, "meetings:meeting:run", meeting)
    if meeting.state not in (MeetingState.CLOSED, MeetingState.INQUORATE) or meeting.sealed_at is not None:
        raise Refused("core.not_in_this_state", thing="meeting", state=meeting.state, verb="seal")
    meeting.sealed_at = now
    record(session, actor, "meetings.seal", meeting, now=now)
    session.flush()
    return meeting


def take_off_undecided(
    session: Session, actor: Actor, meeting: Meeting, subject_ref: str | None, now: datetime
) -> None:
    """A proposal that was discussed and not decided waits again."""
    if subject_ref is not None and subject_ref.startswith("proposal:"):
        take_off(session, actor, meeting, subject_ref, rules.back("undecided", meeting.code), now=now)


def _end_current(session: Session, meeting: Meeting, now: datetime) -> None:
    item = queries.current_item(session, meeting)
    if item is not None:
        item.state, item.ended_at = ItemState.TREATED, now
        session.flush()


def _end_span(session: Session, meeting: Meeting, now: datetime) -> None:
    for span in queries.spans(session, meeting):
        if span.ended_at is None:
            span.ended_at = now
    session.flush()


def _everybody_leaves(session: Session, meeting: Meeting, now: datetime) -> None:
    for stay in queries.attendances(session, meeting):
        if stay.left_at is None:
            stay.left_at = max(now, stay.arrived_at)
    session.flush()
