"""The life of a record: opened when a meeting ends, written, circulated, commented on, approved and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import changes, expect, move, record
from council.charter import queries as charter
from council.charter.rules import MinutesRule
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused
from council.core.events import announce
from council.db.thread import link
from council.meetings import queries as meeting_queries
from council.meetings import service as meetings
from council.meetings.life import MeetingState
from council.meetings.models import Meeting
from council.minutes import compose as composing
from council.minutes import queries, rules
from council.minutes.events import MinutesApproved, MinutesCirculated
from council.minutes.models import LANGUAGES, Minutes, MinutesComment, MinutesPaper
from council.minutes.recording import record_of
from council.minutes.states import LIFE, CommentKind, MinutesState
from council.paper.press import Pdf


def open_draft(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> Minutes:
    """Begin the record of a meeting that is over; wiring calls this when it closes."""
    found = queries.of_meeting(session, meeting.id)
    if found is not None:
        return found
    if meeting.state not in (MeetingState.CLOSED, MeetingState.INQUORATE):
        raise Refused("minutes.meeting_not_over")
    minutes = Minutes(meeting_id=meeting.id, lang=meeting.lang, opened_at=now)
    session.add(minutes)
    session.flush()
    record(session, actor, "minutes.open_draft", minutes, now=now, meeting=meeting.code)
    link(session, meeting.ref, minutes.ref, "recorded", now=now)
    return minutes


def compose(session: Session, meeting: Meeting) -> composing.Record:
    """The record as it stands: what was circulated, and for a draft what is recorded now."""
    minutes = queries.of_meeting(session, meeting.id)
    if minutes is not None and minutes.body is not None:
        return composing.from_json(minutes.body)
    return record_of(session, meeting, minutes)


def write(
    session: Session,
    actor: Actor,
    minutes: Minutes,
    *,
    opening_note: str,
    closing_note: str,
    expected: int | None = None,
    now: datetime,
) -> Minutes:
    """What stands before the first item and after the last; the rest is composed."""
    check(actor, "minutes:minutes:compose", minutes)
    expect(minutes, expected)
    if minutes.state != MinutesState.DRAFT:
        raise Refused("minutes.not_a_draft")
    minutes.opening_note = rules.check_text(opening_note, field="opening_note", required=False)
    minutes.closing_note = rules.check_text(closing_note, field="closing_note", required=False)
    if changed := changes(minutes):
        record(session, actor, "minutes.write", minutes, now=now, fields=sorted(changed))
        session.flush()
    return minutes


def circulate(
    session: Session, actor: Actor, minutes: Minutes, *, expected: int | None = None, now: datetime
) -> Minutes:
    """Freeze the record as composed now and send it round for comment."""
    check(actor, "minutes:minutes:compose", minutes)
    LIFE.after(minutes.state, "circulate")
    rule, on = rule_of(session, minutes), meeting_queries.day_of(session, now)
    version, last = circulate_by(session, minutes)
    said = rules.circulated(rule, version=version, on=on, by=last)
    body = composing.to_json(replace(record_of(session, minutes.meeting, minutes), circulated=said))
    answer_by = rules.respond_by(rule, on, meeting_queries.calendar(session))
    digest = composing.digest(body)
    move(
        session, actor, minutes, LIFE, "circulate", now=now, expected=expected,
        detail={"sha256": digest, "respond_by": answer_by},
        circulated_at=now, respond_by=answer_by, body=body, sha256=digest,
    )  # fmt: skip
    announce(MinutesCirculated(session, actor, now, minutes))
    return minutes


def comment(
    session: Session,
    actor: Actor,
    minutes: Minutes,
    *,
    text: str,
    kind: str = CommentKind.CORRECTION,
    lang: str = "en",
    now: datetime,
) -> MinutesComment:
    """Say what is wrong with a circulated record; an objection stops approval by silence."""
    check(actor, "minutes:minutes:comment", minutes)
    if minutes.state != MinutesState.CIRCULATED:
        raise Refused("minutes.not_circulated")
    if kind not in CommentKind.values():
        raise Refused("core.unknown", field="kind", value=kind)
    said = MinutesComment(
        minutes_id=minutes.id, person_id=actor.person_id, kind=kind, lang=lang, at=now,
        text=rules.check_text(text, field="text"),
    )  # fmt: skip
    session.add(said)
    session.flush()
    record(session, actor, "minutes.comment", minutes, now=now, kind=kind)
    return said


def take_back(
    session: Session,
    actor: Actor,
    minutes: Minutes,
    *,
    reason: str,
    expected: int | None = None,
    now: datetime,
) -> Minutes:
    """Back to the desk for correction: what was said about it counts as heard, and it goes round again."""
    check(actor, "minutes:minutes:compose", minutes)
    why = rules.check_text(reason, field="reason")
    for each in queries.comments(session, minutes):
        each.settled_at = each.settled_at or now
    move(
        session, actor, minutes, LIFE, "take_back", now=now, expected=expected, detail={"reason": why},
        circulated_at=None, respond_by=None, body=None, sha256=None,
    )  # fmt: skip
    return minutes


def check_approval(session: Session, minutes: Minutes, *, now: datetime) -> rules.Way:
    """By what the record may be approved now; Refused with what is missing."""
    LIFE.after(minutes.state, "approve")
    motion = queries.approving_motion(session, minutes)
    today = meeting_queries.day_of(session, now)
    return rules.approval(
        rule_of(session, minutes),
        version=law_number(session, minutes),
        motion=(motion.ref, motion.number or "") if motion else None,
        last=minutes.respond_by or today,
        objections=queries.open_objections(session, minutes),
        on=today,
    )


def approve(
    session: Session,
    actor: Actor,
    minutes: Minutes,
    *,
    papers: Mapping[str, Pdf],
    printed_of: str,
    expected: int | None = None,
    now: datetime,
) -> Minutes:
    """Seal the record: its text, votes, attendance and the papers printed of it before this began.

    Refused without a carried motion about these minutes (or the charter's deemed approval), and when
    `printed_of` is not the hash of the record that is being sealed.
    """
    check(actor, "minutes:minutes:compose", minutes)
    way = check_approval(session, minutes, now=now)
    rules.check_papers(papers, LANGUAGES, printed_of, minutes.sha256 or "")
    for lang, paper in papers.items():
        session.add(
            MinutesPaper(
                minutes_id=minutes.id, lang=lang, content=paper.bytes, sha256=paper.sha256, pages=paper.pages,
                made_at=now,
            )
        )  # fmt: skip
    move(
        session, actor, minutes, LIFE, "approve", now=now, expected=expected,
        detail={"by": way.ref, "record": minutes.sha256, **{f"pdf_{k}": p.sha256 for k, p in papers.items()}},
        approved_at=now, approved_by_id=actor.person_id, approved_by_ref=way.ref,
    )  # fmt: skip
    meetings.seal(session, actor, minutes.meeting, now=now)
    if way.ref:
        link(session, minutes.ref, way.ref, "decided", now=now)
    announce(MinutesApproved(session, actor, now, minutes))
    return minutes


def rule_of(session: Session, minutes: Minutes) -> MinutesRule:
    """The charter's rule on minutes as the meeting pinned it."""
    return meeting_queries.law_of(session, minutes.meeting, minutes.opened_at).rules.minutes


def circulate_by(session: Session, minutes: Minutes) -> tuple[int, date]:
    """The charter version and the last day to circulate by it."""
    council = charter.profile(session)
    closed = minutes.meeting.closed_at or minutes.opened_at
    day = local_date(closed, council.time_zone if council else "UTC")
    last = rules.circulate_by(rule_of(session, minutes), day, meeting_queries.calendar(session))
    return law_number(session, minutes), last


def law_number(session: Session, minutes: Minutes) -> int:
    """The number of the charter version that the meeting pinned."""
    return meeting_queries.law_of(session, minutes.meeting, minutes.opened_at).version
