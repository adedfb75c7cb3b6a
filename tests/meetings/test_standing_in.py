"""Alternates are seated by the best matching: as many seats as possible, each person once, always the same way."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.charter.rules import Alternates
from council.meetings.electorate import SeatOn, electorate
from council.meetings.standing_in import Wanted, stand_ins

seats_and_persons = st.dictionaries(
    st.integers(1, 5), st.lists(st.integers(91, 95), unique=True, max_size=4), max_size=5
)


def most(wanted: Wanted) -> int:
    """How many seats can be filled, by trying every order of persons."""
    persons = sorted({each for those in wanted.values() for each in those})
    places = [*persons, *[0] * len(wanted)]
    return max(
        sum(person in wanted[seat] for seat, person in zip(wanted, order, strict=True))
        for order in permutations(places, len(wanted))
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {}),
        ({1: [9], 2: [9]}, {1: 9}),
        ({1: [8, 9], 2: [8]}, {1: 9, 2: 8}),  # one for both, the other only for the first
        ({1: [8, 9], 2: [9, 8]}, {1: 8, 2: 9}),  # precedence where it costs nobody a seat
        ({1: [8], 2: [8, 9], 3: [9, 7]}, {1: 8, 2: 9, 3: 7}),
        ({1: [9], 2: [9], 3: [9]}, {1: 9}),  # the council's order decides who goes without
        ({1: [], 2: [9]}, {2: 9}),
    ],
)
def test_who_stands_in(wanted: dict[int, list[int]], found: dict[int, int]) -> None:
    assert stand_ins(wanted) == found


@given(seats_and_persons)
def test_no_other_way_fills_more_seats(wanted: dict[int, list[int]]) -> None:
    found = stand_ins(wanted)
    assert len(found) == most(wanted)
    assert len(set(found.values())) == len(found)
    assert all(person in wanted[seat] for seat, person in found.items())


@given(seats_and_persons)
def test_an_earlier_seat_never_goes_without_for_a_later_one(wanted: dict[int, list[int]]) -> None:
    found = stand_ins(wanted)
    for seat in wanted:
        earlier = {one: those for one, those in wanted.items() if one in found or one == seat}
        if seat not in found:
            upto = {
                one: those
                for one, those in earlier.items()
                if list(wanted).index(one) <= list(wanted).index(seat)
            }
            assert most(upto) < len(upto)


@given(seats_and_persons, st.sets(st.integers(91, 95)), st.sets(st.integers(91, 95)))
def test_the_electorate_seats_as_many_as_can_vote(
    wanted: dict[int, list[int]], present: set[int], recused: set[int]
) -> None:
    seats = [SeatOn(n, "representative", True, n, tuple(those)) for n, those in wanted.items()]
    clear = {n: [p for p in those if p in present - recused] for n, those in wanted.items()}
    found = electorate(seats, present, recused=recused)
    assert found.count.present == most(clear)
    assert electorate(seats, sorted(present, reverse=True), recused=recused) == found
    sitters = [place.sitter for place in found.places if place.sitter is not None]
    assert len(set(sitters)) == len(sitters)


def test_an_alternate_of_two_gives_way_to_the_other_alternate_of_one() -> None:
    seats = [
        SeatOn(1, "representative", True, holder=11, alternates=(21, 22)),
        SeatOn(2, "representative", True, holder=12, alternates=(21,)),
    ]
    assert electorate(seats, {21, 22}).count.present == 2
    assert [p.sitter for p in electorate(seats, {21}).places] == [21, None]
    assert electorate(seats, {21, 22}, alternates=Alternates(voting=False)).count.present == 0


def test_somebody_recused_stands_in_only_where_nobody_else_does() -> None:
    seats = [SeatOn(1, "representative", True, holder=11, alternates=(21, 22))]
    who = electorate(seats, {21, 22}, recused={21})
    assert (who.places[0].sitter, who.count.present, who.count.recused) == (22, 1, 0)
    alone = electorate(seats, {21}, recused={21})
    assert (alone.places[0].sitter, alone.count.present, alone.count.recused_present) == (21, 0, 1)


def test_a_recused_holder_who_is_out_takes_nobody_from_another_seat() -> None:
    seats = [
        SeatOn(1, "representative", True, holder=11, alternates=(21,)),
        SeatOn(2, "representative", True, holder=12, alternates=(21,)),
    ]
    who = electorate(seats, {21}, recused={11})
    assert [p.sitter for p in who.places] == [None, 21]


def test_a_seat_without_a_vote_takes_nobody_from_one_with() -> None:
    seats = [
        SeatOn(1, "specialist", False, holder=11, alternates=(21, 22)),
        SeatOn(2, "representative", True, holder=12, alternates=(21,)),
    ]
    assert [p.sitter for p in electorate(seats, {21, 22}).places] == [22, 21]
