"""The whole way of a new charter: drafted, put on an agenda, voted, in force; no running meeting is touched."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from council.charter import queries, service
from council.charter.models import CharterVersion
from council.decisions import service as decisions
from council.decisions.models import Motion
from council.decisions.putting import usual_text
from council.meetings import service as meetings
from council.meetings.models import Meeting
from tests import make
from tests.charter.test_service import with_minimum
from tests.people import Cast

ROOM = ("chair", "sales", "marketing", "operations", "service", "quality")


@pytest.fixture
def version(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    """Charter v2, up for the vote: four must be present instead of three."""
    chair, begun = cast.actor("chair"), now - timedelta(days=20)
    draft = service.draft_version(session, chair, change_summary="Four instead of three.", now=begun)
    service.edit_rules(session, chair, draft, with_minimum(queries.rules_of(draft), 4), now=begun)
    return service.submit(session, chair, draft, now=begun)


def voted(
    session: Session, cast: Cast, version: CharterVersion, now: datetime, *, no: int
) -> tuple[Meeting, Motion]:
    """A meeting that votes on the version, so many against."""
    chair, called = cast.actor("chair"), now - timedelta(days=14)
    meeting = make.a_meeting(session, cast, items=0, now=called)
    item = meetings.add_item(
        session, chair, meeting, title="Charter v2", lang="en", subject_ref=version.ref, now=called
    )
    meetings.call(session, chair, meeting, now=called)
    for part in ROOM:
        meetings.arrive(session, cast.actor("secretary"), meeting, cast[part].id, now=now)
    meetings.open_meeting(session, chair, meeting, now=now)
    meetings.start_item(session, chair, item, now=now)
    motion = decisions.put(
        session, chair, item, text="That v2 is adopted.", lang="en", decision_class="charter", now=now
    )
    for place, part in enumerate(ROOM):
        choice = "no" if place < no else "yes"
        decisions.cast(session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice=choice, now=now)
    decisions.close(session, chair, motion, now=now + timedelta(minutes=5))
    session.commit()
    return meeting, motion


def test_a_carried_version_is_law_for_the_next_meeting_only(
    session: Session, cast: Cast, version: CharterVersion, now: datetime
) -> None:
    meeting, motion = voted(session, cast, version, now, no=1)
    assert (motion.state, version.state, version.decision_ref) == ("carried", "adopted", motion.ref)
    assert queries.in_force(session, now.date()) is version
    pinned = queries.version_by_id(session, meeting.charter_version_id or 0)
    assert pinned is not None and pinned.number == 1
    following = make.a_meeting(session, cast, state="called", now=now + timedelta(hours=3))
    assert following.charter_version_id == version.id


def test_the_usual_motion_names_the_day_of_force(
    app: Flask, session: Session, version: CharterVersion
) -> None:
    version.in_force_from = date(2026, 4, 1)
    with app.app_context():
        said = [usual_text(session, version.ref, "Charter v2", lang) for lang in ("en", "zh")]
        version.in_force_from = None
        said.append(usual_text(session, version.ref, "Charter v2", "en"))
    assert said == [
        "Charter v2 is adopted. It is in force from 1 Apr 2026.",
        "通过“Charter v2”，自2026年4月1日起施行。",
        "Charter v2 is adopted.",
    ]


def test_two_thirds_of_all_voting_seats_or_nothing(
    session: Session, cast: Cast, version: CharterVersion, now: datetime
) -> None:
    _, motion = voted(session, cast, version, now, no=2)  # four of seven: two thirds are five
    assert (motion.state, version.state) == ("failed", "in_review")
    assert queries.in_force(session, now.date()) is queries.get_version(session, 1)
