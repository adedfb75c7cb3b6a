"""Which alternate stands in for which seat, so that as many seats as possible have somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Wanted = Mapping[int, Sequence[int]]
"""Seats in the council's order, each with the persons who may stand in, in order of precedence."""


def stand_ins(wanted: Wanted) -> dict[int, int]:
    """Seat → the one person who stands in for it; nobody stands in twice.

    As many seats as possible are filled (a maximum matching, Kuhn 1955). Where not all can be, the earlier
    seats are; and each seat, in order, gets the first of its persons with whom the others stay filled.
    """
    filled = list(_matched(wanted))
    left = {seat: list(wanted[seat]) for seat in filled}
    chosen: dict[int, int] = {}
    for seat in filled:
        persons = left.pop(seat)
        for person in persons:
            others = {one: [each for each in those if each != person] for one, those in left.items()}
            if len(_matched(others)) == len(others):
                chosen[seat], left = person, others
                break
    return chosen


def _matched(wanted: Wanted) -> dict[int, int]:
    """A maximum matching; a seat once filled stays filled, so the earlier seats come first."""
    at: dict[int, int] = {}

    def place(seat: int, tried: set[int]) -> bool:
        for person in wanted[seat]:
            if person in tried:
                continue
            tried.add(person)
            if person not in at or place(at[person], tried):
                at[person] = seat
                return True
        return False

    seats = [seat for seat in wanted if place(seat, set())]
    found = {seat: person for person, seat in at.items()}
    return {seat: found[seat] for seat in seats}
