"""The roll of a vote: what each seat said, or why it said nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from council.core.saying import N_
from council.core.states import State
from council.meetings.electorate import Electorate


class Said(State):
    """What the roll shows for a seat."""

    YES = "yes", N_("Yes"), "good", "check"
    NO = "no", N_("No"), "bad", "x"
    ABSTAIN = "abstain", N_("Abstain"), "neutral", "circle-minus"
    RECUSED = "recused", N_("Recused"), "warn", "hand-stop"
    VOTED = "voted", N_("Has voted"), "info", "check"
    SILENT = "silent", N_("Did not vote"), "neutral", "circle"
    OUT = "out", N_("Not present"), "neutral", "arrow-right"


@dataclass(frozen=True)
class Entry:
    """One voting seat of the roll: who sat for it, what it said, why, and how often it changed its mind."""

    seat: int
    person: int | None
    said: Said
    by_alternate: bool = False
    note: str = ""
    revisions: int = 0


def roll(
    who: Electorate,
    ballots: Iterable[Any],
    *,
    presence_counts: bool = True,
    voters: Mapping[int, int] = MappingProxyType({}),
) -> list[Entry]:
    """The roll in the council's order; `ballots` carry seat_id, person_id, choice and note, the last counting.

    `voters`: of a secret ballot, who voted for each seat. Vacant seats and further seats of the same person are
    not on it.
    """
    said: dict[int, list[Any]] = {}
    for each in ballots:
        said.setdefault(each.seat_id, []).append(each)
    entries = []
    for place in who.places:
        if not place.voting or place.holder is None or place.again:
            continue
        given = said.get(place.seat, [])
        there = place.sitter is not None or not presence_counts
        if place.seat in voters:
            word = Said.VOTED
        elif place.recused:
            word = Said.RECUSED
        elif not there:
            word = Said.OUT
        else:
            word = Said(given[-1].choice) if given else Said.SILENT
        entries.append(
            Entry(
                seat=place.seat,
                person=voters.get(place.seat) or place.sitter or place.holder,
                said=word,
                by_alternate=place.by_alternate,
                note=given[-1].note if given and word in (Said.YES, Said.NO, Said.ABSTAIN) else "",
                revisions=len(given),
            )
        )
    return entries
