"""A whole charter as somebody pastes it: how it would be split, what is wrong with it, what a draft becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from council.charter.paths import PATHS, rule_at, titled
from council.charter.rules import RuleSet
from council.charter.texts import ArticleText, Piece, lags, order, split
from council.core.errors import Refused
from council.core.saying import Say

LIMIT = 100 * 1024
"""Bytes of one language; a charter of thirty articles is a tenth of it."""
NAMED = 20
"""How many numbers a refusal names."""


@dataclass(frozen=True)
class Pasted:
    """What a pasted text comes to: the articles a draft would have, reasons against it, remarks."""

    articles: list[ArticleText] = field(default_factory=list)
    problems: list[Refused] = field(default_factory=list)
    remarks: list[Say] = field(default_factory=list)
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def heads(self) -> list[ArticleText]:
        """The articles without their clauses."""
        return [each for each in self.articles if "." not in each.number and each.number != "0"]

    @property
    def clauses(self) -> int:
        """How many clauses they have."""
        return sum("." in each.number for each in self.articles)

    @property
    def lagging(self) -> int:
        """How many texts would lack a translation that follows."""
        return sum(each.stale for each in self.articles)


def pasted(texts: dict[str, str], there: Sequence[ArticleText], rules: RuleSet, authoritative: str) -> Pasted:
    """What a draft with the articles `there` becomes when these texts (by language) are pasted into it."""
    given = {lang: split(text) for lang, text in texts.items() if text.strip()}
    if not given:
        return Pasted(problems=[Refused("core.required", field=authoritative)])
    problems = [
        one for lang, pieces in given.items() for one in _faults(pieces, lang, len(texts[lang].encode()))
    ]
    before = {each.number: each for each in there}
    law = given.get(authoritative)
    numbers = set(before) if law is None else {each.number for each in law}
    for lang, pieces in given.items():
        unknown = sorted({each.number for each in pieces} - numbers, key=order)
        if unknown == ["0"] and len(pieces) > 1:
            problems.append(Refused("charter.paste_no_preamble", field=lang))
        elif unknown and unknown != ["0"]:
            problems.append(Refused("charter.paste_unknown", field=lang, numbers=_first(unknown)))
    by_number = {lang: {each.number: each for each in pieces} for lang, pieces in given.items()}
    articles = [
        _merged(number, before.get(number), by_number, authoritative) for number in sorted(numbers, key=order)
    ]
    return Pasted(
        articles,
        problems,
        _remarks(articles, given, rules),
        new=tuple(sorted(numbers - set(before), key=order)),
        gone=tuple(sorted(set(before) - numbers, key=order)),
        changed=tuple(each.number for each in articles if _differs(before.get(each.number), each)),
    )


def _merged(
    number: str, old: ArticleText | None, given: dict[str, dict[str, Piece]], authoritative: str
) -> ArticleText:
    kept = old or ArticleText(number)
    after = kept
    for lang, pieces in given.items():
        if number in pieces:
            piece = pieces[number]
            if lang == "zh":
                after = replace(after, title_zh=piece.title, body_zh=piece.body)
            else:
                after = replace(after, title_en=piece.title, body_en=piece.body)
    other = "en" if authoritative == "zh" else "zh"
    together = other in given and authoritative in given
    if together:
        stale = number not in given[other]
    else:
        stale = old is None or lags(kept, after, authoritative, translated=False)
    return replace(after, stale=stale)


def _first(numbers: Sequence[str]) -> list[str]:
    """As many as a sentence can name; the rest as three dots."""
    return [*numbers[:NAMED], "…"] if len(numbers) > NAMED else list(numbers)


def _differs(old: ArticleText | None, new: ArticleText) -> bool:
    return old is not None and replace(old, stale=False) != replace(new, stale=False)


def _faults(pieces: Sequence[Piece], lang: str, size: int) -> list[Refused]:
    found = []
    if size > LIMIT:
        found.append(
            Refused("charter.paste_too_large", field=lang, limit=LIMIT // 1024, size=-(-size // 1024))
        )
    twice = sorted((n for n, count in Counter(p.number for p in pieces).items() if count > 1), key=order)
    if twice:
        found.append(Refused("charter.paste_twice", field=lang, numbers=_first(twice)))
    heads = {p.number for p in pieces if "." not in p.number}
    if not heads - {"0"}:
        found.append(Refused("charter.paste_no_article", field=lang))
    strays = [p.number for p in pieces if "." in p.number and p.number.partition(".")[0] not in heads]
    if strays:
        found.append(Refused("charter.paste_stray", field=lang, numbers=_first(strays)))
    return found


def _remarks(articles: Sequence[ArticleText], given: dict[str, list[Piece]], rules: RuleSet) -> list[Say]:
    found = []
    if any(piece.number == "0" for pieces in given.values() for piece in pieces):
        found.append(Say("charter.paste_preamble"))
    there = {each.number for each in articles}
    lost: dict[str, list[str]] = {}
    for path in PATHS:
        rule = rule_at(rules, path)
        if rule is not None and rule.article and rule.article not in there:
            lost.setdefault(rule.article, []).append(path)
    for number in sorted(lost, key=order):
        found.append(Say("charter.paste_vanished", article=number, rules=titled(lost[number])))
    return found
