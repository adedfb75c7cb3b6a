"""The ballot box: receipts that only their owner knows, and who counts while slips are in it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from council.charter.rules import Alternates
from council.meetings.electorate import Electorate, SeatOn, electorate

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are taken for others."""
GROUPS, GROUP = 7, 4
_TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1"})


def receipt() -> str:
    """A new receipt: 140 random bits in seven groups of four letters."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def key_of(given: str) -> str | None:
    """What the slip of a receipt is kept under; None when it cannot be one."""
    letters = "".join(each for each in given.upper().translate(_TAKEN_FOR) if each not in "- \t\u2010\u2013")
    if len(letters) != GROUPS * GROUP or not set(letters) <= set(LETTERS):
        return None
    return hashlib.sha256(letters.encode()).hexdigest()


def with_voters(
    seats: Sequence[SeatOn],
    present: Collection[int],
    voters: Mapping[int, int],
    *,
    recused: Collection[int] = (),
    alternates: Alternates | None = None,
) -> Electorate:
    """Who counts while slips are in the box; `voters`: by seat who voted for it.

    A slip cannot be taken out again, so whoever put one in counts as present until the box is opened, for the seat
    that they voted for and no other, wherever people go meanwhile.
    """
    others = frozenset(present) - set(voters.values())
    who = electorate(seats, others, recused=recused, alternates=alternates)
    return Electorate(
        tuple(
            replace(place, sitter=voters[place.seat], holder_here=voters[place.seat] == place.holder)
            if place.seat in voters
            else place
            for place in who.places
        )
    )
