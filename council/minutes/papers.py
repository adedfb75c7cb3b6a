"""The record on paper in both languages; printed before the transaction that seals it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council import i18n
from council.audit import queries as audit
from council.charter import queries as charter
from council.core.saying import Say
from council.decisions.kinds import MotionState
from council.decisions.roll import Said
from council.meetings.life import MeetingKind
from council.meetings.queries import day_of
from council.minutes import compose, service
from council.minutes.models import LANGUAGES, Minutes
from council.minutes.states import MinutesState
from council.paper.document import Document, print_document
from council.paper.press import Pdf
from council.web import registries


def print_all(session: Session, minutes: Minutes, *, approved: Say, now: datetime) -> dict[str, Pdf]:
    """Both papers of the record as circulated, worded as approved by `approved`."""
    return {lang: print_one(session, minutes, lang, approved=approved, now=now) for lang in LANGUAGES}


def print_one(
    session: Session, minutes: Minutes, lang: str, *, approved: Say | None = None, now: datetime
) -> Pdf:
    """The paper in one language; DRAFT across it unless it is printed to be sealed."""
    record = service.compose(session, minutes.meeting)
    council = charter.profile(session)
    refs = [item.subject_ref for item in record.items if item.subject_ref]
    with i18n.use_language(lang):
        state = MinutesState.APPROVED if approved else minutes.status
        doc = Document(
            title=i18n.say("minutes.paper_title"),
            lang=lang,
            council_name=i18n.spoken(council.name) if council else "",
            reference=record.code,
            subtitle=f"{i18n.spoken(MeetingKind(record.kind))} {i18n.day(day_of(session, record.starts))}",
            state_label=i18n.spoken(state),
            date_label=i18n.day(day_of(session, record.starts)),
            draft=approved is None,
            record_hash=minutes.sha256 or compose.digest(compose.to_json(record)),
            log_head=audit.head(session),
            facts=_facts(record),
            moment=now if approved else minutes.circulated_at or minutes.opened_at,
        )
        papers = registries.links(session, refs)
    return print_document(
        "minutes/paper.html",
        doc,
        record=record,
        papers=papers,
        approved=approved,
        outcomes={each.value: each for each in MotionState},
        roll_words={each.value: each for each in Said},
    )


def _facts(record: compose.Record) -> tuple[tuple[str, str], ...]:
    found = []
    if record.opened:
        times = f"{i18n.clock(record.opened)}–{i18n.clock(record.closed)}" if record.closed else ""
        found.append((i18n.say("minutes.fact.time"), times or i18n.clock(record.opened)))
    if record.place or record.link:
        found.append((i18n.say("minutes.fact.place"), record.place or record.link))
    if record.presider:
        found.append((i18n.say("minutes.fact.presider"), i18n.spoken(record.presider)))
    if record.minute_taker:
        found.append((i18n.say("minutes.fact.taker"), i18n.spoken(record.minute_taker)))
    return tuple(found)
