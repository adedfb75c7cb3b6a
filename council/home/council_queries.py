"""What the council page reads: charter in force, members and lines of the day, rules by subject, who came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, String, cast, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from council.accounts.models import Person
from council.charter import queries as charter
from council.charter.models import CharterVersion
from council.charter.reading import RuleGroup, rules_by_class
from council.core.clock import local_date
from council.core.saying import Both
from council.db.asking import Ask, answer
from council.home.attendance import Held, SeatRecord, Stay, records, total
from council.meetings.life import Capacity as InMeeting
from council.meetings.life import MeetingState
from council.meetings.models import Apology, Attendance, Meeting
from council.seats import queries as seats
from council.seats.kinds import Capacity
from council.seats.models import Appointment, Term
from council.seats.queries import Line, SeatOn

YEAR = timedelta(days=365)
"""How far back the attendance record looks."""


@dataclass(frozen=True)
class CouncilOn:
    """The council as it stands on a day; `coming`: a version adopted for a later day, or one that waits for a vote."""

    on: date
    version: CharterVersion | None
    coming: CharterVersion | None
    seats: list[SeatOn]
    top: list[Line]
    rules: list[RuleGroup]
    names: Mapping[str, Both]

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


@dataclass(frozen=True)
class Came:
    """The attendance record of the last twelve months: by seat, with the names of those who came."""

    since: date
    meetings: int
    by_seat: Mapping[int, SeatRecord]
    people: Mapping[int, Both]

    @property
    def total(self) -> tuple[int, int]:
        """How often somebody came, of how many places."""
        return total(self.by_seat.values())


def council_on(session: Session, on: date) -> CouncilOn:
    """The council on that day."""
    version = charter.in_force(session, on)
    found = seats.seats_on(session, on)
    names = {f"seat:{each.id}": each.name for each in found}
    later = [each for each in answer(session, charter.adopted_ask()) if each.in_force_from > on]
    waiting = charter.in_review(session)
    return CouncilOn(
        on=on,
        version=version,
        coming=min(later, key=lambda each: each.in_force_from) if later else next(iter(waiting), None),
        seats=found,
        top=seats.lines(session, on, found),
        rules=rules_by_class(charter.rules_of(version), names) if version else [],
        names=names,
    )


def asks() -> list[Ask]:
    """The questions for versions of the charter, so that they are asked together with others."""
    return [charter.adopted_ask(), charter.in_review_ask()]


def attendance(session: Session, on: date, zone: str) -> Came:
    """Who came to the closed meetings of the twelve months up to a day: two statements."""
    since = on - YEAR
    first = datetime.combine(since, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    last = datetime.combine(on + timedelta(days=1), datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    closed = (Meeting.state == MeetingState.CLOSED, Meeting.starts_at >= first, Meeting.starts_at < last)
    nobody, unnamed = cast(null(), Integer), cast(null(), String)
    asked: list[Any] = [
        select(
            literal("meeting").label("what"), Meeting.id.label("meeting"), Meeting.starts_at.label("at"),
            nobody.label("seat"), nobody.label("person"), unnamed.label("capacity"),
        ).where(*closed),
        select(
            literal("stay"), Meeting.id, Meeting.starts_at, Attendance.seat_id, Attendance.person_id,
            Attendance.capacity,
        ).join(Attendance, Attendance.meeting_id == Meeting.id).where(
            *closed, Attendance.capacity != InMeeting.GUEST
        ).distinct(),
        select(
            literal("apology"), Meeting.id, Meeting.starts_at, nobody, Apology.person_id, unnamed
        ).join(Apology, Apology.meeting_id == Meeting.id).where(*closed),
    ]  # fmt: skip
    rows = session.execute(union_all(*asked)).all()
    ended = func.coalesce(Term.ended_on, Term.ends_on)
    terms = session.execute(
        select(
            Term.seat_id, Term.person_id, Term.starts_on, ended.label("until"), Term.capacity,
            Person.name_en, Person.name_zh,
        )
        .join(Person, Person.id == Term.person_id)
        .where(Term.starts_on <= on, or_(ended.is_(None), ended >= since))
        .order_by(Term.starts_on, Term.id)
    ).all()  # fmt: skip
    days = {row.meeting: local_date(row.at, zone) for row in rows if row.what == "meeting"}
    return Came(
        since=since,
        meetings=len(days),
        by_seat=records(
            days,
            [
                Stay(row.meeting, row.seat, row.person, row.capacity == InMeeting.ALTERNATE)
                for row in rows
                if row.what == "stay"
            ],
            {(row.meeting, row.person) for row in rows if row.what == "apology"},
            [
                Held(row.seat_id, row.person_id, row.starts_on, row.until)
                for row in terms
                if row.capacity == Capacity.MEMBER
            ],
        ),
        people={row.person_id: Both(row.name_en, row.name_zh) for row in terms},
    )


def appointments_ending_ask(*, after: date, until: date) -> Ask:
    """The question for appointments whose last day lies after one day and up to another."""
    ending = select(Appointment.id).where(Appointment.ends_on >= after, Appointment.ends_on <= until)
    return Ask(f"appointments ending {after} {until}", Appointment, ending)
