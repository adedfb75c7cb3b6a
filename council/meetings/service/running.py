"""A meeting in session: opening, adjourning, resuming, closing, or finding that too few came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import move, record
from council.charter.kinds import Presides
from council.charter.wording import article
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.core.saying import Say
from council.meetings import queries, rules
from council.meetings.events import MeetingClosed, MeetingClosing, MeetingInquorate, MeetingOpened
from council.meetings.life import LIFE, RUNNING, ItemState, MeetingState
from council.meetings.models import AgendaItem, Meeting, PresiderElection, Span
from council.meetings.presence import Presence
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
    session: Session,
    actor: Actor,
    meeting: Meeting,
    person_id: int,
    *,
    yes: int,
    no: int = 0,
    abstain: int = 0,
    working: Sequence[Say],
    now: datetime,
) -> PresiderElection:
    """Those present elected who presides: over the item under discussion, without one over the meeting.

    The count was judged by the charter's rule on procedure (`working`): decisions do that and call this.
    """
    there, item = check_election(session, actor, meeting, person_id, now=now)
    chosen = PresiderElection(
        meeting_id=meeting.id, item_id=item.id if item else None, person_id=person_id, yes=yes, no=no,
        abstain=abstain, working=[one.to_json() for one in working], at=now,
    )  # fmt: skip
    session.add(chosen)
    if item is None or meeting.presider_id is None:
        meeting.presider_id = person_id
    record(
        session, actor, "meetings.elect_presider", meeting, now=now,
        person=person_id, item=chosen.item_id, yes=yes, no=no, abstain=abstain, charter=there.law.version,
    )  # fmt: skip
    session.flush()
    return chosen


def check_election(
    session: Session, actor: Actor, meeting: Meeting, person_id: int, *, now: datetime
) -> tuple[Presence, AgendaItem | None]:
    """Refused while the charter's order says who presides, or when it knows no election, or of this person."""
    check(actor, "meetings:meeting:run", meeting)
    if meeting.state not in RUNNING:
        raise Refused("meetings.not_in_session")
    there, item = queries.presence(session, meeting, now), queries.current_item(session, meeting)
    key = item.id if item else None
    head, rule = there.presider(now, key), there.law.rules.presiding
    if head.person is not None:
        raise Refused("meetings.somebody_presides", why=head.say)
    if Presides.ELECTED not in rule.order:
        raise Refused("meetings.nobody_presides", law=article(rule.article, there.law.version))
    places = there.electorate(now, key).places
    if not any(place.holder == person_id and place.holder_here and not place.recused for place in places):
        law = article(rule.article, there.law.version)
        raise Refused("meetings.presider_must_be_here", field="person", law=law)
    return there, item


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
