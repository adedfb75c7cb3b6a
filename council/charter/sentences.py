"""Every rule read back as a plain sentence, the same for the page, the charter PDF and the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from council.charter.kinds import Approval, Tie
from council.charter.rules import (
    COUNCIL_WIDE,
    Alternates,
    Cadence,
    ConflictLimit,
    DepartmentCap,
    LateItems,
    LazyConsensus,
    Majority,
    Methods,
    MinutesRule,
    Notice,
    PolicyReview,
    Presiding,
    Quorum,
    Requisition,
    RuleSet,
    Terms,
    WrittenResolution,
)
from council.charter.wording import days, part, seat, share
from council.core.saying import Both, Say


@dataclass(frozen=True)
class RuleLine:
    """One rule as read: where it stands (`classes.policy.quorum`, `notice`), its article, its sentence."""

    path: str
    article: str
    say: Say


def lines(rules: RuleSet, names: Mapping[str, Both] | None = None) -> list[RuleLine]:
    """All rules of a set in reading order; `names` gives the names of seats (`seat:4`) that rules mention."""
    found = []
    for each, rule in rules.classes.items():
        for name in ("quorum", "majority", "methods", "conflict_limit"):
            one = getattr(rule, name)
            if one is not None:
                found.append(RuleLine(f"classes.{each.value}.{name}", one.article, sentence(one, names)))
    for name in COUNCIL_WIDE:
        one = getattr(rules, name)
        found.append(RuleLine(name, one.article, sentence(one, names)))
    return found


@singledispatch
def sentence(rule: Any, names: Mapping[str, Both] | None = None) -> Say:
    """The rule in one plain sentence (a Say that may hold further sentences in `more`)."""
    raise TypeError(f"no sentence for {type(rule).__name__}")


def _joined(first: Say, more: list[Say]) -> Say:
    """Sentences one after the other; each is whole, so that every language keeps its own order within."""
    for each in more:
        first = Say("charter.then", first=first, second=each)
    return first


@sentence.register
def _(rule: Quorum, names: Mapping[str, Both] | None = None) -> Say:
    asked = part(rule.fraction, rule.basis, strict=rule.strict)
    first = (
        Say("charter.quorum_at_least", part=asked, minimum=rule.minimum)
        if rule.minimum > 1
        else Say("charter.quorum", part=asked)
    )
    more = []
    if rule.all_but is not None:
        more.append(Say("charter.quorum_all_but", count=rule.all_but))
    if rule.must_be_present:
        more.append(Say("charter.quorum_seats", seats=[seat(each, names) for each in rule.must_be_present]))
    if rule.recused_counts:
        more.append(Say("charter.quorum_recused"))
    return _joined(first, more)


@sentence.register
def _(rule: Majority, names: Mapping[str, Both] | None = None) -> Say:
    asked = part(rule.fraction, rule.basis, strict=rule.strict)
    first = (
        Say("charter.majority_at_least", part=asked, minimum=rule.minimum_yes)
        if rule.minimum_yes > 1
        else Say("charter.majority", part=asked)
    )
    more = [Say("charter.more_yes_than_no")] if rule.more_yes_than_no else []
    if rule.no_votes_against:
        more.append(Say("charter.no_votes_against"))
    more.append(Say("charter.tie_casting" if rule.tie == Tie.CASTING else "charter.tie_fails"))
    return _joined(first, more)


@sentence.register
def _(rule: Methods, names: Mapping[str, Both] | None = None) -> Say:
    return Say("charter.methods", methods=[Say(f"charter.method.{each.value}") for each in rule.allowed])


@sentence.register
def _(rule: ConflictLimit, names: Mapping[str, Both] | None = None) -> Say:
    return Say("charter.conflict_limit", share=share(rule.share, strict=True))


@sentence.register
def _(rule: Presiding, names: Mapping[str, Both] | None = None) -> Say:
    first = Say("charter.presiding", order=[Say(f"charter.presides.{each.value}") for each in rule.order])
    casting = Say(f"charter.casting.{rule.casting.value}")
    votes = Say("charter.casting_and_first" if rule.chair_votes_first else "charter.casting_only")
    return _joined(first, [casting, votes])


@sentence.register
def _(rule: Notice, names: Mapping[str, Both] | None = None) -> Say:
    return Say(
        "charter.notice",
        days=days(rule.days, rule.day_kind),
        papers=days(rule.paper_days, rule.paper_day_kind),
    )


@sentence.register
def _(rule: LateItems, names: Mapping[str, Both] | None = None) -> Say:
    return Say("charter.late_items", share=share(rule.fraction, strict=rule.strict))


@sentence.register
def _(rule: Cadence, names: Mapping[str, Both] | None = None) -> Say:
    one = "one" if rule.every == 1 else "many"
    return Say(f"charter.cadence.{rule.unit.value}.{one}", every=rule.every)


@sentence.register
def _(rule: MinutesRule, names: Mapping[str, Both] | None = None) -> Say:
    first = Say("charter.minutes_circulated", days=days(rule.circulate_days, rule.day_kind))
    if rule.approval == Approval.DEEMED:
        return _joined(
            first, [Say("charter.minutes_deemed", days=days(rule.deemed_days or 0, rule.day_kind))]
        )
    return _joined(first, [Say("charter.minutes_next_meeting")])


@sentence.register
def _(rule: Terms, names: Mapping[str, Both] | None = None) -> Say:
    more = []
    if rule.consecutive is not None:
        more.append(Say("charter.terms_consecutive", count=rule.consecutive))
    if rule.lifetime is not None:
        more.append(Say("charter.terms_lifetime", count=rule.lifetime))
    return _joined(Say("charter.terms", months=rule.months), more)


@sentence.register
def _(rule: DepartmentCap, names: Mapping[str, Both] | None = None) -> Say:
    if rule.most is None and rule.share is None:
        return Say("charter.cap_none")
    if rule.share is None:
        return Say("charter.cap_number", most=rule.most)
    if rule.most is None:
        return Say("charter.cap_share", n=rule.share.numerator, d=rule.share.denominator)
    return Say("charter.cap_both", most=rule.most, n=rule.share.numerator, d=rule.share.denominator)


@sentence.register
def _(rule: Alternates, names: Mapping[str, Both] | None = None) -> Say:
    if not rule.allowed:
        return Say("charter.alternates_none")
    return Say("charter.alternates_voting" if rule.voting else "charter.alternates_speaking")


@sentence.register
def _(rule: PolicyReview, names: Mapping[str, Both] | None = None) -> Say:
    return Say("charter.review", months=rule.months)


@sentence.register
def _(rule: Requisition, names: Mapping[str, Both] | None = None) -> Say:
    return Say("charter.requisition", members=rule.members)


@sentence.register
def _(rule: LazyConsensus, names: Mapping[str, Both] | None = None) -> Say:
    more = []
    if rule.minimum_approvals:
        more.append(Say("charter.lazy_approvals", count=rule.minimum_approvals))
    if rule.all_but is not None:
        more.append(Say("charter.lazy_all_but", count=rule.all_but))
    return _joined(Say("charter.lazy", hours=rule.hours), more)


@sentence.register
def _(rule: WrittenResolution, names: Mapping[str, Both] | None = None) -> Say:
    first = Say(
        "charter.written",
        days=days(rule.days, rule.day_kind),
        share=share(rule.answer_share, strict=rule.answer_strict),
    )
    if rule.force_meeting is None:
        return first
    return _joined(first, [Say("charter.written_force", count=rule.force_meeting)])
