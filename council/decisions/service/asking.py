"""Asking the members without a meeting: a written resolution, or lazy consensus, from its opening."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.charter import queries as charter
from council.charter.codec import encode_pin
from council.charter.kinds import DecisionClass, Method
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.decisions import outside, queries, rules
from council.decisions.events import MotionOpened
from council.decisions.models import Motion
from council.decisions.subjects import subject
from council.meetings import queries as meetings
from council.meetings.electorate import SeatOn
from council.seats import queries as seats

TITLE_MAX = 200


def ask(
    session: Session,
    actor: Actor,
    about: str,
    *,
    text: str,
    lang: str,
    decision_class: str,
    method: str = Method.WRITTEN,
    now: datetime,
) -> Motion:
    """Put a text to the members without a meeting. Law, electorate and end are those of this day.

    `about` names what it decides, which must wait on the docket and stand on no agenda.
    """
    check(actor, "decisions:motion:put")
    wording = rules.check_motion(
        text=text, lang=lang, decision_class=decision_class, method=method, ways=rules.OUTSIDE
    )
    if queries.asked_outside(session, about) is not None:
        raise Refused("decisions.asked_already", field="subject")
    thing = subject(session, about)
    meetings.check_free(session, about)
    if thing.fixed and thing.decision_class != decision_class:
        raise rules.wrong_class(thing.decision_class, DecisionClass(decision_class))
    where, today = meetings.zone(session), meetings.day_of(session, now)
    version = charter.in_force(session, today)
    if version is None:
        raise Refused("decisions.no_charter")
    pinned, way = charter.law_of(version).pin(DecisionClass(decision_class)), Method(method)
    sitting, vice_chair = _sitting(session, now)
    who = outside.asked_members(sitting, (), pinned)
    rules.check_open(pinned, who, way)
    period = outside.period(pinned, way, now, today, where, meetings.calendar(session))
    motion = Motion(
        subject_ref=about, title=thing.title[:TITLE_MAX], text=wording, lang=lang, decision_class=decision_class,
        method=method, charter_version_id=version.id, rule=encode_pin(pinned),
        opening=outside.asked(pinned, way, who).to_json(), opened_at=now, opened_by_id=actor.person_id,
        closes_at=period.closes_at,
        electorate={
            "seats": [asdict(each) for each in sitting], "places": who.to_json(), "vice_chair": vice_chair,
        },
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(motion)
            session.flush()
    except IntegrityError:  # somebody else asked about the same thing at the same moment
        raise Refused("decisions.asked_already", field="subject") from None
    record(
        session, actor, "decisions.open_outside", motion, now=now, subject=about, decision_class=decision_class,
        method=method, charter=pinned.version, closes_at=period.closes_at,
    )  # fmt: skip
    announce(MotionOpened(session, actor, now, motion))
    return motion


def _sitting(session: Session, now: datetime) -> tuple[list[SeatOn], int | None]:
    """The seats of the day with holders and alternates, and the vice-chair's."""
    found = seats.seats_on(session, meetings.day_of(session, now))
    sitting = [
        SeatOn(
            seat=one.id, kind=str(one.kind), voting=one.voting, holder=one.holder.id if one.holder else None,
            alternates=tuple(person.id for person in one.alternates),
        )
        for one in found
    ]  # fmt: skip
    return sitting, next((one.id for one in found if "vice_chair" in one.appointments), None)
