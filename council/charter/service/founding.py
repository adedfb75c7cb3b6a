"""The founding act: the council's own row and its first charter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.charter import queries
from council.charter.codec import encode
from council.charter.models import LANGUAGES, CharterVersion, CouncilProfile
from council.charter.rules import RuleSet
from council.charter.service.soundly import refuse_unsound, rows
from council.charter.states import VersionState
from council.charter.texts import ArticleText
from council.core.actor import Actor
from council.core.errors import Refused


def found(
    session: Session,
    actor: Actor,
    *,
    name_en: str,
    name_zh: str,
    time_zone: str,
    content_language: str,
    articles: Sequence[ArticleText],
    rules: RuleSet,
    founded_on: date,
    signatories: Sequence[str] = (),
    decision_pattern: str = "",
    demo: bool = False,
    now: datetime,
) -> CharterVersion:
    """The founding act's law: the council's own row and charter v1, adopted and in force from that day."""
    check(actor, "charter:version:found")
    if queries.profile(session) is not None:
        raise Refused("charter.already_founded")
    if not name_en.strip() and not name_zh.strip():
        raise Refused("core.required", field="name_en")
    if time_zone not in available_timezones():
        raise Refused("core.unknown", field="time_zone", value=time_zone)
    if content_language not in LANGUAGES:
        raise Refused("core.unknown", field="content_language", value=content_language)
    refuse_unsound(rules, articles)
    council = CouncilProfile(
        id=1, name_en=name_en.strip(), name_zh=name_zh.strip(), time_zone=time_zone,
        content_language=content_language, founded_on=founded_on, signatories=list(signatories), demo=demo,
        decision_pattern=decision_pattern,
    )  # fmt: skip
    version = CharterVersion(
        number=1, authoritative_lang=content_language, rules=encode(rules), lang=content_language,
        in_force_from=founded_on, founding=True, author_id=actor.person_id, made_at=now,
    )  # fmt: skip
    version.articles = rows(articles)
    session.add_all([council, version])
    session.flush()
    # The articles' seal lets nothing new into an adopted version: adoption comes after them.
    version.state, version.adopted_at = VersionState.ADOPTED.value, now
    session.flush()
    record(session, actor, "charter.found_council", council, now=now, founded_on=founded_on)
    record(session, actor, "charter.found", version, now=now, signatories=list(signatories))
    return version
