"""Planning a meeting, calling it in time, or cancelling it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import changes, expect, move, record
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.meetings import notice, queries, rules
from council.meetings.events import MeetingCalled, MeetingCancelled
from council.meetings.life import LIFE
from council.meetings.models import Meeting
from council.meetings.service.docket import put_back


def plan(
    session: Session,
    actor: Actor,
    *,
    starts_at: datetime,
    ends_at: datetime | None = None,
    place: str = "",
    link: str = "",
    kind: str = "regular",
    lang: str = "en",
    now: datetime,
) -> Meeting:
    """Put a meeting in the calendar; its agenda is built until it is called."""
    check(actor, "meetings:meeting:plan")
    rules.check_meeting(starts_at=starts_at, ends_at=ends_at, place=place, link=link, kind=kind, lang=lang)
    meeting = Meeting(
        code=queries.next_code(session, starts_at),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        link=link,
        kind=kind,
        lang=lang,
    )
    session.add(meeting)
    session.flush()
    record(session, actor, "meetings.plan", meeting, now=now, code=meeting.code, starts_at=starts_at)
    return meeting


def edit(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    *,
    starts_at: datetime,
    ends_at: datetime | None = None,
    place: str = "",
    link: str = "",
    kind: str = "regular",
    lang: str = "en",
    expected: int | None = None,
    now: datetime,
) -> Meeting:
    """Change date or place before it is called."""
    check(actor, "meetings:meeting:plan", meeting)
    expect(meeting, expected)
    rules.check_changeable(meeting.state)
    rules.check_meeting(starts_at=starts_at, ends_at=ends_at, place=place, link=link, kind=kind, lang=lang)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.place, meeting.link, meeting.kind, meeting.lang = place, link, kind, lang
    changed = changes(meeting)
    if changed:
        record(session, actor, "meetings.edit", meeting, now=now, **changed)
    session.flush()
    return meeting


def call(
    session: Session, actor: Actor, meeting: Meeting, *, expected: int | None = None, now: datetime
) -> Meeting:
    """Send the notice: agenda frozen, charter pinned. Refused when it is too late, naming the latest day."""
    check(actor, "meetings:meeting:call", meeting)
    LIFE.after(meeting.state, "call")
    judged = check_call(session, meeting, now=now)
    version = charter.in_force(session, queries.day_of(session, now))
    if version is None:
        raise Refused("meetings.no_charter")
    move(
        session, actor, meeting, LIFE, "call", now=now, expected=expected,
        detail={"charter": version.number, "notice": judged.say.to_json()},
        called_at=now, charter_version_id=version.id, notice=judged.say.to_json(),
    )  # fmt: skip
    announce(MeetingCalled(session, actor, now, meeting))
    return meeting


def check_call(session: Session, meeting: Meeting, *, now: datetime) -> notice.NoticeResult:
    """Refused when the meeting cannot be called now: nothing to discuss, no charter, or too late."""
    if not queries.agenda(session, meeting):
        raise Refused("meetings.empty_agenda")
    law = queries.law_of(session, meeting, now)
    return notice.check(
        law.rules.notice,
        called_on=queries.day_of(session, now),
        meets_on=queries.day_of(session, meeting.starts_at),
        calendar=queries.calendar(session),
        version=law.version,
    )


def cancel(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    *,
    reason: str,
    expected: int | None = None,
    now: datetime,
) -> Meeting:
    """It will not take place; its items go back to the docket."""
    check(actor, "meetings:meeting:call", meeting)
    why = rules.check_reason(reason)
    move(
        session, actor, meeting, LIFE, "cancel", now=now, expected=expected,
        detail={"reason": why}, end_reason=why,
    )  # fmt: skip
    put_back(session, actor, meeting, rules.back("cancelled", meeting.code, reason=why), now=now)
    announce(MeetingCancelled(session, actor, now, meeting))
    return meeting
