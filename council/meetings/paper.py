"""The pack of a meeting on paper: notice, agenda with its clock, and the proposals as papers."""

from __future__ import annotations

import hashlib
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.audit.queries import head
from council.charter import queries as charter
from council.core.refs import Ref
from council.db.types import canonical
from council.i18n import clock, moment, use_language
from council.meetings import queries, rules
from council.meetings.life import MeetingState
from council.meetings.models import Meeting
from council.paper.document import Document, print_document
from council.paper.press import Pdf
from council.proposals import queries as proposals
from council.proposals.models import Proposal
from council.web import registries


def print_pack(session: Session, meeting: Meeting, lang: str, *, now: datetime) -> Pdf:
    """The pack in one language of frame and labels; texts stand in the language they were written in."""
    items = queries.agenda(session, meeting)
    times = rules.timetable(meeting.starts_at, [one.minutes for one in items], meeting.ends_at)
    papers = _papers(session, [one.subject_ref for one in items if one.subject_ref])
    people = {one.presenter_id for one in items if one.presenter_id} | {p.author_id for p in papers.values()}
    council = charter.profile(session)
    with use_language(lang):
        ends = f" – {clock(meeting.ends_at)}" if meeting.ends_at else ""
        facts = [(_("Place"), meeting.place), (_("Link"), meeting.link)]
        doc = Document(
            title=_("Agenda and papers"),
            lang=lang,
            council_name=council.name.pick(lang) if council else "",
            reference=_("Meeting %(code)s", code=meeting.code),
            state_label=meeting.status.label,
            date_label=f"{moment(meeting.starts_at)}{ends}",
            draft=meeting.state == MeetingState.PLANNED,
            record_hash=_hash(meeting, papers),
            log_head=head(session),
            facts=tuple(fact for fact in facts if fact[1]),
            moment=meeting.called_at or now,
        )
    return print_document(
        "meetings/pdf/pack.html",
        doc,
        meeting=meeting,
        rows=list(zip(items, times.slots, strict=True)),
        times=times,
        papers=papers,
        links=registries.links(session, {one.subject_ref for one in items if one.subject_ref}),
        names=registries.people_named(session, people),
    )


def _papers(session: Session, refs: list[str]) -> dict[str, Proposal]:
    ids = [Ref.parse(ref).id for ref in refs if ref.startswith("proposal:")]
    return {one.ref: one for one in proposals.find_by_ids(session, ids).values()}


def _hash(meeting: Meeting, papers: dict[str, Proposal]) -> str:
    """SHA-256 of what the pack says: date and place, the items in order, and the papers' texts."""
    said = {
        "meeting": [meeting.code, meeting.starts_at.isoformat(), meeting.place, meeting.link],
        "items": [[one.title, one.kind, one.minutes, one.subject_ref] for one in meeting.items],
        "papers": [[p.code, p.title, p.problem, p.request, p.benefit] for p in papers.values()],
    }
    return hashlib.sha256(canonical(said).encode()).hexdigest()
