"""Opening a vote: rule and electorate are pinned, and without a quorum nothing opens."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import move, record
from council.charter.codec import encode_pin
from council.charter.kinds import DecisionClass, Method
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.decisions import queries, rules
from council.decisions.events import MotionOpened
from council.decisions.kinds import MOTION
from council.decisions.models import Motion
from council.decisions.service.balloting import still_open
from council.meetings import queries as meetings
from council.meetings.life import ItemState, MeetingState
from council.meetings.models import AgendaItem


def put(
    session: Session,
    actor: Actor,
    item: AgendaItem,
    *,
    text: str,
    lang: str,
    decision_class: str = DecisionClass.ORDINARY,
    method: str = Method.ROLL_CALL,
    mover_seat_id: int | None = None,
    seconder_seat_id: int | None = None,
    now: datetime,
) -> Motion:
    """Open the vote on a text. Rule and electorate are pinned now; without a quorum nothing opens."""
    check(actor, "decisions:motion:put", item.meeting)
    wording = rules.check_motion(text=text, lang=lang, decision_class=decision_class, method=method)
    rules.check_class_of(item.subject_ref, DecisionClass(decision_class))
    meeting = item.meeting
    if meeting.state != MeetingState.IN_SESSION or item.state != ItemState.CURRENT:
        raise Refused("decisions.item_not_current")
    if queries.open_in(session, meeting.id) is not None:
        raise Refused("decisions.another_vote_runs")
    there = meetings.presence(session, meeting, now)
    who = there.electorate(now, item.id)
    pinned = there.law.pin(DecisionClass(decision_class))
    found = rules.check_open(pinned, who, Method(method))
    rules.check_seats(who, mover_seat_id, seconder_seat_id)
    motion = Motion(
        meeting_id=meeting.id, item_id=item.id, subject_ref=item.subject_ref, text=wording, lang=lang,
        decision_class=decision_class, method=method, mover_seat_id=mover_seat_id,
        seconder_seat_id=seconder_seat_id, charter_version_id=meeting.charter_version_id,
        rule=encode_pin(pinned), opening=found.say.to_json(), opened_at=now, opened_by_id=actor.person_id,
        electorate={
            "seats": [asdict(each) for each in there.seats],
            "places": who.to_json(),
            "vice_chair": there.vice_chair,
        },
    )  # fmt: skip
    session.add(motion)
    session.flush()
    record(
        session, actor, "decisions.put", motion, now=now, meeting=meeting.code, item=item.id,
        decision_class=decision_class, method=method, charter=pinned.version,
    )  # fmt: skip
    announce(MotionOpened(session, actor, now, motion))
    return motion


def put_to_vote(
    session: Session, actor: Actor, motion: Motion, *, method: str = Method.ROLL_CALL, now: datetime
) -> Motion:
    """There is no consent: the same text is voted on instead. The first motion stays in the record."""
    check(actor, "decisions:motion:put", motion)
    still_open(motion)
    if motion.item is None:
        raise Refused("decisions.not_in_a_meeting")
    move(
        session, actor, motion, MOTION, "withdraw", now=now, detail={"instead": method}, closed_at=now,
    )  # fmt: skip
    return put(
        session, actor, motion.item, text=motion.text, lang=motion.lang, decision_class=motion.decision_class,
        method=method, mover_seat_id=motion.mover_seat_id, seconder_seat_id=motion.seconder_seat_id, now=now,
    )  # fmt: skip
