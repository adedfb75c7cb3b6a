"""The charter's prose as values: Markdown split into numbered articles and clauses, and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from council.charter.rules import RuleSet
from council.charter.sentences import lines

NUMBER = r"^\d{1,3}(\.\d{1,3})?$"
"""The number of an article ("5"; "0" is the preamble) or of a clause ("5.2")."""

_ARTICLE = re.compile(
    r"^(?:#{1,4}\s*(?:Article\s+)?(?:第\s*)?(?P<marked>\d{1,3})\s*(?:条)?(?!\.?\d)[.:：、\s]*"
    r"|(?:#{1,4}\s*|\*\*)?第\s*(?P<chinese>\d{1,3}|[〇零一二三四五六七八九十百两]{1,7})\s*条"
    r"(?:\*\*)?(?=[\s:：、.]|$)[.:：、\s]*"
    r"|(?:\*\*)?Article\s+(?P<english>\d{1,3})(?:\*\*)?(?:\s*[.:-]\s*|\s*$))"
    r"(?P<title>.*)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:#{1,6}\s*)?(?:\*\*)?(?P<number>\d{1,3}\.\d{1,3})(?:\*\*)?[.:：、]?\s+(?P<text>.*)$"
)
_DIGITS = {each: value for value, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(frozen=True)
class ArticleText:
    """An article ("5" with a title) or a clause ("5.2") in both languages."""

    number: str
    title_en: str = ""
    title_zh: str = ""
    body_en: str = ""
    body_zh: str = ""
    stale: bool = False


@dataclass(frozen=True)
class Piece:
    """An article or clause in one language."""

    number: str
    title: str = ""
    body: str = ""


def split(markdown: str) -> list[Piece]:
    """Articles by their headings (`## 5 Quorum`, `## 第五条 法定人数`), clauses by paragraphs that begin `5.2`.

    What stands before the first article is its preamble, number "0"; a first heading without a number is the
    document's title and left out.
    """
    found: list[Piece] = []
    number, title, body = "0", "", list[str]()

    def close() -> None:
        text = "\n".join(body).strip()
        if text or title:
            found.append(Piece(number, title, text))

    for line in markdown.replace("\r\n", "\n").split("\n"):
        article, clause = _ARTICLE.match(line), _CLAUSE.match(line)
        if article:
            close()
            number, title, body = _ordinal(article), article["title"].strip().rstrip("#* ").strip(), []
        elif clause:
            close()
            number, title, body = clause["number"], "", [clause["text"]]
        elif not (line.startswith("# ") and number == "0" and not body):
            body.append(line)
    close()
    return found


def counted(chinese: str) -> int:
    """The number that Chinese numerals say: 五 is 5, 十二 12, 三十 30, 一百零三 103."""
    if chinese.isdecimal():
        return int(chinese)
    found = digit = 0
    for each in chinese:
        if each in "十百":
            found += (digit or 1) * (10 if each == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[each]
    return found + digit


def order(number: str) -> tuple[int, ...]:
    """What articles and clauses are sorted by: 5, 5.1, 5.2, 5.10, 6."""
    return tuple(map(int, number.split(".")))


def _ordinal(article: re.Match[str]) -> str:
    return str(counted(article["marked"] or article["chinese"] or article["english"]))


def join(articles: Iterable[ArticleText], lang: str) -> str:
    """The whole text in one language as Markdown; `split` takes it apart again."""
    parts = []
    for each in articles:
        title, body = (each.title_zh, each.body_zh) if lang == "zh" else (each.title_en, each.body_en)
        if "." in each.number:
            parts.append(f"{each.number} {body}")
        elif each.number == "0":
            parts.append(body)
        else:
            ordinal = f"第{each.number}条" if lang == "zh" else each.number
            parts.append("\n\n".join(filter(None, [f"## {ordinal} {title}", body])))
    return "\n\n".join(parts) + "\n"


def paired(english: Sequence[Piece], chinese: Sequence[Piece]) -> list[ArticleText]:
    """Both languages side by side by number, in the order of the longer text; what lacks one is stale."""
    en, zh = {p.number: p for p in english}, {p.number: p for p in chinese}
    order = [p.number for p in (english if len(english) >= len(chinese) else chinese)]
    nothing = Piece("")
    return [
        ArticleText(
            number,
            en.get(number, nothing).title, zh.get(number, nothing).title,
            en.get(number, nothing).body, zh.get(number, nothing).body,
            stale=number not in en or number not in zh,
        )
        for number in order
    ]  # fmt: skip


def lags(before: ArticleText, after: ArticleText, authoritative: str, *, translated: bool) -> bool:
    """Whether the translation lags behind once `before` has become `after`.

    A change of the authoritative text leaves it behind unless somebody says that it follows; a change of the
    translation alone catches up; without any change somebody may still say that both agree.
    """
    other = "en" if authoritative == "zh" else "zh"
    if _said(before, authoritative) != _said(after, authoritative):
        return not translated
    if _said(before, other) != _said(after, other):
        return False
    return before.stale and not translated


def _said(text: ArticleText, lang: str) -> tuple[str, str]:
    title, body = (text.title_zh, text.body_zh) if lang == "zh" else (text.title_en, text.body_en)
    return title.strip(), body.strip()


def cited_articles(rules: RuleSet) -> list[tuple[str, str]]:
    """Each rule's path with the article that it names."""
    return [(line.path, line.article) for line in lines(rules)]
