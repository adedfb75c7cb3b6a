"""A motion as pages show it: the roll with names, the count so far, who may break a tie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.charter.kinds import Method
from council.core.saying import Both
from council.decisions import queries
from council.decisions.kinds import MotionState
from council.decisions.models import Ballot, Motion
from council.decisions.outside import answered
from council.decisions.queries import Standing
from council.decisions.roll import Entry, Said, roll
from council.decisions.round import Round
from council.meetings.electorate import Electorate
from council.meetings.presence import Presence
from council.meetings.presider import casting_voter
from council.meetings.quorum import QuorumResult, quorum
from council.seats import queries as seats


@dataclass(frozen=True)
class Seated:
    """One line of the roll with its names; `votes_now` while this seat may still vote; `on_paper`: its secret slip
    was marked by an officer."""

    entry: Entry
    seat: Both
    person: Both | None
    votes_now: bool = False
    on_paper: bool = False


@dataclass(frozen=True)
class Shown:
    """A motion with all that its page says."""

    motion: Motion
    roll: tuple[Seated, ...]
    yes: int
    no: int
    abstain: int
    recused: int
    waiting: int
    charter: int | None
    article: str
    quorum: QuorumResult | None = None
    casting_person: int | None = None
    casting_name: Both | None = None
    mover: Both | None = None
    seconder: Both | None = None

    @property
    def running(self) -> bool:
        """Whether votes are still taken."""
        return self.motion.state == MotionState.OPEN

    @property
    def counts_told(self) -> bool:
        """Whether the numbers may be told: never those of a secret ballot before it is closed."""
        return not (self.running and self.motion.method == Method.SECRET)

    @property
    def total(self) -> int:
        """All who said something."""
        return self.yes + self.no + self.abstain

    def of_seats(self, keys: frozenset[int], person: int | None) -> Seated | None:
        """The line for which this person may vote now."""
        for each in self.roll:
            if each.votes_now and each.entry.seat in keys and each.entry.person == person:
                return each
        return None


def shown(session: Session, motion: Motion, now: datetime, there: Presence | None = None) -> Shown:
    """The motion with its roll; the live one while it is open, the recorded one after."""
    pinned = queries.pinned_rule(motion)
    given = queries.ballots(session, [motion.id])
    undecided = motion.state in queries.UNDECIDED
    standing = queries.standing(session, motion, now, there) if undecided else None
    who = _electorate(motion, standing, given)
    seat_names = dict(there.names) if there else _seat_names(session, motion)
    marked = queries.voters(session, motion)
    voters = {one.seat_id: one.person_id for one in marked}
    paper = {one.seat_id for one in marked if one.on_paper}
    entries = roll(who, given, presence_counts=motion.meeting_id is not None, voters=voters)
    people = dict(there.people) if there else {}
    unknown = _people(motion, entries, standing) - people.keys()
    people |= accounts.names(session, unknown) if unknown else {}
    holder = casting_voter(pinned.presiding, standing.head) if standing else motion.casting_person_id
    open_now = motion.state == MotionState.OPEN and motion.method != "show_of_hands"
    lines = tuple(
        Seated(
            each,
            seat_names.get(f"seat:{each.seat}", Both("", "")),
            people.get(each.person or 0),
            votes_now=open_now and each.said not in (Said.RECUSED, Said.OUT, Said.VOTED),
            on_paper=each.seat in paper,
        )
        for each in entries
    )
    counted = Round.from_json(motion.round).votes if motion.round else None
    said = [each.said for each in entries]
    return Shown(
        motion=motion,
        roll=lines,
        yes=counted.yes if counted else said.count(Said.YES),
        no=counted.no if counted else said.count(Said.NO),
        abstain=counted.abstain if counted else said.count(Said.ABSTAIN),
        recused=motion.recused if motion.recused is not None else said.count(Said.RECUSED),
        waiting=said.count(Said.SILENT),
        charter=pinned.version,
        article=pinned.rule.majority.article,
        quorum=quorum(pinned.rule.quorum, who, version=pinned.version, names=seat_names)
        if undecided and motion.meeting_id is not None
        else None,
        casting_person=holder,
        casting_name=people.get(holder or 0),
        mover=seat_names.get(f"seat:{motion.mover_seat_id}"),
        seconder=seat_names.get(f"seat:{motion.seconder_seat_id}"),
    )


def _electorate(motion: Motion, standing: Standing | None, given: list[Ballot]) -> Electorate:
    if standing is not None and motion.meeting_id is None:
        return answered(standing.who, {each.seat_id: each.person_id for each in given})
    if standing is not None:
        return standing.who
    return Electorate.from_json(motion.roll or motion.electorate["places"])


def _people(motion: Motion, entries: list[Entry], standing: Standing | None) -> set[int]:
    head = standing.head.person if standing else None
    known = {each.person for each in entries} | {motion.casting_person_id, head}
    return {key for key in known if key is not None}


def _seat_names(session: Session, motion: Motion) -> dict[str, Both]:
    keys = [each["seat"] for each in motion.electorate["seats"]]
    return {seat.ref: seat.name for seat in seats.find_by_ids(session, keys)}
