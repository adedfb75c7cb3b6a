"""Who came to the meetings of a stretch of time: seat by seat, only while the seat was held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stay:
    """A person who was in a meeting for a seat, as its member or as an alternate."""

    meeting: int
    seat: int
    person: int
    alternate: bool = False


@dataclass(frozen=True)
class Held:
    """A member's term: the seat was held from a day to a day, both included."""

    seat: int
    person: int
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the seat was held by this person on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class SeatRecord:
    """Of the meetings while the seat was held: how many somebody came to, who, and how many with apologies only.

    `members` and `alternates` count meetings by person; an alternate counts only where no member came.
    """

    meetings: int
    members: tuple[tuple[int, int], ...] = ()
    alternates: tuple[tuple[int, int], ...] = ()
    excused: int = 0

    @property
    def came(self) -> int:
        """Meetings in which somebody sat for the seat."""
        return sum(count for _, count in (*self.members, *self.alternates))

    @property
    def missed(self) -> int:
        """Meetings to which nobody came and for which nobody had sent apologies."""
        return self.meetings - self.came - self.excused


def records(
    meetings: Mapping[int, date],
    stays: Iterable[Stay],
    apologies: Collection[tuple[int, int]],
    terms: Iterable[Held],
) -> dict[int, SeatRecord]:
    """The record of every seat that was held on the day of at least one meeting.

    `meetings` gives each meeting's day, `apologies` are pairs of meeting and person. A vacant seat is not absent.
    """
    there: dict[tuple[int, int], list[Stay]] = {}
    for stay in stays:
        there.setdefault((stay.meeting, stay.seat), []).append(stay)
    known = list(terms)
    found = {}
    for seat in {each.seat for each in known}:
        own = [each for each in known if each.seat == seat]
        held = {key: [each for each in own if each.covers(day)] for key, day in meetings.items()}
        mine = {key: holders for key, holders in held.items() if holders}
        if mine:
            found[seat] = _record(seat, mine, there, apologies)
    return found


def _record(
    seat: int,
    mine: Mapping[int, list[Held]],
    there: Mapping[tuple[int, int], list[Stay]],
    apologies: Collection[tuple[int, int]],
) -> SeatRecord:
    members: Counter[int] = Counter()
    alternates: Counter[int] = Counter()
    excused = 0
    for meeting, holders in mine.items():
        came = there.get((meeting, seat), [])
        first = next((one for one in came if not one.alternate), None) or next(iter(came), None)
        if first is not None:
            (alternates if first.alternate else members)[first.person] += 1
        elif any((meeting, each.person) in apologies for each in holders):
            excused += 1
    return SeatRecord(len(mine), tuple(members.most_common()), tuple(alternates.most_common()), excused)


def total(found: Iterable[SeatRecord]) -> tuple[int, int]:
    """How often somebody came, of how many places there were, over all seats."""
    known = list(found)
    return sum(each.came for each in known), sum(each.meetings for each in known)
