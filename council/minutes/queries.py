"""Minutes by meeting, their comments and papers, and what waits to be written, answered or sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from council.core.errors import NotFound
from council.decisions import queries as decisions
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.meetings.models import Meeting
from council.minutes.models import Minutes, MinutesComment, MinutesPaper
from council.minutes.states import CommentKind, MinutesState
from council.web.registries import link_columns


def find(session: Session, code: str) -> Minutes | None:
    """The minutes of the meeting with this code."""
    return session.scalar(select(Minutes).join(Minutes.meeting).where(Meeting.code == code))


def get(session: Session, code: str) -> Minutes:
    """The minutes of the meeting with this code; NotFound when there are none."""
    found = find(session, code)
    if found is None:
        raise NotFound(code)
    return found


def of_meeting(session: Session, meeting_id: int) -> Minutes | None:
    """The minutes of a meeting."""
    return session.scalar(select(Minutes).where(Minutes.meeting_id == meeting_id))


def in_state(session: Session, *states: str) -> list[Minutes]:
    """Minutes that stand so, the oldest meeting first."""
    query = select(Minutes).join(Minutes.meeting).where(Minutes.state.in_(states))
    return list(session.scalars(query.order_by(Meeting.starts_at)))


def unapproved(session: Session) -> list[Minutes]:
    """Minutes that wait to be written, answered or sealed, the oldest first."""
    return in_state(session, MinutesState.DRAFT, MinutesState.CIRCULATED)


def comments(session: Session, minutes: Minutes) -> list[MinutesComment]:
    """What was said about a record, in order."""
    query = select(MinutesComment).where(MinutesComment.minutes_id == minutes.id)
    return list(session.scalars(query.order_by(MinutesComment.id)))


def open_objections(session: Session, minutes: Minutes) -> int:
    """Objections to the record as it is circulated now."""
    return sum(
        each.kind == CommentKind.OBJECTION and each.settled_at is None for each in comments(session, minutes)
    )


def commented(session: Session, person_id: int, minutes_ids: Iterable[int]) -> set[int]:
    """The minutes of these that the person has said something about since they were circulated."""
    query = select(MinutesComment.minutes_id).where(
        MinutesComment.person_id == person_id,
        MinutesComment.minutes_id.in_(set(minutes_ids)),
        MinutesComment.settled_at.is_(None),
    )
    return set(session.scalars(query))


def approving_motion(session: Session, minutes: Minutes) -> Motion | None:
    """The carried motion that approves the record as it was circulated."""
    for motion in decisions.about(session, minutes.ref):
        later = minutes.circulated_at is not None and motion.opened_at >= minutes.circulated_at
        if motion.state == MotionState.CARRIED and later:
            return motion
    return None


def papers(session: Session, minutes: Minutes) -> dict[str, MinutesPaper]:
    """The sealed papers by language, without their bytes."""
    query = select(MinutesPaper).where(MinutesPaper.minutes_id == minutes.id)
    return {each.lang: each for each in session.scalars(query)}


def get_paper(session: Session, minutes: Minutes, lang: str) -> MinutesPaper | None:
    """One sealed paper with its bytes."""
    query = select(MinutesPaper).where(MinutesPaper.minutes_id == minutes.id, MinutesPaper.lang == lang)
    return session.scalar(query.options(undefer(MinutesPaper.content)))


def link_rows() -> Select[Any]:
    """Minutes for links."""
    known = link_columns(Minutes.id, code=Meeting.code, state=Minutes.state, at=Meeting.starts_at)
    return select(*known).select_from(Minutes).join(Meeting, Meeting.id == Minutes.meeting_id)
