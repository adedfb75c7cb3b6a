"""The law as a meeting or a motion pins it: rules with the number of the charter version they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field

from council.charter.kinds import DecisionClass
from council.charter.rules import Alternates, ClassRule, LazyConsensus, Presiding, RuleSet, WrittenResolution


@dataclass(frozen=True)
class PinnedRule:
    """The law of one motion, complete in itself: later charters cannot reach it."""

    version: int | None
    decision_class: DecisionClass
    rule: ClassRule
    presiding: Presiding = field(default_factory=Presiding)
    alternates: Alternates = field(default_factory=Alternates)
    lazy: LazyConsensus = field(default_factory=LazyConsensus)
    written: WrittenResolution = field(default_factory=WrittenResolution)


@dataclass(frozen=True)
class Law:
    """A rule set with the number of the charter version it stands in; what a meeting pins."""

    version: int
    rules: RuleSet

    def pin(self, decision_class: DecisionClass) -> PinnedRule:
        """What a motion of this class pins when it opens."""
        rules = self.rules
        return PinnedRule(
            version=self.version,
            decision_class=decision_class,
            rule=rules.classes[decision_class],
            presiding=rules.presiding,
            alternates=rules.alternates,
            lazy=rules.lazy,
            written=rules.written,
        )
