"""Votes outside a meeting: until when, who answers for which seat, and what the answers come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from council.charter.kinds import Method
from council.charter.pinning import PinnedRule
from council.charter.rules import needed
from council.charter.wording import article, days, share
from council.core.clock import at
from council.core.errors import Refused
from council.core.saying import Say
from council.decisions.kinds import Choice
from council.decisions.round import Round, Votes
from council.meetings.electorate import Electorate, Place, SeatOn, electorate
from council.meetings.workdays import Calendar, after, uncharted

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Period:
    """Until when members may answer; `warnings` name years whose working days nobody entered."""

    closes_at: datetime
    warnings: tuple[Say, ...] = ()


def period(
    pinned: PinnedRule, method: Method, opened: datetime, today: date, zone: str, calendar: Calendar
) -> Period:
    """The time that the charter gives: days to their last midnight, or hours to the minute."""
    if method == Method.LAZY_CONSENSUS:
        return Period(opened + pinned.lazy.hours * HOUR)
    rule = pinned.written
    last = after(today, rule.days, rule.day_kind, calendar)
    warnings = uncharted((today, last), rule.day_kind, calendar)
    return Period(at(last + timedelta(days=1), 0, 0, zone), tuple(warnings))


def asked(pinned: PinnedRule, method: Method, who: Electorate) -> Say:
    """How many are asked, and what the charter wants of their answers; the sentence of the opening."""
    entitled = who.count.entitled
    if method == Method.LAZY_CONSENSUS:
        lazy = pinned.lazy
        return Say(
            "decisions.asked_silence", entitled=entitled, law=article(lazy.article, pinned.version),
            hours=lazy.hours, needed=lazy.approvals(entitled),
        )  # fmt: skip
    rule = pinned.written
    return Say(
        "decisions.asked_in_writing", entitled=entitled, law=article(rule.article, pinned.version),
        days=days(rule.days, rule.day_kind), share=share(rule.answer_share, strict=rule.answer_strict),
        needed=needed(rule.answer_share, entitled, strict=rule.answer_strict),
    )  # fmt: skip


def asked_members(seats: Sequence[SeatOn], recused: Collection[int], pinned: PinnedRule) -> Electorate:
    """Who may answer: every holder of a voting seat who is not recused; nobody is in a room."""
    return electorate(seats, (), recused=recused, alternates=pinned.alternates)


def answered(who: Electorate, given: Mapping[int, int]) -> Electorate:
    """The same with those who answered; `given`: by seat the person whose answer stands."""
    return Electorate(
        tuple(
            replace(place, sitter=given[place.seat]) if place.entitled and place.seat in given else place
            for place in who.places
        )
    )


def check_answerer(
    pinned: PinnedRule,
    who: Electorate,
    seats: Sequence[SeatOn],
    given: Mapping[int, int],
    place: Place,
    person: int,
) -> None:
    """Refused unless the person answers for this seat: its holder, or an alternate while the holder is silent.

    One person counts once; the answer of an alternate who comes first in the order stands before a later one's.
    """
    if person == place.holder:
        return
    rule = pinned.alternates
    law = article(rule.article, pinned.version)
    stand_ins = next((one.alternates for one in seats if one.seat == place.seat), ())
    if not (rule.allowed and rule.voting) or person not in stand_ins:
        raise Refused("decisions.not_your_seat", field="seat", law=law)
    before = given.get(place.seat)
    if before == place.holder or (before in stand_ins and stand_ins.index(before) < stand_ins.index(person)):
        raise Refused("decisions.answered_already", field="seat", law=law)
    own = any(each.holder == person and each.voting for each in who.places)
    if own or any(seat != place.seat and each == person for seat, each in given.items()):
        raise Refused("decisions.counts_once", field="seat", law=law)


def check_choice(pinned: PinnedRule, method: Method, choice: Choice, note: str) -> None:
    """Silence is answered by an approval or an objection, and an objection says why."""
    if method != Method.LAZY_CONSENSUS:
        return
    if choice == Choice.ABSTAIN:
        law = article(pinned.lazy.article, pinned.version)
        raise Refused("decisions.approve_or_object", field="choice", law=law)
    if choice == Choice.NO and not note.strip():
        raise Refused("decisions.objection_needs_reason", field="note")


def counted(
    method: Method, who: Electorate, ballots: Iterable[Any], *, demands: int, opened: datetime, closes_at: datetime,
    now: datetime, settled: bool = False,
) -> Round:  # fmt: skip
    """The answers as a round; `ballots` carry seat_id, person_id and choice, the last of a seat counting."""
    last = {each.seat_id: each for each in ballots}
    present = answered(who, {seat: each.person_id for seat, each in last.items()})
    said = [Choice(last[place.seat].choice) for place in present.voting() if place.seat in last]
    votes = Votes(said.count(Choice.YES), said.count(Choice.NO), said.count(Choice.ABSTAIN))
    silent = method == Method.LAZY_CONSENSUS
    return Round(
        method=method,
        count=present.count,
        votes=votes,
        casting_held=False,  # nobody presides where nobody meets
        hours_open=(now - opened) // HOUR if silent else 0,
        ended=now >= closes_at,
        objections=votes.no if silent else 0,
        approvals=votes.yes if silent else 0,
        demands=demands,
        settled=settled,
    )
