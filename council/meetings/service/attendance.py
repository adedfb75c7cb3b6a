"""Who comes, leaves, excuses or recuses themselves; each with its moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.meetings import queries, rules
from council.meetings.events import InterestChanged
from council.meetings.life import COMING, LIVE, RUNNING, Capacity, ItemState, MeetingState
from council.meetings.models import AgendaItem, Apology, Attendance, Interest, Meeting


def arrive(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    person_id: int,
    *,
    seat_id: int | None = None,
    capacity: str | None = None,
    remote: bool = False,
    now: datetime,
) -> Attendance:
    """Somebody is in the room. Without a seat given, the one held that day, else as guest."""
    _may(actor, meeting, person_id)
    if meeting.state not in (MeetingState.CALLED, *RUNNING):
        raise Refused("meetings.nobody_meets")
    if queries.stay_of(session, meeting, person_id) is not None:
        raise Refused("meetings.already_here")
    if seat_id is None and capacity != Capacity.GUEST:
        place = queries.presence(session, meeting, now).place_of(person_id)
        seat_id, capacity = place if place else (None, Capacity.GUEST)
    stay = Attendance(
        meeting_id=meeting.id,
        person_id=person_id,
        seat_id=seat_id,
        capacity=capacity or Capacity.MEMBER,
        remote=remote,
        arrived_at=now,
    )
    session.add(stay)
    record(
        session, actor, "meetings.arrive", meeting, now=now,
        person=person_id, seat=seat_id, capacity=stay.capacity, remote=remote,
    )  # fmt: skip
    session.flush()
    return stay


def depart(session: Session, actor: Actor, meeting: Meeting, person_id: int, *, now: datetime) -> Attendance:
    """Somebody leaves the room."""
    _may(actor, meeting, person_id)
    stay = queries.stay_of(session, meeting, person_id)
    if stay is None:
        raise Refused("meetings.not_here")
    stay.left_at = max(now, stay.arrived_at)
    record(session, actor, "meetings.depart", meeting, now=now, person=person_id)
    session.flush()
    return stay


def apologise(
    session: Session, actor: Actor, meeting: Meeting, person_id: int, *, reason: str = "", now: datetime
) -> Apology:
    """Somebody says beforehand that they cannot come; saying it again changes the reason."""
    _may(actor, meeting, person_id)
    if meeting.state not in COMING:
        raise Refused("meetings.too_late_to_excuse")
    if len(reason) > rules.REASON_MAX:
        raise Refused("core.too_long", field="reason", max=rules.REASON_MAX, length=len(reason))
    known = _apology(session, meeting, person_id)
    apology = known or Apology(meeting_id=meeting.id, person_id=person_id, at=now)
    apology.reason = reason.strip()
    session.add(apology)
    record(session, actor, "meetings.apologise", meeting, now=now, person=person_id)
    session.flush()
    return apology


def withdraw_apology(
    session: Session, actor: Actor, meeting: Meeting, person_id: int, *, now: datetime
) -> Meeting:
    """They come after all."""
    _may(actor, meeting, person_id)
    known = _apology(session, meeting, person_id)
    if known is None or meeting.state not in COMING:
        raise Refused("meetings.no_apology")
    session.delete(known)
    record(session, actor, "meetings.withdraw_apology", meeting, now=now, person=person_id)
    session.flush()
    return meeting


def declare_interest(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    person_id: int,
    *,
    reason: str,
    now: datetime,
) -> Interest:
    """A person is recused on an item from now on."""
    _may(actor, meeting, person_id)
    if meeting.state not in LIVE or item.meeting_id != meeting.id or item.state == ItemState.TREATED:
        raise Refused("meetings.item_is_over")
    why = rules.check_reason(reason)
    standing = select(Interest).where(
        Interest.item_id == item.id, Interest.person_id == person_id, Interest.withdrawn_at.is_(None)
    )
    if session.scalar(standing) is not None:
        raise Refused("meetings.already_recused")
    place = queries.presence(session, meeting, now).place_of(person_id)
    interest = Interest(
        meeting_id=meeting.id,
        item_id=item.id,
        person_id=person_id,
        seat_id=place[0] if place else None,
        reason=why,
        declared_at=now,
    )
    session.add(interest)
    session.flush()
    record(session, actor, "meetings.declare_interest", meeting, now=now, item=item.id, person=person_id)
    announce(InterestChanged(session, actor, now, item, interest))
    return interest


def withdraw_interest(session: Session, actor: Actor, interest: Interest, *, now: datetime) -> Interest:
    """The conflict no longer stands; that it was declared stays in the record."""
    item = queries.get_item(session, interest.item_id)
    _may(actor, item.meeting, interest.person_id)
    if interest.withdrawn_at is not None or item.state == ItemState.TREATED:
        raise Refused("meetings.item_is_over")
    interest.withdrawn_at = now
    record(
        session, actor, "meetings.withdraw_interest", item.meeting, now=now,
        item=item.id, person=interest.person_id,
    )  # fmt: skip
    session.flush()
    announce(InterestChanged(session, actor, now, item, interest))
    return interest


def _may(actor: Actor, meeting: Meeting, person_id: int) -> None:
    """Everybody for themselves; the chair and the secretary for all."""
    own = actor.person_id is not None and actor.person_id == person_id
    if not own or not actor.has("member", "alternate"):
        check(actor, "meetings:attendance:record", meeting)
        return
    check(actor, "meetings:attendance:own", meeting)


def _apology(session: Session, meeting: Meeting, person_id: int) -> Apology | None:
    return session.scalar(
        select(Apology).where(Apology.meeting_id == meeting.id, Apology.person_id == person_id)
    )
