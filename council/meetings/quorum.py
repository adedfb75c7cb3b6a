"""Quorum at a moment and over time, judged per item, each answer with its sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from council.charter.rules import Alternates, Quorum
from council.charter.wording import article, part, seat
from council.core.saying import Both, Say
from council.meetings.electorate import Count, Electorate, Place, SeatOn, Stay, electorate, here


@dataclass(frozen=True)
class QuorumResult:
    """Whether enough voting seats are present: `had` of `needed`, and the required seats that are missing."""

    met: bool
    needed: int
    had: int
    missing: tuple[str, ...]
    say: Say

    @property
    def wanted(self) -> Say:
        """What would satisfy the rule; to be put behind a refusal."""
        if self.had < self.needed:
            return Say("meetings.quorum_short", short=self.needed - self.had)
        return Say("meetings.quorum_enough")


@dataclass(frozen=True)
class QuorumChange:
    """From this moment on the quorum stands so."""

    at: datetime
    result: QuorumResult


def quorum(
    rule: Quorum,
    who: Electorate,
    *,
    version: int | None = None,
    names: Mapping[str, Both] | None = None,
) -> QuorumResult:
    """The quorum of one item at one moment (DOMAIN §2)."""
    return counted(rule, who.count, missing=missing_seats(rule, who), version=version, names=names)


def counted(
    rule: Quorum,
    count: Count,
    *,
    missing: Sequence[str] = (),
    version: int | None = None,
    names: Mapping[str, Both] | None = None,
) -> QuorumResult:
    """The same from the numbers alone; `missing` are the seats that must be present and are not."""
    needed = rule.needed(count.of(rule.basis))
    had = count.present + (count.recused_present if rule.recused_counts else 0)
    met = had >= needed and not missing
    key = "meetings.quorum_met" if met else "meetings.quorum_missing"
    say = Say(
        "meetings.quorum_number" if missing and had >= needed else key,
        filled=count.filled_seats,
        voting=count.voting_seats,
        present=had,
        law=article(rule.article, version),
        asked=_asked(rule),
        needed=needed,
    )
    if count.recused_present:
        flag = "counted" if rule.recused_counts else "not_counted"
        say = Say(
            "charter.then", first=say, second=Say(f"meetings.recused_{flag}", count=count.recused_present)
        )
    if missing:
        who = Say("meetings.seats_missing", seats=[seat(each, names) for each in missing])
        say = Say("charter.then", first=say, second=who)
    return QuorumResult(met=met, needed=needed, had=had, missing=tuple(missing), say=say)


def missing_seats(rule: Quorum, who: Electorate) -> list[str]:
    """The required seats or kinds of which nobody is in the room.

    A recused seat is excused: else the council could never decide on the chair's own matter.
    """
    return [token for token in rule.must_be_present if not any(_stands(token, place) for place in who.places)]


def _stands(token: str, place: Place) -> bool:
    if token not in (place.kind, f"seat:{place.seat}"):
        return False
    return place.sitter is not None or place.holder_here or place.recused


def over_time(
    rule: Quorum,
    seats: Sequence[SeatOn],
    stays: Sequence[Stay],
    *,
    start: datetime,
    end: datetime,
    recused: Collection[int] = (),
    alternates: Alternates | None = None,
    version: int | None = None,
) -> list[QuorumChange]:
    """The quorum at the start and after each arrival or departure that gained, lost or changed it."""
    moments = {start, *(stay.arrived for stay in stays), *(stay.left for stay in stays if stay.left)}
    found: list[QuorumChange] = []
    for at in sorted(moment for moment in moments if start <= moment < end):
        who = electorate(seats, here(stays, at), recused=recused, alternates=alternates)
        result = quorum(rule, who, version=version)
        if not found or found[-1].result != result:
            found.append(QuorumChange(at, result))
    return found


def _asked(rule: Quorum) -> Say:
    asked = part(rule.fraction, rule.basis, strict=rule.strict)
    if rule.minimum > 1:
        asked = Say("meetings.asked_at_least", part=asked, minimum=rule.minimum)
    if rule.all_but is not None:
        asked = Say("meetings.asked_all_but", part=asked, count=rule.all_but)
    return asked
