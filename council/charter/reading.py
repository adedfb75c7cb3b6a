"""A charter as it is read: each article with its clauses, and beside each clause the rules that stand on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from council.charter.kinds import DecisionClass
from council.charter.paths import parts, short
from council.charter.rules import RuleSet
from council.charter.sentences import RuleLine, lines
from council.core.saying import Both, Say


class Numbered(Protocol):
    """An article or a clause."""

    @property
    def number(self) -> str: ...


@dataclass(frozen=True)
class RuleReading:
    """A rule in one sentence; `classes` when it holds only for some kinds of decisions."""

    say: Say
    classes: tuple[DecisionClass, ...] = ()
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one class of decisions; without a class, those that hold for the council as a whole."""

    decision_class: DecisionClass | None
    lines: list[RuleLine]

    @property
    def name(self) -> Say:
        """What the rules hold for: "ordinary decisions", "the council as a whole"."""
        return whose(self.decision_class)


@dataclass(frozen=True)
class Section:
    """An article with its clauses; `head` is None for clauses whose article is missing."""

    number: str
    head: Numbered | None = None
    clauses: list[Numbered] = field(default_factory=list)

    @property
    def lags(self) -> bool:
        """Whether the translation of any of its texts lags behind."""
        return any(getattr(each, "stale", False) for each in (self.head, *self.clauses))


def whose(decision_class: DecisionClass | None) -> Say:
    """What a rule holds for, by name."""
    return Say(f"charter.class.{decision_class.value}" if decision_class else "charter.whole")


def rules_by_article(rules: RuleSet, names: Mapping[str, Both] | None = None) -> dict[str, list[RuleReading]]:
    """The rules of each article; what several classes share is said once."""
    found: dict[str, dict[Say, list[str]]] = {}
    for line in lines(rules, names):
        found.setdefault(line.article, {}).setdefault(line.say, []).append(short(line.path))
    return {
        number: [RuleReading(say, _classes(paths), tuple(paths)) for say, paths in readings.items()]
        for number, readings in found.items()
    }


def _classes(paths: Iterable[str]) -> tuple[DecisionClass, ...]:
    return tuple(each for each in (parts(path)[0] for path in paths) if each is not None)


def rules_by_class(rules: RuleSet, names: Mapping[str, Both] | None = None) -> list[RuleGroup]:
    """Every rule: class by class, then what holds for the council as a whole, each in reading order."""
    found: dict[DecisionClass | None, list[RuleLine]] = {}
    for line in lines(rules, names):
        parts = line.path.split(".")
        found.setdefault(DecisionClass(parts[1]) if len(parts) > 1 else None, []).append(line)
    return [RuleGroup(each, group) for each, group in found.items()]


def sections(articles: Iterable[Numbered]) -> list[Section]:
    """Articles in order, each with its clauses."""
    found: list[Section] = []
    for each in articles:
        number = each.number.partition(".")[0]
        if "." not in each.number:
            found.append(Section(number, each))
        elif found and found[-1].number == number:
            found[-1].clauses.append(each)
        else:
            found.append(Section(number, None, [each]))
    return found
