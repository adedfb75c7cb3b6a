"""Who counts at one moment for one item: seats, who sits in them, who is out, who is recused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from council.charter.kinds import Basis
from council.charter.rules import Alternates
from council.meetings.standing_in import stand_ins


@dataclass(frozen=True)
class Stay:
    """A person in the room from a moment up to, but not including, another (None: still there)."""

    person: int
    arrived: datetime
    left: datetime | None = None


@dataclass(frozen=True)
class SeatOn:
    """A seat as it stands on the day: its holder (None while vacant) and alternates in order of precedence."""

    seat: int
    kind: str
    voting: bool
    holder: int | None = None
    alternates: tuple[int, ...] = ()


@dataclass(frozen=True)
class Place:
    """A seat at the moment: `sitter` is the one person who counts and votes for it, if any.

    `again` marks a further voting seat of a person who already counts for another: it adds nobody.
    """

    seat: int
    kind: str
    voting: bool
    holder: int | None = None
    holder_here: bool = False
    sitter: int | None = None
    recused: bool = False
    again: bool = False

    @property
    def by_alternate(self) -> bool:
        """Whether an alternate stands in."""
        return self.sitter is not None and self.sitter != self.holder

    @property
    def entitled(self) -> bool:
        """Whether the seat may vote on the item at all, present or not."""
        return self.voting and self.holder is not None and not self.recused and not self.again


@dataclass(frozen=True)
class Count:
    """The numbers that quorum and majority are taken of; voting seats only.

    `entitled` and `present` never hold the recused; those in the room are `recused_present`.
    """

    voting_seats: int
    filled_seats: int
    entitled: int
    present: int
    recused: int = 0
    recused_present: int = 0

    def of(self, basis: Basis, *, votes_cast: int = 0) -> int:
        """The number behind a basis; yes and no votes are known only to the tally."""
        return votes_cast if basis == Basis.VOTES_CAST else int(getattr(self, basis.value))


@dataclass(frozen=True)
class Electorate:
    """All seats at one moment for one item."""

    places: tuple[Place, ...]

    def voting(self) -> list[Place]:
        """The seats that vote and are entitled to, present or not."""
        return [place for place in self.places if place.entitled]

    def present(self) -> list[Place]:
        """The seats that vote and have somebody in the room to vote."""
        return [place for place in self.voting() if place.sitter is not None]

    def place_of(self, person: int) -> Place | None:
        """The seat for which the person may vote now, None when there is none."""
        return next((place for place in self.present() if place.sitter == person), None)

    @property
    def count(self) -> Count:
        """The numbers of this electorate."""
        voting = [place for place in self.places if place.voting]
        recused = [place for place in voting if place.recused and not place.again]
        return Count(
            voting_seats=len(voting),
            filled_seats=sum(place.holder is not None for place in voting),
            entitled=len(self.voting()),
            present=len(self.present()),
            recused=len(recused),
            recused_present=sum(place.sitter is not None for place in recused),
        )

    def to_json(self) -> list[dict[str, Any]]:
        """A JSON-able form for the motion that pins it."""
        return [asdict(place) for place in self.places]

    @classmethod
    def from_json(cls, data: Iterable[dict[str, Any]]) -> Electorate:
        """The electorate that a motion pinned."""
        return cls(tuple(Place(**each) for each in data))


def here(stays: Iterable[Stay], at: datetime) -> frozenset[int]:
    """The persons in the room at a moment: who leaves at it is out, who arrives at it is in."""
    return frozenset(
        stay.person for stay in stays if stay.arrived <= at and (stay.left is None or at < stay.left)
    )


def electorate(
    seats: Sequence[SeatOn],
    present: Collection[int],
    *,
    recused: Collection[int] = (),
    alternates: Alternates | None = None,
) -> Electorate:
    """Seat the persons in the room: holders first, then alternates of holders who are out.

    One person counts once, for the first voting seat in the council's order; an alternate never counts
    for a vacant seat or while the holder is in the room; a recused holder recuses the seat. Alternates are
    seated so that as many seats as possible may vote; one who is recused is seated after those who are not.
    """
    rule = alternates or Alternates()
    places = _holders(seats, frozenset(present), frozenset(recused))
    open_seats: dict[int, list[int]] = {}
    for index, (one, place) in enumerate(zip(seats, places, strict=True)):
        may = rule.allowed and (rule.voting or not one.voting) and one.holder is not None
        if may and not place.holder_here and not place.again:
            open_seats[index] = [each for each in one.alternates if each in present]
    taken = {place.sitter for place in places if place.voting and place.sitter is not None}
    sitting: dict[int, int] = {}
    for clear in (True, False):
        wanted = {
            index: [each for each in those if each not in taken and (each not in recused or not clear)]
            for index, those in open_seats.items()
            if seats[index].voting and index not in sitting and not (clear and places[index].recused)
        }
        found = stand_ins(wanted)
        sitting |= found
        taken |= set(found.values())
    for index, those in open_seats.items():
        free = [each for each in those if each not in taken]
        if not seats[index].voting and free:
            sitting[index] = free[0]
    return Electorate(
        tuple(
            replace(place, sitter=sitting[index], recused=place.recused or sitting[index] in recused)
            if index in sitting
            else place
            for index, place in enumerate(places)
        )
    )


def _holders(seats: Sequence[SeatOn], present: frozenset[int], recused: frozenset[int]) -> list[Place]:
    counted: set[int] = set()
    places = []
    for one in seats:
        again = one.voting and one.holder is not None and one.holder in counted
        if one.voting and one.holder is not None:
            counted.add(one.holder)
        in_room = one.holder is not None and one.holder in present
        places.append(
            Place(
                seat=one.seat,
                kind=one.kind,
                voting=one.voting,
                holder=one.holder,
                holder_here=in_room,
                sitter=one.holder if in_room and not again else None,
                recused=one.holder in recused,
                again=again,
            )
        )
    return places
