"""The parts of which rule sentences are made: shares, bases, days, articles, seats."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from council.charter.kinds import Basis, DayKind
from council.core.saying import Both, Say

_NAMED = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "third",
    Fraction(2, 3): "two_thirds",
    Fraction(1, 4): "quarter",
    Fraction(3, 4): "three_quarters",
}
KNOWN_SEATS = ("chair", "vice_chair", "secretary", "representative", "specialist")


def share(fraction: Fraction, *, strict: bool) -> Say:
    """ "more than half", "at least two thirds", "all"."""
    if fraction == 1:
        return Say("charter.share.all")
    bound = "more" if strict else "least"
    if fraction in _NAMED:
        return Say(f"charter.share.{bound}.{_NAMED[fraction]}")
    return Say(f"charter.share.{bound}.parts", n=fraction.numerator, d=fraction.denominator)


def basis(kind: Basis) -> Say:
    """ "the filled voting seats"."""
    return Say(f"charter.basis.{kind.value}")


def part(fraction: Fraction, of: Basis, *, strict: bool) -> Say:
    """ "more than half of the filled voting seats"."""
    return Say("charter.part", share=share(fraction, strict=strict), basis=basis(of))


def days(count: int, kind: DayKind) -> Say:
    """ "3 working days"."""
    unit = "day" if count == 1 else "days"
    return Say(f"charter.{unit}.{kind.value}", count=count)


def article(number: str, version: int | None = None) -> Say:
    """ "article 5.2 of charter v3", as exactly as is known."""
    if not number:
        return Say("charter.law" if version is None else "charter.law_version", version=version)
    if version is None:
        return Say("charter.article", article=number)
    return Say("charter.article_version", article=number, version=version)


def seat(token: str, names: Mapping[str, Both] | None = None) -> Say:
    """A seat kind or one seat (`seat:4`) by its name, as far as the caller knows names."""
    if names and token in names:
        return Say("charter.seat.named", name=names[token])
    if token in KNOWN_SEATS:
        return Say(f"charter.seat.{token}")
    return Say("charter.seat.other", name=token.partition(":")[2] or token)
