"""What changed between two rule sets, sentence against sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from council.charter.kinds import DecisionClass
from council.charter.rules import RuleSet
from council.charter.sentences import RuleLine, lines
from council.charter.texts import ArticleText, join
from council.core.diff import Block, Stats, diff, stats
from council.core.saying import Both


@dataclass(frozen=True)
class RuleChange:
    """One rule that reads otherwise or moved to another article; None where it is new or gone."""

    path: str
    before: RuleLine | None
    after: RuleLine | None

    @property
    def reworded(self) -> bool:
        """Whether the rule itself changed, not only its article's number."""
        return self.before is None or self.after is None or self.before.say != self.after.say


def changes(before: RuleSet, after: RuleSet, names: Mapping[str, Both] | None = None) -> list[RuleChange]:
    """The rules that differ, in reading order; empty when both sets say the same."""
    old = {line.path: line for line in lines(before, names)}
    new = {line.path: line for line in lines(after, names)}
    paths = [*new, *(path for path in old if path not in new)]
    return [
        RuleChange(path, old.get(path), new.get(path)) for path in paths if old.get(path) != new.get(path)
    ]


@dataclass(frozen=True)
class SharedChange:
    """A change that several classes share, said once; without classes it concerns the council as a whole."""

    before: RuleLine | None
    after: RuleLine | None
    classes: tuple[DecisionClass, ...]

    @property
    def reworded(self) -> bool:
        """Whether the rule itself changed, not only its article's number."""
        return self.before is None or self.after is None or self.before.say != self.after.say

    @property
    def article(self) -> str:
        """The article it stands on, or stood on."""
        return (self.after or self.before).article  # type: ignore[union-attr]


def shared(found: Iterable[RuleChange]) -> list[SharedChange]:
    """The same changes with what several classes share said once, in reading order."""
    groups: dict[tuple[object, ...], list[RuleChange]] = {}
    for each in found:
        said = [(line.article, line.say) if line else None for line in (each.before, each.after)]
        name = each.path.split(".")
        groups.setdefault((*said, name[-1], len(name)), []).append(each)
    return [
        SharedChange(group[0].before, group[0].after, tuple(filter(None, map(_class_of, group))))
        for group in groups.values()
    ]


def _class_of(change: RuleChange) -> DecisionClass | None:
    parts = change.path.split(".")
    return DecisionClass(parts[1]) if len(parts) > 1 else None


@dataclass(frozen=True)
class Compared:
    """All that differs between two versions, in one language: numbers of articles, rules, the text itself."""

    changes: list[RuleChange]
    added: list[str]
    removed: list[str]
    reworded: list[str]
    blocks: list[Block]
    stats: Stats

    @property
    def shared(self) -> list[SharedChange]:
        """The rule changes with what several classes share said once."""
        return shared(self.changes)

    @property
    def nothing(self) -> bool:
        """Whether both say the same."""
        return not (self.changes or self.added or self.removed or self.reworded)


def compared(
    before: tuple[Sequence[ArticleText], RuleSet],
    after: tuple[Sequence[ArticleText], RuleSet],
    lang: str,
    names: Mapping[str, Both] | None = None,
) -> Compared:
    """Two versions, each as its articles and rules, against each other; `reworded` looks at both languages."""
    old = {each.number: replace(each, stale=False) for each in before[0]}
    new = {each.number: replace(each, stale=False) for each in after[0]}
    blocks = diff(join(before[0], lang), join(after[0], lang), lang)
    return Compared(
        changes(before[1], after[1], names),
        [number for number in new if number not in old],
        [number for number in old if number not in new],
        [number for number in new if number in old and new[number] != old[number]],
        blocks,
        stats(blocks),
    )
