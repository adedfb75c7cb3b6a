"""A draft at the desk: begun as a copy of the law, edited article by article and rule by rule."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import changes, expect, record
from council.charter import queries
from council.charter.codec import encode
from council.charter.models import CharterArticle, CharterVersion
from council.charter.rules import RuleSet
from council.charter.service.rulemaking import check_desk
from council.charter.service.soundly import OPEN_STATES, rows, text_of, texts_of
from council.charter.states import VersionState
from council.charter.texts import ArticleText, lags
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import NotFound, Refused


def draft_version(
    session: Session,
    actor: Actor,
    *,
    change_summary: str = "",
    lang: str = "en",
    in_force_from: date | None = None,
    now: datetime,
) -> CharterVersion:
    """A new draft, a copy of the newest adopted version; one open draft at a time."""
    check(actor, "charter:version:draft")
    _check_first_day(session, in_force_from, now)
    known = queries.versions(session)
    waiting = next((each for each in known if each.state in OPEN_STATES), None)
    if waiting is not None:
        raise Refused("charter.draft_open", version=waiting.number)
    base = next((each for each in known if each.state == VersionState.ADOPTED), None)
    if base is None:
        raise NotFound("a charter to begin from")
    highest = session.scalar(select(func.max(CharterVersion.number))) or 0
    version = CharterVersion(
        number=highest + 1, authoritative_lang=base.authoritative_lang, rules=base.rules, lang=lang,
        in_force_from=in_force_from, change_summary=change_summary.strip(), author_id=actor.person_id, made_at=now,
    )  # fmt: skip
    version.articles = rows(texts_of(base))
    session.add(version)
    session.flush()
    record(session, actor, "charter.draft", version, now=now, based_on=base.number)
    return version


def open_draft(session: Session, number: int) -> CharterVersion:
    """A version that may still be edited; Refused once it is put up for the vote."""
    version = queries.get_version(session, number)
    if version.state != VersionState.DRAFT:
        raise Refused("charter.not_a_draft", version=number)
    return version


def edit_article(
    session: Session,
    actor: Actor,
    article: CharterArticle,
    text: ArticleText,
    *,
    translated: bool = True,
    expected: int | None = None,
    now: datetime,
) -> CharterArticle:
    """Change one article of a draft.

    Another authoritative text leaves the translation flagged as lagging unless it is `translated` too; to
    change only the translation clears the flag.
    """
    check_desk(actor, article.version)
    expect(article, expected)
    if not _title(text).strip() and not _body(text, article.version.authoritative_lang).strip():
        raise Refused("core.required", field=f"body_{article.version.authoritative_lang}")
    before = text_of(article)
    article.title_en, article.title_zh = text.title_en.strip(), text.title_zh.strip()
    article.body_en, article.body_zh = text.body_en.strip(), text.body_zh.strip()
    article.stale = lags(before, text, article.version.authoritative_lang, translated=translated)
    detail = changes(article)
    if detail:
        record(
            session, actor, "charter.edit", article, now=now, article=article.number, fields=sorted(detail)
        )
    session.flush()
    return article


def edit_rules(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    rules: RuleSet,
    *,
    expected: int | None = None,
    now: datetime,
) -> CharterVersion:
    """Give a draft other rules; what is impossible is refused only when it goes to the vote."""
    check_desk(actor, version)
    expect(version, expected)
    written = encode(rules)
    if written != version.rules:
        version.rules = written
        record(session, actor, "charter.edit_rules", version, now=now)
    session.flush()
    return version


def edit_version(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    *,
    change_summary: str,
    lang: str,
    in_force_from: date | None = None,
    expected: int | None = None,
    now: datetime,
) -> CharterVersion:
    """Say what a draft changes and from when it shall be in force (the day of adoption when empty)."""
    check_desk(actor, version)
    expect(version, expected)
    if in_force_from != version.in_force_from:
        _check_first_day(session, in_force_from, now)
    version.change_summary, version.lang, version.in_force_from = change_summary.strip(), lang, in_force_from
    if detail := changes(version):
        record(session, actor, "charter.edit", version, now=now, **detail)
    session.flush()
    return version


def _check_first_day(session: Session, day: date | None, now: datetime) -> None:
    profile = queries.profile(session)
    today = local_date(now, profile.time_zone if profile else "UTC")
    if day is not None and day < today:
        raise Refused("charter.in_force_past", field="in_force_from", today=today)


def _title(text: ArticleText) -> str:
    return text.title_en or text.title_zh


def _body(text: ArticleText, lang: str) -> str:
    return text.body_zh if lang == "zh" else text.body_en
