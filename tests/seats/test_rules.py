"""Who may sit where, as values: overlaps, lengths, limits, the cap, lines without circles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.charter.pinning import Law
from council.charter.starter import STARTER
from council.core.errors import Refused
from council.seats import rules
from council.seats.rules import Span

LAW = Law(3, STARTER)
DAY = date(2026, 1, 1)


def span(starts: date, last: date | None, *, person: int = 1, seat: int = 1, **more: object) -> Span:
    return Span(person, seat, starts, last, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("starts", "months", "last"),
    [
        (date(2026, 1, 1), 24, date(2027, 12, 31)),
        (date(2026, 3, 1), 24, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
    ],
)
def test_the_last_day_of_a_term(starts: date, months: int, last: date) -> None:
    assert rules.last_day(starts, months) == last


def test_a_held_seat_says_when_it_is_free() -> None:
    held = span(DAY, date(2026, 6, 30), person=2)
    with pytest.raises(Refused, match="held_until") as refused:
        rules.check_free(span(date(2026, 6, 30), None), [held])
    assert refused.value.params["free"] == date(2026, 7, 1)
    rules.check_free(span(date(2026, 7, 1), None), [held])


def test_an_open_term_has_to_be_ended_first() -> None:
    with pytest.raises(Refused, match="held_open"):
        rules.check_free(span(date(2030, 1, 1), None), [span(DAY, None, person=2)])


def test_alternates_sit_beside_a_member_but_nobody_twice() -> None:
    member = span(DAY, None, person=2)
    rules.check_free(span(DAY, None, member=False), [member])
    with pytest.raises(Refused, match="already_sits"):
        rules.check_free(span(DAY, None, person=2, member=False), [member])


@given(st.integers(0, 900), st.integers(0, 400), st.integers(0, 900), st.integers(0, 400))
def test_overlap_is_what_counting_days_says(a: int, long_a: int, b: int, long_b: int) -> None:
    one = span(DAY + timedelta(a), DAY + timedelta(a + long_a))
    two = span(DAY + timedelta(b), DAY + timedelta(b + long_b))
    days = set(range(a, a + long_a + 1)) & set(range(b, b + long_b + 1))
    assert one.overlaps(two) == two.overlaps(one) == bool(days)


def test_a_term_is_no_longer_than_the_charter_says() -> None:
    rules.check_length(LAW, span(DAY, date(2027, 12, 31)))
    with pytest.raises(Refused, match="term_too_long") as refused:
        rules.check_length(LAW, span(DAY, date(2028, 1, 1)))
    assert refused.value.params["longest"] == date(2027, 12, 31)
    assert refused.value.params["law"].params == {"article": "2.3", "version": 3}
    rules.check_length(LAW, span(DAY, None, ex_officio=True))
    rules.check_length(None, span(DAY, None))


def chain(count: int, *, pause: int = 0, **more: object) -> list[Span]:
    """So many two-year terms, the last ending the day before DAY less the pause."""
    found, last = [], DAY - timedelta(days=1 + pause)
    for _ in range(count):
        starts = rules.months_after(last + timedelta(days=1), -24)
        found.append(span(starts, last, **more))
        last = starts - timedelta(days=1 + pause)
    return found


def test_three_terms_in_a_row_are_enough() -> None:
    new = span(DAY, date(2027, 12, 31))
    rules.check_limits(lambda day: LAW, new, chain(2))
    with pytest.raises(Refused, match="terms_in_row_used") as refused:
        rules.check_limits(lambda day: LAW, new, chain(3))
    assert refused.value.params["served"] == 3


def test_a_pause_of_a_term_breaks_the_row() -> None:
    new = span(DAY, date(2027, 12, 31))
    assert rules.served(new, chain(3, pause=100), 24) == (3, 3)
    assert rules.served(new, chain(3, pause=800), 24) == (0, 3)


def test_terms_of_others_alternates_and_offices_do_not_count() -> None:
    new = span(DAY, date(2027, 12, 31))
    others = chain(3, person=2) + chain(3, member=False) + chain(3, ex_officio=True)
    assert rules.served(new, others, 24) == (0, 0)


def test_terms_held_at_the_same_time_count_once() -> None:
    new = span(DAY, date(2027, 12, 31))
    assert rules.served(new, chain(2) + chain(2, seat=9), 24) == (2, 2)


def test_a_limit_on_all_terms_is_told_apart() -> None:
    law = Law(3, replace(STARTER, terms=replace(STARTER.terms, consecutive=None, lifetime=2)))
    with pytest.raises(Refused, match="terms_used"):
        rules.check_limits(lambda day: law, span(DAY, date(2027, 12, 31)), chain(2, pause=800))


def test_a_charter_without_alternates() -> None:
    law = Law(3, replace(STARTER, alternates=replace(STARTER.alternates, allowed=False, voting=False)))
    with pytest.raises(Refused, match="no_alternates"):
        rules.check_alternate(law, span(DAY, None, member=False))
    rules.check_alternate(law, span(DAY, None))


def test_one_person_in_two_voting_seats_is_worth_a_word() -> None:
    other = span(DAY, None, seat=2, seat_name="Sales")
    assert [c.key for c in rules.cautions(span(DAY, None), [other])] == ["seats.two_voting_seats"]
    assert rules.cautions(span(DAY, None), [replace(other, voting=False)]) == []
    assert rules.cautions(span(DAY, None), [replace(other, last=DAY, starts=DAY - timedelta(9))]) != []


def test_lines_have_no_circle() -> None:
    lines = {1: None, 2: 1, 3: 2}
    rules.check_line(4, 3, lines)
    for seat, above in ((1, 3), (2, 3), (3, 3), (1, 2)):
        with pytest.raises(Refused, match="line_in_circle"):
            rules.check_line(seat, above, lines)


@given(st.dictionaries(st.integers(1, 12), st.integers(1, 12) | st.none(), max_size=12), st.integers(1, 12))
def test_an_accepted_line_always_reaches_the_top(lines: dict[int, int | None], seat: int) -> None:
    above = lines.pop(seat, None)
    try:
        rules.check_line(seat, above, lines)
    except Refused:
        return
    steps, at = 0, above
    while at is not None:
        assert at != seat and steps <= 12
        at, steps = lines.get(at), steps + 1


def test_one_appointment_of_a_kind_at_a_time() -> None:
    rules.check_one_at_a_time(DAY, None, [(DAY - timedelta(9), None, "A")])
    rules.check_one_at_a_time(DAY, None, [(DAY - timedelta(9), DAY - timedelta(1), "A")])
    with pytest.raises(Refused, match="appointed_already"):
        rules.check_one_at_a_time(DAY, None, [(DAY + timedelta(5), None, "A")])
