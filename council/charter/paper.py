"""The charter on paper: articles, the rules they mean, how the version was adopted, a place to sign."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.audit.queries import head
from council.charter import queries
from council.charter.models import CharterVersion
from council.charter.reading import rules_by_article, sections
from council.charter.states import VersionState
from council.i18n import day, use_language
from council.paper.document import Document, print_document
from council.paper.press import Pdf


def record_hash(version: CharterVersion) -> str:
    """SHA-256 of what the version says: both texts and the rules."""
    said = {
        "number": version.number,
        "rules": version.rules,
        "articles": [
            [each.number, each.title_en, each.title_zh, each.body_en, each.body_zh]
            for each in version.articles
        ],
    }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def print_version(session: Session, version: CharterVersion, lang: str, *, now: datetime) -> Pdf:
    """One version in one language; a draft says so on every page."""
    council = queries.profile(session)
    names = council.name if council else None
    adopted = version.state == VersionState.ADOPTED
    with use_language(lang):
        begins = day(version.in_force_from)
        title = _("Charter")
        facts = [(_("In force from"), begins)] if adopted else []
        if version.authoritative_lang != lang:
            facts.append((_("Authoritative text"), _("English") if lang == "zh" else _("Chinese")))
    doc = Document(
        title=title,
        lang=lang,
        council_name=names.pick(lang) if names else "",
        version_label=str(version.number),
        state_label=version.status.label,
        date_label=begins if adopted else "",
        draft=not adopted,
        record_hash=record_hash(version),
        log_head=head(session),
        facts=tuple(facts),
        moment=version.adopted_at or now,
    )
    return print_document(
        "charter/pdf.html",
        doc,
        version=version,
        sections=sections(version.articles),
        rules=rules_by_article(queries.rules_of(version)),
        signatories=council.signatories if council and version.founding else [],
    )
