"""Who is in the room and who counts, at any moment of a meeting and for any of its items; loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.kinds import DecisionClass
from council.charter.pinning import Law
from council.core.clock import local_date
from council.core.errors import Refused
from council.core.saying import Both
from council.db.asking import Ask, together
from council.meetings.electorate import Electorate, SeatOn, Stay, electorate, here
from council.meetings.models import AgendaItem, Apology, Attendance, Interest, Meeting, PresiderElection
from council.meetings.presider import Presider, presider
from council.meetings.quorum import QuorumChange, QuorumResult, over_time, quorum
from council.seats import queries as seats


@dataclass(frozen=True)
class Recusal:
    """A person recused on an item from a moment up to, but not including, another."""

    item: int
    person: int
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Chosen:
    """A person whom those present elected to preside over an item; without one, over the meeting."""

    person: int
    item: int | None
    at: datetime


@dataclass(frozen=True)
class Presence:
    """The seats of the day, the stays, the recusals and the law: all that quorum and votes are judged by."""

    law: Law
    seats: tuple[SeatOn, ...]
    stays: tuple[Stay, ...]
    recusals: tuple[Recusal, ...] = ()
    vice_chair: int | None = None
    elected: int | None = None
    """Who presides over the meeting as opened; `chosen` are those elected since."""
    chosen: tuple[Chosen, ...] = ()
    names: Mapping[str, Both] = field(default_factory=dict)
    """Names of single seats, by `seat:4`."""
    people: Mapping[int, Both] = field(default_factory=dict)
    """Names of holders and alternates."""
    attended: tuple[Attendance, ...] = ()
    declared: tuple[Interest, ...] = ()
    elections: tuple[PresiderElection, ...] = ()
    """The rows behind stays, recusals and elections, for pages that show them."""
    excuses: Mapping[int, str] = field(default_factory=dict)
    """Who said beforehand that they cannot come, and why."""

    def recused(self, item: int | None, at: datetime) -> frozenset[int]:
        """The persons recused on an item at a moment."""
        return frozenset(
            one.person
            for one in self.recusals
            if one.item == item and one.since <= at and (one.until is None or at < one.until)
        )

    def electorate(self, at: datetime, item: int | None = None) -> Electorate:
        """Who counts at a moment for an item (None: for the meeting as such)."""
        return electorate(
            self.seats,
            here(self.stays, at),
            recused=self.recused(item, at),
            alternates=self.law.rules.alternates,
        )

    def quorum(
        self, at: datetime, item: int | None = None, decision_class: str = DecisionClass.ORDINARY
    ) -> QuorumResult:
        """Whether enough are present for a decision of this class on the item."""
        rule = self.law.rules.classes[DecisionClass(decision_class)].quorum
        return quorum(rule, self.electorate(at, item), version=self.law.version, names=self.names)

    def presider(self, at: datetime, item: int | None = None) -> Presider:
        """Who presides over the item at a moment."""
        return presider(
            self.law.rules.presiding,
            self.electorate(at, item),
            vice_chair=self.vice_chair,
            elected=self.elected_for(at, item),
            version=self.law.version,
        )

    def elected_for(self, at: datetime, item: int | None = None) -> int | None:
        """Whom those present elected for an item, the latest at the moment; else for the whole meeting."""
        found = [one for one in self.chosen if one.at <= at and one.item in (None, item)]
        last = max(found, key=lambda one: (one.item is not None, one.at), default=None)
        return last.person if last is not None else self.elected

    def over_time(self, start: datetime, end: datetime) -> list[QuorumChange]:
        """The quorum of ordinary business from opening to close, whenever it changed."""
        return over_time(
            self.law.rules.classes[DecisionClass.ORDINARY].quorum,
            self.seats,
            self.stays,
            start=start,
            end=end,
            alternates=self.law.rules.alternates,
            version=self.law.version,
        )

    def forecast(self, excused: frozenset[int]) -> QuorumResult:
        """The quorum there would be if every member but the excused came, with their first alternates."""
        holders = {one.holder for one in self.seats if one.holder is not None}
        stand_ins = {p for one in self.seats if one.holder in excused for p in one.alternates}
        coming = (holders | stand_ins) - excused
        who = electorate(self.seats, coming, alternates=self.law.rules.alternates)
        rule = self.law.rules.classes[DecisionClass.ORDINARY].quorum
        return quorum(rule, who, version=self.law.version, names=self.names)

    def place_of(self, person: int) -> tuple[int, str] | None:
        """The seat that a person sits in today and as what: holder first, else alternate; None for a guest."""
        for one in self.seats:
            if one.holder == person:
                return one.seat, "member"
        for one in self.seats:
            if person in one.alternates:
                return one.seat, "alternate"
        return None


def zone(session: Session) -> str:
    """The council's time zone."""
    profile = charter.profile(session)
    return str(profile.time_zone) if profile else "UTC"


def day_of(session: Session, moment: datetime) -> date:
    """The calendar day of a moment where the council sits."""
    return local_date(moment, zone(session))


def law_of(session: Session, meeting: Meeting, now: datetime) -> Law:
    """The law a meeting is held under: what it pinned, before its call what is in force now."""
    if meeting.charter_version_id is not None:
        version = charter.version_by_id(session, meeting.charter_version_id)
    else:
        version = charter.in_force(session, day_of(session, now))
    if version is None:
        raise Refused("meetings.no_charter")
    return charter.law_of(version)


def law_today(session: Session, today: date) -> Law | None:
    """The law in force on a day; None before the founding."""
    return charter.law_on(session, today)


def presence(session: Session, meeting: Meeting, now: datetime | None = None) -> Presence:
    """Everything that quorum and votes of this meeting are judged by; few queries, whatever the history."""
    found = seats.seats_on(session, day_of(session, meeting.starts_at))
    kinds = (Attendance, Interest, Apology, PresiderElection)
    rows = together(
        session,
        [Ask(kind.REF, kind, select(kind.id).where(kind.meeting_id == meeting.id)) for kind in kinds],
    )
    stays = tuple(sorted(rows[Attendance.REF], key=lambda one: (one.arrived_at, one.id)))
    interests = tuple(sorted(rows[Interest.REF], key=lambda one: one.id))
    vice_chair = next((one.id for one in found if "vice_chair" in one.appointments), None)
    return Presence(
        law=law_of(session, meeting, now or meeting.starts_at),
        seats=tuple(
            SeatOn(
                seat=one.id,
                kind=str(one.kind),
                voting=one.voting,
                holder=one.holder.id if one.holder else None,
                alternates=tuple(person.id for person in one.alternates),
            )
            for one in found
        ),
        stays=tuple(Stay(one.person_id, one.arrived_at, one.left_at) for one in stays),
        recusals=tuple(
            Recusal(one.item_id, one.person_id, one.declared_at, one.withdrawn_at) for one in interests
        ),
        vice_chair=vice_chair,
        elected=meeting.presider_id,
        chosen=tuple(
            Chosen(one.person_id, one.item_id, one.at)
            for one in sorted(rows[PresiderElection.REF], key=lambda one: one.id)
        ),
        elections=tuple(sorted(rows[PresiderElection.REF], key=lambda one: one.id)),
        names={f"seat:{one.id}": one.name for one in found},
        people={
            person.id: person.name
            for one in found
            for person in ((one.holder, *one.alternates) if one.holder else one.alternates)
        },
        attended=stays,
        declared=interests,
        excuses={one.person_id: one.reason for one in rows[Apology.REF]},
    )


def quorum_now(
    session: Session,
    meeting: Meeting,
    moment: datetime,
    item: AgendaItem | None = None,
    decision_class: str = DecisionClass.ORDINARY,
) -> QuorumResult:
    """Whether enough are present at a moment for a decision of this class."""
    return presence(session, meeting).quorum(moment, item.id if item else None, decision_class)


def electorate_at(
    session: Session, meeting: Meeting, item: AgendaItem | None, moment: datetime
) -> Electorate:
    """Who counts at a moment for an item; what a motion pins when it opens."""
    return presence(session, meeting).electorate(moment, item.id if item else None)
