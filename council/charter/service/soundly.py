"""What every change of the law relies on: rules that can become law, articles as values and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from council.charter.models import CharterArticle, CharterVersion
from council.charter.rules import RuleSet
from council.charter.soundness import problems
from council.charter.states import VersionState
from council.charter.texts import ArticleText, cited_articles
from council.core.errors import Refused, RefusedMany

OPEN_STATES = (VersionState.DRAFT, VersionState.IN_REVIEW)


def texts_of(version: CharterVersion) -> list[ArticleText]:
    """The articles of a version as plain values."""
    return [text_of(each) for each in version.articles]


def text_of(article: CharterArticle) -> ArticleText:
    """An article as a plain value."""
    return ArticleText(
        article.number, article.title_en, article.title_zh, article.body_en, article.body_zh, article.stale
    )


def refuse_unsound(
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


def rows(articles: Sequence[ArticleText]) -> list[CharterArticle]:
    return [
        CharterArticle(
            number=each.number, position=position, title_en=each.title_en, title_zh=each.title_zh,
            body_en=each.body_en, body_zh=each.body_zh, stale=each.stale,
        )
        for position, each in enumerate(articles, start=1)
    ]  # fmt: skip
