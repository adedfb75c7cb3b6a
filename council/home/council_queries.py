"""What the council page reads: charter in force, members and lines of the day, rules by subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.models import CharterVersion
from council.charter.sentences import RuleLine, lines
from council.seats import queries as seats
from council.seats.queries import Line, SeatOn


@dataclass(frozen=True)
class CouncilOn:
    """The council as it stands on a day."""

    on: date
    version: CharterVersion | None
    seats: list[SeatOn]
    top: list[Line]
    rules: list[RuleLine]

    @property
    def voting(self) -> int:
        """How many voting seats there are."""
        return sum(each.voting for each in self.seats)

    @property
    def filled(self) -> int:
        """How many voting seats are filled."""
        return sum(each.voting and not each.vacant for each in self.seats)

    @property
    def vacant(self) -> int:
        """How many seats of either kind are vacant."""
        return sum(each.vacant for each in self.seats)


_SHOWN = (
    "classes.ordinary.quorum",
    "classes.ordinary.majority",
    "classes.charter.majority",
    "notice",
    "cadence",
    "presiding",
    "alternates",
    "terms",
)
"""The rules that members ask about most; the whole charter is one link away."""


def council_on(session: Session, on: date) -> CouncilOn:
    """The council on that day."""
    version = charter.in_force(session, on)
    found = seats.seats_on(session, on)
    known = {line.path: line for line in lines(charter.rules_of(version))} if version else {}
    return CouncilOn(
        on=on,
        version=version,
        seats=found,
        top=seats.lines(session, on, found),
        rules=[known[path] for path in _SHOWN if path in known],
    )
