"""The council of a day on paper: the reporting lines as a drawing, and the duty table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.audit.queries import head
from council.charter import queries as charter
from council.core.saying import Both
from council.i18n import day, use_language
from council.paper.document import Document, print_document
from council.paper.press import Pdf
from council.seats import queries
from council.seats.drawing import bands
from council.seats.queries import Line, SeatOn


def print_lines(session: Session, on: date, lang: str) -> Pdf:
    """The reporting lines of a day on one sheet across, as far as they fit; else as an indented list."""
    found = queries.seats_on(session, on)
    top = [each if each.office else Line(below=[each]) for each in queries.lines(session, on, found)]
    titles = {each.id: each.name for each in found}
    above = {each.id: _above(each, titles) for each in found}
    with use_language(lang):
        doc = _document(session, found, on, lang, _("Reporting lines"), f"lines-{on.isoformat()}")
    return print_document(
        "seats/pdf/lines.html",
        doc,
        on=on,
        top=top,
        bands=bands(top),
        seats=found,
        above={key: name for key, name in above.items() if name},
    )


def print_duties(session: Session, on: date, lang: str) -> Pdf:
    """The duty table of a day: every seat with its duties, vote, line and holder."""
    found = queries.seats_on(session, on)
    with use_language(lang):
        doc = _document(session, found, on, lang, _("Duty table"), f"duties-{on.isoformat()}")
    names = {each.id: each.name for each in found}
    return print_document("seats/pdf/duties.html", doc, on=on, seats=found, names=names)


def _above(seat: SeatOn, titles: Mapping[int, Both]) -> Both | None:
    return seat.office.name if seat.office else titles.get(seat.reports_to_seat_id or 0)


def record_hash(found: list[SeatOn], on: date) -> str:
    """SHA-256 of who sat where, with which row of the duty table."""
    said = [
        [
            each.id, each.order, [each.name.en, each.name.zh], each.kind, each.speciality, each.voting,
            each.department_id, [each.duties.en, each.duties.zh], each.reports_to_seat_id,
            each.office.id if each.office else None, each.holder.id if each.holder else None,
            [one.id for one in each.alternates], sorted(each.appointments),
        ]
        for each in found
    ]  # fmt: skip
    canonical = json.dumps([on.isoformat(), said], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _document(
    session: Session, found: list[SeatOn], on: date, lang: str, title: str, reference: str
) -> Document:
    council = charter.profile(session)
    voting = [each for each in found if each.voting]
    filled = sum(not each.vacant for each in voting)
    return Document(
        title=title,
        subtitle=_("As of %(day)s", day=day(on)),
        lang=lang,
        council_name=council.name.pick(lang) if council else "",
        reference=reference,
        record_hash=record_hash(found, on),
        log_head=head(session),
        contents=False,
        facts=(
            (_("Seats"), str(len(found))),
            (
                _("Voting seats filled"),
                _("%(filled)s of %(all)s", filled=filled, all=len(voting)),
            ),
        ),
        moment=datetime.combine(on, time(), UTC),
    )
