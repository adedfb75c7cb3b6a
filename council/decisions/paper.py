"""The extract of a decision on paper: its words, its verdict with the working, and the roll."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy.orm import Session

from council import i18n
from council.audit import queries as audit
from council.charter import queries as charter
from council.decisions.models import Motion
from council.decisions.showing import Shown
from council.paper.document import Document, print_document
from council.paper.press import Pdf


def extract(session: Session, one: Shown, lang: str) -> Pdf:
    """The PDF of a decision in one language; the text itself stays in its own."""
    motion, council = one.motion, charter.profile(session)
    with i18n.use_language(lang):
        doc = Document(
            title=i18n.say("decisions.extract_title"),
            lang=lang,
            council_name=i18n.spoken(council.name) if council else "",
            reference=motion.number or "",
            subtitle=motion.heading,
            state_label=i18n.spoken(motion.status),
            date_label=i18n.day(motion.effective_on),
            record_hash=record_hash(motion),
            log_head=audit.head(session),
            facts=_facts(motion),
            moment=motion.casting_at or motion.closed_at,
        )
    return print_document("decisions/paper.html", doc, one=one, motion=motion)


def record_hash(motion: Motion) -> str:
    """The hash of what was decided: text, rule, numbers, roll and verdict."""
    kept = [
        motion.number, motion.text, motion.state, motion.rule, motion.round, motion.roll, motion.verdict,
        (motion.casting_at or motion.closed_at or motion.opened_at).isoformat(),
    ]  # fmt: skip
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _facts(motion: Motion) -> tuple[tuple[str, str], ...]:
    met = motion.meeting.code if motion.meeting else i18n.say("decisions.without_meeting")
    found = [(i18n.say("decisions.column.meeting"), met)]
    if motion.printed_number:
        found.append((i18n.say("decisions.column.printed"), motion.printed_number))
    return (*found, (i18n.say("decisions.column.class"), i18n.spoken(motion.class_word)))
