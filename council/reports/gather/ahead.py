"""What falls into the time after a quarter: meetings, reviews, terms that end, results that are due."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from council.core.saying import Say
from council.initiatives import queries as initiatives
from council.meetings import queries as meetings
from council.meetings.life import LIVE
from council.policies import queries as policies
from council.reports.periods import Window
from council.reports.shapes import Coming, Text
from council.seats import queries as seats

AHEAD = 92
"""Days after the data date that the outlook reaches at least."""


def coming(session: Session, window: Window, today: date) -> tuple[Coming, ...]:
    """What is known to come between the data date and the end of the outlook, by day."""
    until = max(window.following.last, today + timedelta(days=AHEAD))
    found: list[Coming] = []
    for meeting in meetings.listing(session, states=LIVE):
        day = meetings.day_of(session, meeting.starts_at)
        if today <= day <= until:
            found.append(Coming(day, Say("reports.next_meeting", code=meeting.code)))
    for shelf in policies.listing(session, today):
        current = shelf.in_force
        if current and current.next_review_on and today <= current.next_review_on <= until:
            said = Say("reports.next_review", policy=shelf.policy.name, number=current.number)
            found.append(Coming(current.next_review_on, said))
    for term in seats.terms_ending(session, after=today, until=until):
        if term.last_day is not None:
            said = Say("reports.next_term", seat=term.seat.name, person=term.person.name)
            found.append(Coming(term.last_day, said))
    for cycle in initiatives.open_cycles(session):
        if cycle.due_on is not None and today <= cycle.due_on <= until:
            title = Text(cycle.initiative.title, cycle.initiative.lang)
            found.append(
                Coming(cycle.due_on, Say("reports.next_initiative", code=cycle.initiative.code), title)
            )
    return tuple(sorted(found, key=lambda one: (one.on, one.what.key)))
