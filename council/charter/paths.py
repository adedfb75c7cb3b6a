"""Where each rule stands in a rule set: `ordinary.quorum` in addresses, `classes.ordinary.quorum` in refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from council.charter.kinds import DecisionClass
from council.charter.rules import (
    COUNCIL_WIDE,
    ConflictLimit,
    Majority,
    Methods,
    Quorum,
    RuleSet,
)
from council.charter.sentences import sentence
from council.charter.soundness import problems
from council.core.errors import NotFound, Refused
from council.core.saying import Say

OF_A_CLASS = {
    "quorum": Quorum,
    "majority": Majority,
    "methods": Methods,
    "conflict_limit": ConflictLimit,
}
"""The rules that each class of decisions has for itself."""

PATHS: tuple[str, ...] = (
    *(f"{each.value}.{name}" for each in DecisionClass for name in OF_A_CLASS),
    *COUNCIL_WIDE,
)
"""Every rule of a charter in reading order."""


def parts(path: str) -> tuple[DecisionClass | None, str]:
    """The class (None for the whole council) and the name of a rule; NotFound when there is no such rule."""
    if path not in PATHS:
        raise NotFound(f"rule {path}")
    head, dot, name = path.partition(".")
    return (DecisionClass(head), name) if dot else (None, head)


def short(path: str) -> str:
    """The path as an address shows it."""
    return path.removeprefix("classes.")


def rule_at(rules: RuleSet, path: str) -> Any:
    """The rule that stands there; None for a conflict limit that is switched off."""
    each, name = parts(path)
    return getattr(rules if each is None else rules.classes[each], name)


def with_rule(rules: RuleSet, path: str, rule: Any) -> RuleSet:
    """The same rule set with another rule there."""
    each, name = parts(path)
    if each is None:
        return replace(rules, **{name: rule})
    return replace(rules, classes={**rules.classes, each: replace(rules.classes[each], **{name: rule})})


def everywhere(path: str) -> tuple[str, ...]:
    """The same rule in every class, the named one first; alone when it holds for the whole council."""
    each, name = parts(path)
    if each is None:
        return (path,)
    return (path, *(f"{one.value}.{name}" for one in DecisionClass if one != each))


def sharing(rules: RuleSet, path: str) -> tuple[str, ...]:
    """The same rule in the other classes of decisions that stand on the same article: one sentence speaks of all."""
    own = rule_at(rules, path)
    others = ((each, rule_at(rules, each)) for each in everywhere(path)[1:])
    return tuple(each for each, rule in others if own and rule and own.article == rule.article != "")


def problems_at(rules: RuleSet, path: str, *, voting_seats: int | None = None) -> list[Refused]:
    """Why the rule there can never be law; `field` is the name of its part."""
    each, name = parts(path)
    start = f"{name}." if each is None else f"classes.{each.value}.{name}."
    return [
        Refused(one.key, field=(one.field or "").removeprefix(start), **one.params)
        for one in problems(rules, voting_seats=voting_seats)
        if (one.field or "").startswith(start)
    ]


def read_back(rule: Any, names: Any = None) -> Say:
    """The rule in one sentence, also when it is switched off."""
    return Say("charter.conflict_none") if rule is None else sentence(rule, names)


def naming(rules: RuleSet, article: str) -> list[str]:
    """The paths of the rules that stand on an article or clause."""
    found = ((path, rule_at(rules, path)) for path in PATHS)
    return [path for path, rule in found if rule is not None and rule.article == article]


def renamed(rules: RuleSet, numbers: dict[str, str]) -> RuleSet:
    """The rules standing on the articles' new numbers."""
    for path in PATHS:
        rule = rule_at(rules, path)
        if rule is not None and rule.article in numbers:
            rules = with_rule(rules, path, replace(rule, article=numbers[rule.article]))
    return rules


def titled(paths: Sequence[str]) -> list[Say]:
    """The names of rules, for sentences that list them."""
    return [title(path) for path in paths]


def title(path: str) -> Say:
    """The name of a rule: "Quorum (policy decisions)", "Notice and papers"."""
    each, name = parts(path)
    kind = Say(f"charter.rule.{name}")
    if each is None:
        return kind
    return Say("charter.rule_of_class", rule=kind, decision_class=Say(f"charter.class.{each.value}"))
