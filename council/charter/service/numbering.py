"""Articles and clauses of a draft: added, removed, given another number; the rules on them follow."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from council.audit.service import expect, record
from council.charter import queries
from council.charter.codec import encode
from council.charter.models import CharterArticle, CharterVersion
from council.charter.paths import naming, renamed, titled
from council.charter.service.rulemaking import check_desk
from council.charter.texts import NUMBER, ArticleText, order
from council.core.actor import Actor
from council.core.errors import Refused


def add_article(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    text: ArticleText,
    *,
    expected: int | None = None,
    now: datetime,
) -> CharterArticle:
    """A new article or clause, placed by its number; without the other language it is flagged as lagging."""
    check_desk(actor, version)
    expect(version, expected)
    number = _free(version, text.number)
    words = [each.strip() for each in (text.title_en, text.title_zh, text.body_en, text.body_zh)]
    if not any(words):
        raise Refused("core.required", field=f"body_{version.authoritative_lang}")
    title_en, title_zh, body_en, body_zh = words
    article = CharterArticle(
        number=number, position=0, title_en=title_en, title_zh=title_zh, body_en=body_en, body_zh=body_zh,
        stale=bool(title_en or body_en) != bool(title_zh or body_zh),
    )  # fmt: skip
    version.articles.append(article)
    _in_order(version)
    record(session, actor, "charter.add_article", version, now=now, article=number)
    _touched(version)
    session.flush()
    return article


def next_number(version: CharterVersion, head: str = "") -> str:
    """The number after the last article, or after the last clause of an article."""
    there = [order(each.number) for each in version.articles]
    if head.isdecimal() and (int(head),) in there:
        clauses = [each[1] for each in there if len(each) > 1 and each[0] == int(head)]
        return f"{int(head)}.{max(clauses, default=0) + 1}"
    return str(max((each[0] for each in there), default=0) + 1)


def remove_article(
    session: Session,
    actor: Actor,
    article: CharterArticle,
    *,
    expected: int | None = None,
    now: datetime,
) -> None:
    """Take an article with its clauses, or one clause, out of a draft; refused while a rule stands on it."""
    version = article.version
    check_desk(actor, version)
    expect(article, expected)
    gone = family(version, article)
    check_unused(version, gone)
    record(session, actor, "charter.remove_article", version, now=now, article=article.number)
    for each in gone:
        version.articles.remove(each)
    _in_order(version)
    _touched(version)
    session.flush()


def check_unused(version: CharterVersion, gone: list[CharterArticle]) -> None:
    """Refused while a rule stands on one of these articles, naming the rules."""
    rules = queries.rules_of(version)
    for each in gone:
        paths = naming(rules, each.number)
        if paths:
            raise Refused("charter.article_in_use", article=each.number, rules=titled(paths))


def renumber(
    session: Session,
    actor: Actor,
    article: CharterArticle,
    number: str,
    *,
    expected: int | None = None,
    now: datetime,
) -> CharterArticle:
    """Give an article (its clauses go along) or a clause another number; the rules on it follow."""
    version = article.version
    check_desk(actor, version)
    expect(article, expected)
    if number.strip() == article.number:
        return article
    if article.is_clause != ("." in number):
        key = "charter.clause_stays_clause" if article.is_clause else "charter.article_stays_article"
        raise Refused(key, field="number")
    fresh = _free(version, number)
    numbers = {each.number: _moved(each.number, article.number, fresh) for each in family(version, article)}
    taken = {each.number for each in version.articles} - set(numbers)
    if clash := sorted(taken & set(numbers.values()), key=order):
        raise Refused(
            "charter.number_taken", field="number", number=clash[0], free=_next_free(version, fresh)
        )
    _rename(session, actor, version, numbers, now=now)
    return article


def swap(
    session: Session, actor: Actor, article: CharterArticle, way: str, *, now: datetime
) -> CharterArticle:
    """Change places with the neighbour above (`up`) or below (`down`): the two change their numbers."""
    version = article.version
    check_desk(actor, version)
    other = neighbour(version, article, way)
    if other is None:
        raise Refused("charter.no_neighbour", number=article.number)
    numbers = {
        each.number: _moved(each.number, article.number, other.number) for each in family(version, article)
    }
    numbers |= {
        each.number: _moved(each.number, other.number, article.number) for each in family(version, other)
    }
    _rename(session, actor, version, numbers, now=now)
    return article


def neighbour(version: CharterVersion, article: CharterArticle, way: str) -> CharterArticle | None:
    """The article (or the clause of the same article) before or after this one."""
    head = article.number.partition(".")[0]
    peers = [
        each
        for each in version.articles
        if each.is_clause == article.is_clause
        and each.number != "0"
        and (not article.is_clause or each.number.partition(".")[0] == head)
    ]
    if article not in peers:
        return None
    at = peers.index(article) + (-1 if way == "up" else 1)
    return peers[at] if 0 <= at < len(peers) else None


def family(version: CharterVersion, article: CharterArticle) -> list[CharterArticle]:
    """An article with its clauses; a clause alone."""
    return [
        each
        for each in version.articles
        if each.number == article.number or each.number.startswith(f"{article.number}.")
    ]


def _moved(number: str, before: str, after: str) -> str:
    return after + number.removeprefix(before)


def _rename(
    session: Session, actor: Actor, version: CharterVersion, numbers: dict[str, str], *, now: datetime
) -> None:
    # Numbers are unique in a version, so those that change go through names that nobody has.
    moving = [(each, numbers[each.number]) for each in version.articles if each.number in numbers]
    for each, after in moving:
        each.number = f"~{after}"
    session.flush()
    for each, after in moving:
        each.number = after
    _in_order(version)
    version.rules = encode(renamed(queries.rules_of(version), numbers))
    record(session, actor, "charter.renumber", version, now=now, numbers=numbers)
    _touched(version)
    session.flush()


def _in_order(version: CharterVersion) -> None:
    for position, each in enumerate(sorted(version.articles, key=lambda one: order(one.number)), start=1):
        each.position = position
    version.articles.sort(key=lambda one: one.position)


def _free(version: CharterVersion, number: str) -> str:
    fresh = number.strip()
    if not re.match(NUMBER, fresh):
        raise Refused("charter.not_an_article_number", field="number")
    fresh = ".".join(str(int(each)) for each in fresh.split("."))
    there = {each.number for each in version.articles}
    if fresh in there:
        raise Refused("charter.number_taken", field="number", number=fresh, free=_next_free(version, fresh))
    head, dot, _ = fresh.partition(".")
    if dot and head not in there:
        raise Refused("charter.clause_without_article", field="number", article=head)
    return fresh


def _next_free(version: CharterVersion, number: str) -> str:
    there = {each.number for each in version.articles}
    head, dot, last = number.rpartition(".")
    return next(one for one in (f"{head}{dot}{n}" for n in range(int(last), 1000)) if one not in there)


def _touched(version: CharterVersion) -> None:
    # Its parts changed: whoever has the whole open in a form is told.
    flag_modified(version, "rules")
