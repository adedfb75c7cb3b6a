"""The charter's limits as values: terms in a row with their edges, departments' seats, removal by a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from council.charter.pinning import Law
from council.charter.starter import STARTER
from council.core.errors import Refused
from council.seats import rules
from council.seats.rules import Held, Span

LAW = Law(3, STARTER)
TWO_YEARS = 24


def term(starts: str, last: str | None, *, seat: int = 1, **more: object) -> Span:
    return Span(1, seat, date.fromisoformat(starts), date.fromisoformat(last) if last else None, **more)  # type: ignore[arg-type]


FIRST = term("2020-01-01", "2021-12-31")
SECOND = term("2022-01-01", "2023-12-31")
THIRD = term("2024-01-01", "2025-12-31")
NEW = term("2026-01-01", "2027-12-31")

CASES = [
    ("nobody served", [], (0, 0)),
    ("three one after another", [FIRST, SECOND, THIRD], (3, 3)),
    ("the order they were recorded in is nothing", [THIRD, FIRST, SECOND], (3, 3)),
    ("a day between two is no pause", [term("2024-01-01", "2025-12-30")], (1, 1)),
    ("a pause one day short of a term", [term("2022-01-02", "2024-01-01")], (1, 1)),
    ("a pause of a term", [SECOND], (0, 1)),
    ("a pause in the middle breaks what lies before", [FIRST, THIRD], (1, 2)),
    ("a pause over a leap day", [term("2022-03-01", "2024-02-28"), term("2025-01-01", "2025-12-31")], (2, 2)),
    ("a term cut short counts", [term("2024-01-01", "2024-03-31")], (1, 1)),
    ("overlapping by a month are two", [SECOND, term("2023-12-01", "2025-11-30", seat=2)], (2, 2)),
    ("another seat in the same days is one", [THIRD, term("2024-01-01", "2025-12-31", seat=2)], (1, 1)),
    ("a short one within a long one is one", [THIRD, term("2024-06-01", "2024-12-31", seat=2)], (1, 1)),
    ("three seats in the same days are one", [replace(THIRD, seat=n) for n in (1, 2, 3)], (1, 1)),
    ("one that runs on into the new one", [term("2025-01-01", "2026-12-31", seat=2)], (1, 1)),
    ("one that runs around the new one adds nothing", [term("2025-01-01", "2028-12-31", seat=2)], (0, 0)),
    ("alternates serve no term", [replace(THIRD, member=False)], (0, 0)),
    ("an office is no term", [replace(THIRD, ex_officio=True)], (0, 0)),
    ("an office between two is a pause", [SECOND, replace(THIRD, ex_officio=True)], (0, 1)),
    ("somebody else's", [replace(THIRD, person=2)], (0, 0)),
    ("one without an end", [term("2024-01-01", None, seat=2)], (0, 0)),
    ("later ones are not served yet", [term("2028-01-01", "2029-12-31")], (0, 0)),
]


@pytest.mark.parametrize(("others", "found"), [(o, f) for _, o, f in CASES], ids=[name for name, *_ in CASES])
def test_terms_in_a_row_and_in_all(others: list[Span], found: tuple[int, int]) -> None:
    assert rules.served(NEW, others, TWO_YEARS) == found


def test_a_term_recorded_before_others_may_make_the_last_one_too_many() -> None:
    rules.check_limits(lambda day: LAW, FIRST, [SECOND, THIRD])
    with pytest.raises(Refused, match="terms_in_row_used") as refused:
        rules.check_limits(lambda day: LAW, FIRST, [SECOND, THIRD, NEW])
    assert refused.value.params["law"].params == {"article": "2.3", "version": 3}


def test_each_term_is_judged_by_the_charter_of_its_first_day() -> None:
    strict = Law(4, replace(STARTER, terms=replace(STARTER.terms, consecutive=1)))

    def law_on(day: date) -> Law:
        return strict if day >= NEW.starts else LAW

    rules.check_limits(law_on, THIRD, [SECOND])
    with pytest.raises(Refused, match="terms_in_row_used") as refused:
        rules.check_limits(law_on, NEW, [THIRD])
    assert refused.value.params["law"].params["version"] == 4


@pytest.mark.parametrize("free", [replace(NEW, member=False), replace(NEW, ex_officio=True)])
def test_alternates_and_offices_are_not_limited(free: Span) -> None:
    rules.check_limits(lambda day: LAW, free, [FIRST, SECOND, THIRD])
    rules.check_length(LAW, replace(free, last=None))


def test_a_later_holder_says_until_when_the_seat_is_free() -> None:
    later = Span(2, 1, date(2027, 1, 1), date(2028, 12, 31))
    with pytest.raises(Refused, match="held_from"):
        rules.check_free(NEW, [later])
    rules.check_free(replace(NEW, last=date(2026, 12, 31)), [later])


SALES, SUPPORT = 1, 2
COUNCIL = [
    Held(1, True, None, filled=True, of_holder=None),
    Held(2, True, SALES, filled=True, of_holder=SALES),
    Held(3, True, SUPPORT, filled=True, of_holder=SALES),
    Held(4, True, SALES),
    Held(5, False, SALES, filled=True, of_holder=SALES),
    Held(6, True, SUPPORT, filled=True, of_holder=None),
]


def test_a_department_holds_its_filled_seats_and_those_its_people_sit_in() -> None:
    assert rules.seats_of(SALES, COUNCIL) == 2  # its own, and the seat of support that its person holds
    assert rules.seats_of(SALES, COUNCIL, vacant=True) == 3
    assert rules.seats_of(SUPPORT, COUNCIL) == 2


@pytest.mark.parametrize(
    ("voting", "held", "fine"),
    [(9, 2, True), (9, 3, False), (6, 2, True), (5, 2, False), (5, 1, True), (2, 1, False), (3, 1, True)],
)
def test_the_department_cap(voting: int, held: int, fine: bool) -> None:
    seats = [Held(n, True, SALES if n < held else None, filled=True) for n in range(voting)]
    if fine:
        rules.check_departments(LAW, {SALES: "Sales"}, seats)
        return
    with pytest.raises(Refused, match="over_cap") as refused:
        rules.check_departments(LAW, {SALES: "Sales"}, seats)
    assert refused.value.params["law"].params == {"article": "2.4", "version": 3}
    rules.check_departments(None, {SALES: "Sales"}, seats)
    rules.check_departments(LAW, {SUPPORT: "Support"}, seats)


def test_seats_without_a_vote_are_outside_the_cap() -> None:
    seats = [Held(n, n < 3, None if n < 3 else SALES, filled=True) for n in range(9)]
    rules.check_departments(LAW, {SALES: "Sales"}, seats)


DECIDED = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("decision_class", "last", "key"),
    [
        (None, DECIDED, "removal_needs_decision"),
        ("ordinary", DECIDED, "removal_other_class"),
        ("appointment", DECIDED - timedelta(days=1), "removal_too_early"),
        ("appointment", DECIDED, None),
        ("appointment", DECIDED + timedelta(days=30), None),
    ],
)
def test_a_member_is_removed_by_a_decision_of_its_class(
    decision_class: str | None, last: date, key: str | None
) -> None:
    given = {
        "decision_class": decision_class,
        "decided_on": DECIDED if decision_class else None,
        "last": last,
    }
    if key is None:
        rules.check_removal(LAW, **given)  # type: ignore[arg-type]
        return
    with pytest.raises(Refused, match=key) as refused:
        rules.check_removal(LAW, **given)  # type: ignore[arg-type]
    assert refused.value.params["law"].params == {"article": "2.3", "version": 3}
