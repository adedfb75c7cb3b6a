"""Which rules are impossible, and which are only unwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from council.charter.kinds import (
    QUORUM_BASES,
    Approval,
    Basis,
    DecisionClass,
    Presides,
    Tie,
)
from council.charter.rules import COUNCIL_WIDE, ClassRule, Majority, RuleSet
from council.core.errors import Refused
from council.core.saying import Say

TYPICAL_SEATS = 12
"""Seats on which two majorities are compared while the council's own number is not known."""


def problems(rules: RuleSet, *, voting_seats: int | None = None) -> list[Refused]:
    """Every reason why these rules cannot become law, in the order of the rules; empty when they can."""
    found: list[Refused] = []
    for each, rule in rules.classes.items():
        found += _class_problems(rule, f"classes.{each.value}", voting_seats)
    found += _presiding_problems(rules)
    found += _number_problems(rules)
    found += _share_problems(rules)
    found += _pair_problems(rules)
    if voting_seats is not None:
        found += _seat_problems(rules, voting_seats)
    found += [Refused("charter.article_missing", field=path) for path in _without_article(rules)]
    return found


def warnings(rules: RuleSet, *, voting_seats: int | None = None) -> list[Say]:
    """What the rules allow but a careful council would look at twice."""
    found: list[Say] = []
    ordinary = rules.classes[DecisionClass.ORDINARY]
    seats = voting_seats or TYPICAL_SEATS
    charter = rules.classes[DecisionClass.CHARTER]
    if weaker(charter.majority, ordinary.majority, seats):
        found.append(Say("charter.weak_charter_majority"))
    if charter.quorum.needed(seats) < ordinary.quorum.needed(seats):
        found.append(Say("charter.weak_charter_quorum"))
    for each, rule in rules.classes.items():
        name = Say(f"charter.class.{each.value}")
        majority = rule.majority
        if rule.quorum.minimum < 3 and rule.quorum.basis != Basis.VOTING_SEATS:
            found.append(Say("charter.low_minimum", decision_class=name, minimum=rule.quorum.minimum))
        if majority.basis == Basis.VOTES_CAST and not more_than_half(majority):
            found.append(Say("charter.minority_carries", decision_class=name))
        if majority.tie == Tie.CASTING and (majority.no_votes_against or majority.fraction != Fraction(1, 2)):
            found.append(Say("charter.casting_never", decision_class=name))
    return found


def more_than_half(majority: Majority) -> bool:
    """Whether a motion with as many no as yes can never carry by its share alone."""
    if majority.more_yes_than_no:
        return True
    return majority.fraction > Fraction(1, 2) or (majority.fraction == Fraction(1, 2) and majority.strict)


def weaker(one: Majority, other: Majority, seats: int) -> bool:
    """Whether with all seats present and some number of abstentions `one` is content with fewer yes votes."""
    return any(
        one.needed(_of(one, seats, abstain)) < other.needed(_of(other, seats, abstain))
        for abstain in range(seats)
    )


def _of(majority: Majority, seats: int, abstain: int) -> int:
    return seats - abstain if majority.basis == Basis.VOTES_CAST else seats


def _share(share: Fraction, path: str, *, strict: bool) -> Iterator[Refused]:
    if not 0 < share <= 1:
        yield Refused("charter.share_out_of_range", field=path)
    elif strict and share == 1:
        yield Refused("charter.more_than_all", field=path)


def _least(value: int | None, least: int, path: str) -> Iterator[Refused]:
    if value is not None and value < least:
        yield Refused("charter.too_small", field=path, least=least)


def _class_problems(rule: ClassRule, path: str, seats: int | None) -> Iterator[Refused]:
    quorum, majority = rule.quorum, rule.majority
    if quorum.basis not in QUORUM_BASES:
        yield Refused("charter.quorum_basis", field=f"{path}.quorum.basis")
    yield from _share(quorum.fraction, f"{path}.quorum.fraction", strict=quorum.strict)
    yield from _least(quorum.minimum, 1, f"{path}.quorum.minimum")
    yield from _least(quorum.all_but, 0, f"{path}.quorum.all_but")
    for each in quorum.must_be_present:
        kind, colon, number = each.partition(":")
        if not (kind == "seat" and number.isdecimal() if colon else kind.isidentifier()):
            yield Refused("charter.not_a_seat", field=f"{path}.quorum.must_be_present", value=each)
    yield from _share(majority.fraction, f"{path}.majority.fraction", strict=majority.strict)
    yield from _least(majority.minimum_yes, 1, f"{path}.majority.minimum_yes")
    if not rule.methods.allowed:
        yield Refused("charter.no_method", field=f"{path}.methods.allowed")
    elif len(set(rule.methods.allowed)) < len(rule.methods.allowed):
        yield Refused("charter.twice", field=f"{path}.methods.allowed")
    if rule.conflict_limit is not None and not 0 < rule.conflict_limit.share < 1:
        yield Refused("charter.share_out_of_range", field=f"{path}.conflict_limit.share")
    if seats is not None:
        if quorum.minimum > seats:
            field = f"{path}.quorum.minimum"
            yield Refused("charter.quorum_above_seats", field=field, needed=quorum.minimum, seats=seats)
        if majority.minimum_yes > seats:
            field = f"{path}.majority.minimum_yes"
            yield Refused(
                "charter.majority_above_seats", field=field, needed=majority.minimum_yes, seats=seats
            )


def _presiding_problems(rules: RuleSet) -> Iterator[Refused]:
    order = rules.presiding.order
    if not order:
        yield Refused("core.required", field="presiding.order")
    elif len(set(order)) < len(order):
        yield Refused("charter.twice", field="presiding.order")
    elif Presides.ELECTED in order[:-1]:
        yield Refused("charter.elected_last", field="presiding.order")


def _number_problems(rules: RuleSet) -> Iterator[Refused]:
    yield from _least(rules.notice.days, 0, "notice.days")
    yield from _least(rules.notice.paper_days, 0, "notice.paper_days")
    yield from _least(rules.cadence.every, 1, "cadence.every")
    yield from _least(rules.minutes.circulate_days, 0, "minutes.circulate_days")
    yield from _least(rules.minutes.deemed_days, 1, "minutes.deemed_days")
    yield from _least(rules.terms.months, 1, "terms.months")
    yield from _least(rules.terms.consecutive, 1, "terms.consecutive")
    yield from _least(rules.terms.lifetime, 1, "terms.lifetime")
    yield from _least(rules.department_cap.most, 1, "department_cap.most")
    yield from _least(rules.review.months, 1, "review.months")
    yield from _least(rules.requisition.members, 1, "requisition.members")
    yield from _least(rules.lazy.hours, 1, "lazy.hours")
    yield from _least(rules.lazy.minimum_approvals, 0, "lazy.minimum_approvals")
    yield from _least(rules.lazy.all_but, 0, "lazy.all_but")
    yield from _least(rules.written.days, 1, "written.days")
    yield from _least(rules.written.force_meeting, 1, "written.force_meeting")


def _share_problems(rules: RuleSet) -> Iterator[Refused]:
    yield from _share(rules.late_items.fraction, "late_items.fraction", strict=rules.late_items.strict)
    if rules.department_cap.share is not None:
        yield from _share(rules.department_cap.share, "department_cap.share", strict=False)
    yield from _share(rules.written.answer_share, "written.answer_share", strict=rules.written.answer_strict)


def _pair_problems(rules: RuleSet) -> Iterator[Refused]:
    if rules.minutes.approval == Approval.DEEMED and rules.minutes.deemed_days is None:
        yield Refused("charter.deemed_without_days", field="minutes.deemed_days")
    terms = rules.terms
    if terms.lifetime is not None and terms.consecutive is not None and terms.lifetime < terms.consecutive:
        yield Refused("charter.lifetime_below_consecutive", field="terms.lifetime")
    if rules.alternates.voting and not rules.alternates.allowed:
        yield Refused("charter.voting_without_alternates", field="alternates.voting")


def _seat_problems(rules: RuleSet, seats: int) -> Iterator[Refused]:
    cap = rules.department_cap.share
    if cap is not None and cap.numerator * seats < cap.denominator:
        yield Refused("charter.cap_below_one", field="department_cap.share", seats=seats)
    for path, value in (
        ("requisition.members", rules.requisition.members),
        ("lazy.minimum_approvals", rules.lazy.minimum_approvals),
        ("written.force_meeting", rules.written.force_meeting),
    ):
        if value is not None and value > seats:
            yield Refused("charter.more_than_seats", field=path, value=value, seats=seats)


def _without_article(rules: RuleSet) -> Iterator[str]:
    for each, rule in rules.classes.items():
        for name in ("quorum", "majority", "methods", "conflict_limit"):
            part = getattr(rule, name)
            if part is not None and not part.article:
                yield f"classes.{each.value}.{name}.article"
    for name in COUNCIL_WIDE:
        if not getattr(rules, name).article:
            yield f"{name}.article"
