"""What happened in one round of deciding, as numbers: enough to count it again under any charter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from council.charter.kinds import Method
from council.core.errors import Refused
from council.decisions.kinds import Choice
from council.meetings.electorate import Count, Electorate


@dataclass(frozen=True)
class Votes:
    """The ballots that count: yes, no, abstain."""

    yes: int = 0
    no: int = 0
    abstain: int = 0

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            raise Refused("decisions.negative_votes", field="votes")

    @property
    def cast(self) -> int:
        """Yes and no: an abstention is no vote."""
        return self.yes + self.no

    @property
    def given(self) -> int:
        """All who answered."""
        return self.yes + self.no + self.abstain

    def with_casting(self, choice: Choice | None) -> Votes:
        """The same with the casting vote added."""
        if choice is None:
            return self
        return Votes(self.yes + (choice == Choice.YES), self.no + (choice == Choice.NO), self.abstain)


@dataclass(frozen=True)
class Round:
    """One round: who was there (`count`), what they said, and for silent methods how long nobody objected.

    `casting_held`: somebody there holds the casting vote. `missing_seats`: seats that must be present and
    are not. `ended`: the time of a written resolution or a voting period is over. `demands`: members who
    demand a meeting instead. `settled`: lazy consensus was closed, so what it did not carry goes to a meeting.
    """

    method: Method
    count: Count
    votes: Votes = field(default_factory=Votes)
    casting: Choice | None = None
    casting_held: bool = True
    missing_seats: tuple[str, ...] = ()
    hours_open: int = 0
    ended: bool = True
    objections: int = 0
    approvals: int = 0
    vote_called: bool = False
    demands: int = 0
    settled: bool = False

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form; `from_json` gives the same round back."""
        return {**asdict(self), "method": self.method.value, "casting": self.casting and self.casting.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Round:
        """The round that a closed motion kept."""
        return cls(
            **{
                **data,
                "method": Method(data["method"]),
                "count": Count(**data["count"]),
                "votes": Votes(**data["votes"]),
                "casting": Choice(data["casting"]) if data["casting"] else None,
                "missing_seats": tuple(data["missing_seats"]),
            }
        )


def votes_of(ballots: Iterable[tuple[int, Choice]], who: Electorate, *, in_room: bool) -> Votes:
    """The votes of `(seat, choice)` pairs, the last of each seat counting.

    A ballot of a seat that is no longer entitled when the vote closes (recused since, or for a vote in the
    room: nobody left to sit in it) does not count.
    """
    last = dict(ballots)
    places = who.present() if in_room else who.voting()
    counted = [last[place.seat] for place in places if place.seat in last]
    return Votes(
        yes=counted.count(Choice.YES), no=counted.count(Choice.NO), abstain=counted.count(Choice.ABSTAIN)
    )
