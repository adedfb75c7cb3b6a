"""Members require an extraordinary meeting: one begins, others join, and the charter's number binds the officers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect, move, record
from council.charter import queries as charter
from council.charter.models import CharterVersion
from council.charter.pinning import Law
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.db.thread import link
from council.meetings import demands, queries, requiring
from council.meetings.events import RequisitionReached
from council.meetings.life import COMING, REQUISITION, MeetingKind, RequisitionState
from council.meetings.models import Meeting
from council.meetings.requisitions import Requisition, Supporter

SUPPORT = "meetings:requisition:support"


def require(
    session: Session, actor: Actor, *, title: str, reason: str, lang: str = "en", now: datetime
) -> Requisition:
    """Begin a demand; whoever begins it is its first supporter."""
    check(actor, SUPPORT)
    wording, why = requiring.check_words(title=title, reason=reason, lang=lang)
    version, law = _law(session, queries.day_of(session, now))
    seat = _seat(session, law, actor, now)
    one = Requisition(
        title=wording, reason=why, lang=lang, opened_at=now, opened_by_id=actor.person_id or 0, supporters=[]
    )
    one.supporters.append(Supporter(person_id=actor.person_id or 0, seat_id=seat, joined_at=now))
    session.add(one)
    session.flush()
    record(session, actor, "meetings.require", one, now=now, title=wording)
    _count(session, actor, one, version, law, now)
    return one


def support(
    session: Session, actor: Actor, one: Requisition, *, expected: int | None = None, now: datetime
) -> Requisition:
    """Join a demand. With the charter's number it is reached: from then on nobody joins or leaves."""
    check(actor, SUPPORT)
    _lock(session, one, expected)
    version, law = _law(session, queries.day_of(session, now))
    seat = _seat(session, law, actor, now)
    if actor.person_id in one.people:
        raise Refused("meetings.requisition_counts_once", law=demands.article_of(law))
    one.supporters.append(Supporter(person_id=actor.person_id or 0, seat_id=seat, joined_at=now))
    session.flush()
    record(session, actor, "meetings.support", one, now=now, seat=seat)
    _count(session, actor, one, version, law, now)
    return one


def withdraw_support(
    session: Session, actor: Actor, one: Requisition, *, expected: int | None = None, now: datetime
) -> Requisition:
    """Leave a demand before its number is reached; without supporters it is given up."""
    check(actor, SUPPORT)
    _lock(session, one, expected)
    mine = next(
        (each for each in one.supporters if each.person_id == actor.person_id and each.withdrawn_at is None),
        None,
    )
    if mine is None:
        raise Refused("meetings.requisition_not_supported")
    mine.withdrawn_at = max(now, mine.joined_at)
    record(session, actor, "meetings.withdraw_support", one, now=now)
    session.flush()
    if not one.people:
        move(session, actor, one, REQUISITION, "give_up", now=now)
    return one


def answer(
    session: Session,
    actor: Actor,
    one: Requisition,
    meeting: Meeting,
    *,
    expected: int | None = None,
    now: datetime,
) -> Requisition:
    """The extraordinary meeting at which a demand that reached its number is held."""
    check(actor, "meetings:meeting:plan", meeting)
    if meeting.kind != MeetingKind.EXTRAORDINARY or meeting.state not in COMING:
        raise Refused(
            "meetings.requisition_needs_extraordinary", field="meeting", law=_reached_under(session, one)
        )
    move(
        session, actor, one, REQUISITION, "answer", now=now, expected=expected,
        detail={"meeting": meeting.code}, meeting_id=meeting.id,
    )  # fmt: skip
    link(session, one.ref, meeting.ref, "raised", now=now)
    return one


def reopen(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> None:
    """The meeting that answered a demand does not take place: it must still be held. Wiring calls this."""
    for one in demands.answered_by(session, meeting.id):
        move(
            session,
            actor,
            one,
            REQUISITION,
            "reopen",
            now=now,
            detail={"meeting": meeting.code},
            meeting_id=None,
        )


def _lock(session: Session, one: Requisition, expected: int | None) -> None:
    """Two who join at once wait for each other, so that the second is counted with the first."""
    session.flush()
    session.refresh(one, with_for_update=True)
    expect(one, expected)
    if one.state != RequisitionState.OPEN:
        raise Refused("meetings.requisition_closed")


def _count(
    session: Session, actor: Actor, one: Requisition, version: CharterVersion, law: Law, now: datetime
) -> None:
    rule = law.rules.requisition
    count = requiring.counted(one.people, demands.voting_holders(session, queries.day_of(session, now)))
    if not requiring.enough(rule, count):
        return
    move(
        session, actor, one, REQUISITION, "reach", now=now,
        detail={"supporters": count, "needed": rule.members, "charter": version.number},
        reached_at=now, charter_version_id=version.id,
    )  # fmt: skip
    announce(RequisitionReached(session, actor, now, one))


def _seat(session: Session, law: Law, actor: Actor, now: datetime) -> int:
    held = demands.voting_holders(session, queries.day_of(session, now))
    seat = held.get(actor.person_id) if actor.person_id is not None else None
    return requiring.check_member(law.rules.requisition, seat, version=law.version)


def _law(session: Session, on: date) -> tuple[CharterVersion, Law]:
    version = charter.in_force(session, on)
    if version is None:
        raise Refused("meetings.no_charter")
    return version, charter.law_of(version)


def _reached_under(session: Session, one: Requisition) -> object:
    version = charter.version_by_id(session, one.charter_version_id) if one.charter_version_id else None
    return demands.article_of(charter.law_of(version) if version else None)
