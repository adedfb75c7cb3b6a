"""The charter on paper: its articles, an annex of its rules, how the version was adopted, a place to sign."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.audit.queries import head
from council.charter import hooks, queries
from council.charter.hooks import Adopting, Signer
from council.charter.models import CharterVersion
from council.charter.reading import rules_by_class, sections
from council.charter.states import VersionState
from council.core.clock import local_date
from council.core.saying import Both, Say
from council.core.states import State
from council.i18n import day, use_language
from council.paper.document import Document, print_document
from council.paper.press import Pdf


@dataclass(frozen=True)
class Record:
    """How a version became law and what followed; `follower` is the number of the version that replaced it."""

    decision: Adopting | None = None
    last_day: date | None = None
    follower: int | None = None
    signers: Sequence[Signer] = ()


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
    known = queries.versions(session)
    zone = council.time_zone if council else "UTC"
    today = local_date(now, zone)
    adopted = version.state == VersionState.ADOPTED
    with use_language(lang):
        facts = [(_("In force from"), day(version.in_force_from))] if adopted else []
        facts.append(
            (_("Authoritative text"), _("Chinese") if version.authoritative_lang == "zh" else _("English"))
        )
        doc = Document(
            title=_("Charter"),
            lang=lang,
            council_name=council.name.pick(lang) if council else "",
            reference=f"charter-{version.code}",
            version_label=str(version.number),
            state_label=standing(version, known, today).label,
            date_label=day(_dated(version, zone)),
            draft=not adopted,
            record_hash=record_hash(version),
            log_head=head(session),
            contents=True,
            facts=tuple(facts),
            moment=version.adopted_at or version.made_at,
        )
    return print_document(
        "charter/pdf.html",
        doc,
        version=version,
        authority=version.authoritative_lang,
        sections=sections(version.articles),
        groups=rules_by_class(queries.rules_of(version), hooks.seat_names(session, today)),
        record=_record(session, version, known, today),
        founders=[Signer(Both(one, one), Say("charter.founder")) for one in council.signatories]
        if council and version.founding
        else [],
    )


def standing(version: CharterVersion, known: Sequence[CharterVersion], today: date) -> State:
    """What a paper says the version is: in force, superseded, or its step on the way to the vote."""
    return queries.standings(known, today).get(version.number) or version.status


def _dated(version: CharterVersion, zone: str) -> date | None:
    """The founding day, the day of adoption, or the day a draft was begun."""
    return (
        version.in_force_from if version.founding else local_date(version.adopted_at or version.made_at, zone)
    )


def _record(
    session: Session, version: CharterVersion, known: Sequence[CharterVersion], today: date
) -> Record:
    on = version.in_force_from if version.state == VersionState.ADOPTED and version.in_force_from else today
    after = [
        (each.in_force_from, each.adopted_at, each.number)
        for each in known
        if each.in_force_from and each.adopted_at and version.adopted_at
        if (each.in_force_from, each.adopted_at) > (on, version.adopted_at)
    ]
    begins, _at, follower = min(after, default=(None, None, None))
    return Record(
        decision=hooks.adopting(session, version.decision_ref) if version.decision_ref else None,
        last_day=begins - timedelta(days=1) if begins else None,
        follower=follower,
        signers=hooks.signers(session, on),
    )
