"""Changing the law: founding, drafting, editing, putting to the vote, adopting by a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import available_timezones

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import changes, expect, move, record
from council.charter import hooks, queries
from council.charter.codec import encode
from council.charter.models import LANGUAGES, CharterArticle, CharterVersion, CouncilProfile
from council.charter.rules import RuleSet
from council.charter.soundness import problems
from council.charter.states import LIFE, VersionState
from council.charter.texts import ArticleText, cited_articles
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import NotFound, Refused, RefusedMany
from council.db.thread import link

OPEN_STATES = (VersionState.DRAFT, VersionState.IN_REVIEW)


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
    _refuse_unsound(rules, articles)
    council = CouncilProfile(
        id=1, name_en=name_en.strip(), name_zh=name_zh.strip(), time_zone=time_zone,
        content_language=content_language, founded_on=founded_on, signatories=list(signatories), demo=demo,
        decision_pattern=decision_pattern,
    )  # fmt: skip
    version = CharterVersion(
        number=1, authoritative_lang=content_language, rules=encode(rules), lang=content_language,
        in_force_from=founded_on, founding=True, author_id=actor.person_id, made_at=now,
    )  # fmt: skip
    version.articles = _rows(articles)
    session.add_all([council, version])
    session.flush()
    # The articles' seal lets nothing new into an adopted version: adoption comes after them.
    version.state, version.adopted_at = VersionState.ADOPTED.value, now
    session.flush()
    record(session, actor, "charter.found_council", council, now=now, founded_on=founded_on)
    record(session, actor, "charter.found", version, now=now, signatories=list(signatories))
    return version


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
    version.articles = [
        CharterArticle(
            number=each.number, position=each.position, title_en=each.title_en, title_zh=each.title_zh,
            body_en=each.body_en, body_zh=each.body_zh, stale=each.stale,
        )
        for each in base.articles
    ]  # fmt: skip
    session.add(version)
    session.flush()
    record(session, actor, "charter.draft", version, now=now, based_on=base.number)
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
    """Change one article of a draft; `translated` False leaves the other language flagged as lagging."""
    _check_draft(actor, article.version)
    expect(article, expected)
    if not _title(text).strip() and not _body(text, article.version.authoritative_lang).strip():
        raise Refused("core.required", field=f"body_{article.version.authoritative_lang}")
    article.title_en, article.title_zh = text.title_en.strip(), text.title_zh.strip()
    article.body_en, article.body_zh = text.body_en.strip(), text.body_zh.strip()
    article.stale = not translated
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
    _check_draft(actor, version)
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
    _check_draft(actor, version)
    expect(version, expected)
    version.change_summary, version.lang, version.in_force_from = change_summary.strip(), lang, in_force_from
    if detail := changes(version):
        record(session, actor, "charter.edit", version, now=now, **detail)
    session.flush()
    return version


def submit(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    *,
    expected: int | None = None,
    now: datetime,
) -> CharterVersion:
    """Put a draft up for the vote; refused while a rule is impossible or names an article that is not there."""
    check(actor, "charter:version:draft", version)
    check_ready(session, version, on=_today(session, now))
    move(session, actor, version, LIFE, "submit", now=now, expected=expected)
    return version


def check_ready(session: Session, version: CharterVersion, *, on: date) -> None:
    """Refused while a draft cannot be voted on: the first reason why."""
    LIFE.after(version.state, "submit")
    if not version.change_summary:
        raise Refused("charter.no_summary", field="change_summary")
    try:
        seats = hooks.voting_seats(session, on)
        _refuse_unsound(queries.rules_of(version), texts_of(version), voting_seats=seats)
    except RefusedMany as many:
        raise many.refusals[0] from None


def take_back(
    session: Session, actor: Actor, version: CharterVersion, *, expected: int | None = None, now: datetime
) -> CharterVersion:
    """Back to the desk: a version in review becomes a draft again."""
    check(actor, "charter:version:draft", version)
    move(session, actor, version, LIFE, "take_back", now=now, expected=expected)
    return version


def withdraw(
    session: Session, actor: Actor, version: CharterVersion, *, expected: int | None = None, now: datetime
) -> CharterVersion:
    """Give a draft up; its number stays used."""
    check(actor, "charter:version:draft", version)
    move(session, actor, version, LIFE, "withdraw", now=now, expected=expected)
    return version


def adopt(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    *,
    decision_ref: str,
    in_force_from: date | None = None,
    now: datetime,
) -> CharterVersion:
    """Follow a carried decision of class `charter`: the version is law from its day, never before today."""
    check(actor, "charter:version:adopt", version)
    _refuse_unsound(queries.rules_of(version), texts_of(version))
    today = _today(session, now)
    begins = max(in_force_from or version.in_force_from or today, today)
    move(
        session, actor, version, LIFE, "adopt", now=now, detail={"decision": decision_ref},
        adopted_at=now, decision_ref=decision_ref, in_force_from=begins,
    )  # fmt: skip
    link(session, decision_ref, version.ref, "adopted", now=now)
    return version


def texts_of(version: CharterVersion) -> list[ArticleText]:
    """The articles of a version as plain values."""
    return [
        ArticleText(each.number, each.title_en, each.title_zh, each.body_en, each.body_zh, each.stale)
        for each in version.articles
    ]


def _today(session: Session, now: datetime) -> date:
    council = queries.profile(session)
    return local_date(now, council.time_zone if council else "UTC")


def _check_draft(actor: Actor, version: CharterVersion) -> None:
    check(actor, "charter:version:draft", version)
    if version.state != VersionState.DRAFT:
        raise Refused("charter.not_a_draft", version=version.number)


def _refuse_unsound(
    rules: RuleSet, articles: Iterable[ArticleText], *, voting_seats: int | None = None
) -> None:
    found = problems(rules, voting_seats=voting_seats)
    there = {each.number for each in articles}
    found += [
        Refused("charter.article_unknown", field=f"{path}.article", article=number)
        for path, number in cited_articles(rules)
        if number and number not in there
    ]
    if found:
        raise RefusedMany(found)


def _rows(articles: Sequence[ArticleText]) -> list[CharterArticle]:
    return [
        CharterArticle(
            number=each.number, position=position, title_en=each.title_en, title_zh=each.title_zh,
            body_en=each.body_en, body_zh=each.body_zh, stale=each.stale,
        )
        for position, each in enumerate(articles, start=1)
    ]  # fmt: skip


def _title(text: ArticleText) -> str:
    return text.title_en or text.title_zh


def _body(text: ArticleText, lang: str) -> str:
    return text.body_zh if lang == "zh" else text.body_en
