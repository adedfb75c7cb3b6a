"""A replay as a table for a spreadsheet, and on paper: the sum, every row with its working, how it was done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from council import i18n
from council.audit import queries as audit
from council.charter import queries as charter
from council.core.clock import local_date
from council.core.saying import Say
from council.core.states import State
from council.decisions.replayed import Group, Replay, Row
from council.paper.document import Document, print_document
from council.paper.press import Pdf

_COLUMNS = (
    "date", "meeting", "what", "reference", "subject", "then", "now", "differs", "why_then", "why_now", "remarks",
)  # fmt: skip


def columns(version: int) -> list[Say]:
    """The heads of the table."""
    return [Say(f"decisions.replay.column.{name}", version=version) for name in _COLUMNS]


def lines(found: Replay) -> Iterator[list[Any]]:
    """The rows of the table, in the reader's language."""
    for group in found.groups:
        for row in group.rows:
            fate = row.fate
            yield [
                group.day,
                group.meeting.code if group.meeting else "",
                gettext(row.label),
                row.motion.number if row.motion else "",
                row.motion.heading if row.motion else "",
                i18n.spoken(fate.then),
                outcome(fate.now),
                i18n.say(f"decisions.replay.{'yes' if fate.differs else 'no'}"),
                joined(fate.before),
                joined(fate.after),
                joined(fate.remarks),
            ]


def outcome(state: State | None) -> str:
    """An outcome in words."""
    return i18n.spoken(state) if state is not None else i18n.say("decisions.replay.not_known")


def joined(sentences: Iterable[Say]) -> str:
    """Sentences one after the other, as the language joins them."""
    return ("" if i18n.lang() == "zh" else " ").join(i18n.say(each) for each in sentences)


def print_replay(session: Session, found: Replay, lang: str, *, now: datetime) -> Pdf:
    """The PDF in one language; the paper of a draft says that it is one."""
    council, version = charter.profile(session), found.version
    with i18n.use_language(lang):
        doc = Document(
            title=i18n.say("decisions.replay.title", version=version.number),
            lang=lang,
            council_name=i18n.spoken(council.name) if council else "",
            reference=f"replay-{version.code}",
            subtitle=i18n.say(found.window.say),
            state_label=version.status.label,
            date_label=i18n.day(local_date(now, council.time_zone if council else "UTC")),
            record_hash=record_hash(found),
            log_head=audit.head(session),
            contents=False,
            moment=now,
        )
        groups = [(_heading(group), [_cells(row) for row in group.rows]) for group in found.groups]
        heads = [
            i18n.say(f"decisions.replay.column.{name}", version=version.number)
            for name in ("what", "then", "now")
        ]
    return print_document("decisions/replay_paper.html", doc, replay=found, groups=groups, heads=heads)


def record_hash(found: Replay) -> str:
    """The hash of what the replay says."""
    kept = [
        [group.key, row.label, row.fate.then, row.fate.now, [each.to_json() for each in row.fate.after]]
        for group in found.groups
        for row in group.rows
    ]
    text = json.dumps([found.version.rules, kept], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _heading(group: Group) -> str:
    day = i18n.day(group.day)
    return (
        f"{group.meeting.code} · {day}"
        if group.meeting
        else f"{i18n.say('decisions.without_meeting')} · {day}"
    )


def _cells(row: Row) -> dict[str, Any]:
    fate, motion = row.fate, row.motion
    name = " ".join(each for each in (motion.number or "", motion.heading) if each) if motion else ""
    return {
        "what": gettext(row.label),
        "name": name,
        "lang": motion.heading_lang if motion else i18n.lang(),
        "then": i18n.spoken(fate.then),
        "now": outcome(fate.now),
        "differs": fate.differs or fate.now is None,
        "before": joined(fate.before),
        "after": joined(fate.after),
        "remarks": joined(fate.remarks),
    }
