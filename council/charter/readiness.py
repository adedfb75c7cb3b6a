"""What a draft still lacks before it can be put up for the vote, each lack with the place to mend it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from council.charter.paths import PATHS, problems_at, rule_at, title
from council.charter.rules import RuleSet
from council.core.errors import Refused
from council.core.saying import Say


@dataclass(frozen=True)
class Lack:
    """One reason; `path` names the rule it is about."""

    say: Say
    path: str = ""
    rule: Say | None = None


@dataclass(frozen=True)
class Readiness:
    """The checklist: the summary, the rules, the articles that rules name."""

    summary: bool
    impossible: list[Lack]
    unknown: list[Lack]

    @property
    def ready(self) -> bool:
        """Whether the draft can be put up for the vote."""
        return self.summary and not (self.impossible or self.unknown)


def readiness(
    summary: str, rules: RuleSet, articles: Collection[str], *, voting_seats: int | None = None
) -> Readiness:
    """The checklist of a draft whose articles have these numbers."""
    impossible, unknown = [], []
    for path in PATHS:
        found = [
            Lack(one.say, path, title(path)) for one in problems_at(rules, path, voting_seats=voting_seats)
        ]
        impossible += found
        rule = rule_at(rules, path)
        if rule is not None and rule.article and rule.article not in articles:
            say = Refused("charter.article_unknown", article=rule.article).say
            unknown.append(Lack(say, path, title(path)))
    return Readiness(bool(summary.strip()), impossible, unknown)
