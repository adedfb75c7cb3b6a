"""What changed between two rule sets, sentence against sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from council.charter.rules import RuleSet
from council.charter.sentences import RuleLine, lines
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
