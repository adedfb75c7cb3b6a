"""What the pages of a meeting show: the docket without what is scheduled, and who is coming or there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.core.saying import N_, Both
from council.core.states import State
from council.i18n import spoken, use_language
from council.meetings import queries
from council.meetings.life import COMING, LIVE
from council.meetings.models import Attendance, Meeting
from council.meetings.presence import Presence
from council.web import registries
from council.web.registries import Waiting


class Showing(State):
    """How a seat stands to a meeting."""

    EXPECTED = "expected", N_("Expected"), "neutral", "circle-dashed"
    EXCUSED = "excused", N_("Excused"), "warn", "circle-minus"
    HERE = "here", N_("In the room"), "good", "circle-check"
    LEFT = "left", N_("Left"), "neutral", "door-exit"
    ATTENDED = "attended", N_("Attended"), "good", "circle-check"
    ABSENT = "absent", N_("Absent"), "bad", "circle-x"
    VACANT = "vacant", N_("Vacant"), "neutral", "armchair"


@dataclass(frozen=True)
class Coming:
    """A seat with its person, or a guest, and whether they come, are here, or stayed away."""

    seat: Both | None
    person_id: int | None
    person: Both | None
    showing: Showing
    voting: bool = False
    stay: Attendance | None = None
    reason: str = ""
    alternate: bool = False


def docket_left(session: Session, on: date) -> list[Waiting]:
    """What waits for an agenda and stands on none yet, oldest first."""
    waiting = registries.docket(session, on)
    taken = queries.scheduled_about(session, {one.ref for one in waiting})
    return [one for one in waiting if one.ref not in taken]


def item_words(entry: Waiting, meeting: Meeting) -> tuple[str, str]:
    """Title and language of an agenda item made from a docket entry: names are taken in the meeting's language."""
    if isinstance(entry.title, str):
        return entry.title, entry.lang or meeting.lang
    with use_language(meeting.lang):
        return spoken(entry.title), meeting.lang


def comings(session: Session, meeting: Meeting, there: Presence) -> list[Coming]:
    """Seats in order with who sits in them, then alternates who came, then guests."""
    last = {one.person_id: one for one in there.attended}
    excused = there.excuses
    rows = []
    for one in there.seats:
        name = there.names[f"seat:{one.seat}"]
        stay = last.pop(one.holder, None) if one.holder is not None else None
        person = there.people.get(one.holder) if one.holder is not None else None
        how = _showing(meeting, one.holder, stay, one.holder in excused)
        why = excused.get(one.holder, "") if one.holder is not None else ""
        rows.append(Coming(name, one.holder, person, how, one.voting, stay, why))
        for alternate in one.alternates:
            if alternate in last and last[alternate].seat_id == one.seat:
                stay = last.pop(alternate)
                how = _showing(meeting, alternate, stay, False)
                rows.append(
                    Coming(
                        name, alternate, there.people.get(alternate), how, one.voting, stay, alternate=True
                    )
                )
    names = registries.people_named(session, last)
    for person_id, stay in last.items():
        known = names.get(person_id)
        guest = known if isinstance(known, Both) else Both(str(known), str(known))
        rows.append(Coming(None, person_id, guest, _showing(meeting, person_id, stay, False), stay=stay))
    return rows


def members(session: Session, meeting: Meeting, now: datetime) -> list[tuple[int, Both]]:
    """Members and alternates on the day of the meeting: who can present an item."""
    return list(queries.presence(session, meeting, now).people.items())


def present_people(there: Presence, now: datetime) -> list[tuple[int, Both]]:
    """Those who sit for a voting seat now: whose consent a late item needs."""
    sitters = [place.sitter for place in there.electorate(now).present() if place.sitter is not None]
    return [(one, there.people[one]) for one in sitters if one in there.people]


def _showing(meeting: Meeting, person: int | None, stay: Attendance | None, excused: bool) -> Showing:
    if person is None:
        return Showing.VACANT
    if stay is not None and stay.left_at is None:
        return Showing.HERE
    if stay is not None:
        return Showing.LEFT if meeting.state in LIVE else Showing.ATTENDED
    if excused:
        return Showing.EXCUSED
    return Showing.EXPECTED if meeting.state in COMING else Showing.ABSENT
