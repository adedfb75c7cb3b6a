"""Minutes by meeting, their comments and papers, and what waits to be written, answered or sealed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, cast, literal, select
from sqlalchemy.orm import Session, undefer

from council.core.errors import NotFound
from council.db.asking import Ask, ahead, answer
from council.decisions import queries as decisions
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.meetings.models import Meeting
from council.minutes.models import Minutes, MinutesComment, MinutesPaper
from council.minutes.states import CommentKind, MinutesState
from council.web.registries import link_columns

UNAPPROVED = (MinutesState.DRAFT, MinutesState.CIRCULATED)


def find(session: Session, code: str) -> Minutes | None:
    """The minutes of the meeting with this code, its record loaded."""
    query = select(Minutes).join(Minutes.meeting).where(Meeting.code == code)
    return session.scalar(query.options(undefer(Minutes.body)))


def get(session: Session, code: str) -> Minutes:
    """The minutes of the meeting with this code; NotFound when there are none."""
    found = find(session, code)
    if found is None:
        raise NotFound(code)
    return found


def of_meeting(session: Session, meeting_id: int) -> Minutes | None:
    """The minutes of a meeting."""
    return next(iter(answer(session, meeting_ask(meeting_id))), None)


def meeting_ask(meeting_id: int) -> Ask:
    """The question for the minutes of a meeting."""
    return Ask(
        f"minutes of {meeting_id}", Minutes, select(Minutes.id).where(Minutes.meeting_id == meeting_id)
    )


def in_state(session: Session, *states: str) -> list[Minutes]:
    """Minutes not sealed yet that stand so, the oldest meeting first."""
    found = [one for one in answer(session, unapproved_ask()) if one.state in states]
    return sorted(found, key=lambda one: (one.meeting.starts_at, one.id))


def unapproved(session: Session) -> list[Minutes]:
    """Minutes that wait to be written, answered or sealed, the oldest first."""
    return in_state(session, *UNAPPROVED)


def unapproved_ask() -> Ask:
    """The question for minutes that wait to be written, answered or sealed."""
    return Ask("minutes unapproved", Minutes, _unapproved())


def _unapproved() -> Select[int]:
    return select(Minutes.id).where(Minutes.state.in_(UNAPPROVED))


def comments(session: Session, minutes: Minutes) -> list[MinutesComment]:
    """What was said about a record, in order."""
    return sorted(answer(session, _comments_ask(minutes)), key=lambda one: one.id)


def _comments_ask(minutes: Minutes) -> Ask:
    said = select(MinutesComment.id).where(MinutesComment.minutes_id == minutes.id)
    return Ask(f"comments on {minutes.ref}", MinutesComment, said)


def open_objections(session: Session, minutes: Minutes) -> int:
    """Objections to the record as it is circulated now."""
    return sum(
        each.kind == CommentKind.OBJECTION and each.settled_at is None for each in comments(session, minutes)
    )


def objections(session: Session, minutes: Minutes) -> int:
    """The same for records not sealed yet, asked once for all of them."""
    return sum(one.minutes_id == minutes.id for one in answer(session, objections_ask()))


def objections_ask() -> Ask:
    """The question for objections that stand against records not sealed yet."""
    said = select(MinutesComment.id).where(
        MinutesComment.kind == CommentKind.OBJECTION,
        MinutesComment.minutes_id.in_(_unapproved()),
        MinutesComment.settled_at.is_(None),
    )
    return Ask("minutes objections", MinutesComment, said)


def commented(session: Session, person_id: int | None) -> set[int]:
    """The minutes not sealed yet that the person has said something about since they were circulated."""
    return {one.minutes_id for one in answer(session, commented_ask(person_id))}


def commented_ask(person_id: int | None) -> Ask:
    """The question for what the person said about minutes not sealed yet."""
    said = select(MinutesComment.id).where(
        MinutesComment.person_id == person_id,
        MinutesComment.minutes_id.in_(_unapproved()),
        MinutesComment.settled_at.is_(None),
    )
    return Ask(f"minutes commented {person_id}", MinutesComment, said)


def approving_motion(session: Session, minutes: Minutes) -> Motion | None:
    """The carried motion that approves the record as it was circulated."""
    if minutes.state in UNAPPROVED:
        known: list[Motion] = [
            one for one in answer(session, approving_ask()) if one.subject_ref == minutes.ref
        ]
    else:
        known = decisions.about(session, minutes.ref)
    for motion in sorted(known, key=lambda one: one.id, reverse=True):
        later = minutes.circulated_at is not None and motion.opened_at >= minutes.circulated_at
        if motion.state == MotionState.CARRIED and later:
            return motion
    return None


def approving_ask() -> Ask:
    """The question for carried motions about minutes not sealed yet."""
    ref = literal("minutes:").concat(cast(Minutes.id, String))
    about = select(ref).where(Minutes.state.in_(UNAPPROVED))
    carried = select(Motion.id).where(Motion.state == MotionState.CARRIED, Motion.subject_ref.in_(about))
    return Ask("minutes approving", Motion, carried)


def papers(session: Session, minutes: Minutes) -> dict[str, MinutesPaper]:
    """The sealed papers by language, without their bytes."""
    return {each.lang: each for each in answer(session, _papers_ask(minutes))}


def _papers_ask(minutes: Minutes) -> Ask:
    sealed = select(MinutesPaper.id).where(MinutesPaper.minutes_id == minutes.id)
    return Ask(f"papers of {minutes.ref}", MinutesPaper, sealed)


def look_ahead(session: Session, minutes: Minutes) -> None:
    """Ask in one go what the page of a record will ask: what was said about it, its papers, its approval."""
    approval = approving_ask() if minutes.state in UNAPPROVED else decisions.about_ask(minutes.ref)
    ahead(session, [_comments_ask(minutes), _papers_ask(minutes), approval, meeting_ask(minutes.meeting_id)])


def get_paper(session: Session, minutes: Minutes, lang: str) -> MinutesPaper | None:
    """One sealed paper with its bytes."""
    query = select(MinutesPaper).where(MinutesPaper.minutes_id == minutes.id, MinutesPaper.lang == lang)
    return session.scalar(query.options(undefer(MinutesPaper.content)))


def link_rows() -> Select[Any]:
    """Minutes for links."""
    known = link_columns(Minutes.id, code=Meeting.code, state=Minutes.state, at=Meeting.starts_at)
    return select(*known).select_from(Minutes).join(Meeting, Meeting.id == Minutes.meeting_id)
