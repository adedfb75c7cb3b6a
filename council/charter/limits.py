"""Who may hold a seat by the charter: terms in a row, terms in all, seats of one department."""

from __future__ import annotations

from collections.abc import Mapping

from council.charter.rules import DepartmentCap, Terms
from council.charter.wording import article
from council.core.errors import Refused


def most_seats(rule: DepartmentCap, voting_seats: int) -> int | None:
    """The most voting seats that one department may hold; None where the charter sets no limit.

    A share is rounded down: a quarter of 11 seats allows 2, of 12 seats 3.
    """
    limits = [] if rule.most is None else [rule.most]
    if rule.share is not None:
        limits.append(rule.share.numerator * voting_seats // rule.share.denominator)
    return min(limits, default=None)


def over_cap(rule: DepartmentCap, voting_seats: int, held: Mapping[str, int]) -> list[str]:
    """The departments that hold more voting seats than they may, in the order given."""
    most = most_seats(rule, voting_seats)
    return [name for name, count in held.items() if most is not None and count > most]


def check_cap(
    rule: DepartmentCap, voting_seats: int, held: int, *, department: object, version: int | None = None
) -> None:
    """Refused when a department with `held` voting seats (the new one included) is over its limit."""
    most = most_seats(rule, voting_seats)
    if most is not None and held > most:
        raise Refused(
            "charter.over_cap",
            field="department",
            department=department,
            held=held,
            most=most,
            law=article(rule.article, version),
        )


def may_serve_again(rule: Terms, *, consecutive: int, lifetime: int | None = None) -> bool:
    """Whether a person who has served so many terms in a row (and in all) may begin another."""
    too_many_in_row = rule.consecutive is not None and consecutive >= rule.consecutive
    too_many = rule.lifetime is not None and (consecutive if lifetime is None else lifetime) >= rule.lifetime
    return not (too_many_in_row or too_many)


def check_terms(
    rule: Terms, *, consecutive: int, lifetime: int | None = None, version: int | None = None
) -> None:
    """Refused when the person's terms are used up; the reason names which limit."""
    if may_serve_again(rule, consecutive=consecutive, lifetime=lifetime):
        return
    law = article(rule.article, version)
    if rule.consecutive is not None and consecutive >= rule.consecutive:
        raise Refused(
            "charter.terms_in_row_used", field="person", served=consecutive, most=rule.consecutive, law=law
        )
    raise Refused(
        "charter.terms_used", field="person", served=lifetime or consecutive, most=rule.lifetime, law=law
    )
