"""The life of minutes: composed, circulated, answered, corrected, approved, sealed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.actions import service as actions
from council.core.errors import Forbidden, Refused
from council.decisions import service as decisions
from council.decisions.models import Motion
from council.i18n import say
from council.meetings import service as meetings
from council.meetings.models import Meeting
from council.minutes import compose, queries, service
from council.minutes.models import Minutes
from council.paper.press import Pdf
from council.web import registries
from tests import make
from tests.people import Cast

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ROOM = ("chair", "sales", "marketing", "operations", "service")
OF_APPROVED = "WHERE meeting_id = (SELECT meeting_id FROM minutes WHERE state = 'approved')"
PAPERS = {"en": Pdf(b"%PDF en", "a" * 64, 3), "zh": Pdf(b"%PDF zh", "b" * 64, 3)}


@pytest.fixture
def minutes(session: Session, cast: Cast, now: datetime) -> Minutes:
    """The draft of a meeting with one carried motion, a recusal, a departure, notes and an action."""
    item = make.a_running_item(session, cast, now=now, present=ROOM)
    meeting, chair = item.meeting, cast.actor("chair")
    meetings.arrive(session, cast.actor("secretary"), meeting, cast["manager"].id, now=now)
    meetings.declare_interest(
        session,
        cast.actor("sales"),
        meeting,
        item,
        cast["sales"].id,
        reason="My department's own bid",
        now=now,
    )
    meetings.write_notes(session, cast.actor("secretary"), item, "Two options were weighed.", now=now)
    motion = decisions.put(session, chair, item, text="That the guide is adopted.", lang="en", now=now)
    for part, choice, note in (
        ("chair", "yes", ""),
        ("marketing", "no", "Too early"),
        ("operations", "yes", ""),
    ):
        decisions.cast(
            session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice=choice, note=note, now=now
        )
    decisions.close(session, chair, motion, now=now + HOUR / 4)
    actions.assign(
        session, chair, text="Send it round", lang="en", owner_id=cast["quality"].id,
        due_on=now.date() + 14 * DAY, origin_ref=motion.ref, now=now + HOUR / 4,
    )  # fmt: skip
    meetings.depart(session, cast.actor("secretary"), meeting, cast["marketing"].id, now=now + HOUR / 2)
    meetings.end_item(session, chair, item, now=now + HOUR / 2)
    meetings.close(session, chair, meeting, now=now + HOUR)
    session.commit()
    return queries.get(session, meeting.code)


def circulate(session: Session, cast: Cast, minutes: Minutes, now: datetime) -> Minutes:
    service.circulate(session, cast.actor("secretary"), minutes, now=now + DAY)
    session.commit()
    return minutes


def next_meeting(session: Session, cast: Cast, minutes: Minutes, now: datetime) -> tuple[Meeting, Motion]:
    """The council approves the minutes by consent in the next meeting."""
    chair = cast.actor("chair")
    starts = now + 30 * DAY
    meeting = meetings.plan(session, chair, starts_at=starts, now=now + 2 * DAY)
    item = meetings.add_item(
        session, chair, meeting, title="Minutes", lang="en", subject_ref=minutes.ref, now=now + 2 * DAY
    )
    meetings.call(session, chair, meeting, now=now + 2 * DAY)
    for part in ROOM:
        meetings.arrive(session, cast.actor("secretary"), meeting, cast[part].id, now=starts)
    meetings.open_meeting(session, chair, meeting, now=starts)
    meetings.start_item(session, chair, item, now=starts)
    motion = decisions.put(
        session, chair, item, text="That the minutes are approved.", lang="en", decision_class="procedure",
        method="consent", now=starts,
    )  # fmt: skip
    decisions.close(session, chair, motion, now=starts)
    session.commit()
    return meeting, motion


def approve(session: Session, cast: Cast, minutes: Minutes, now: datetime) -> None:
    service.approve(
        session, cast.actor("secretary"), minutes, papers=PAPERS, printed_of=minutes.sha256 or "", now=now
    )
    session.commit()


def test_the_record_is_composed_from_what_was_recorded(session: Session, minutes: Minutes) -> None:
    record = service.compose(session, minutes.meeting)
    assert (record.presider and record.presider.en, record.minute_taker and record.minute_taker.en) == (
        "Grace Hall",
        "Simon Vale",
    )
    how = {each.person.en: each.status for each in record.attendance}
    assert how["Grace Hall"] == "present" and how["Tina Shaw"] == "absent" and how["Max Adler"] == "guest"
    [item] = record.items
    assert item.notes == "Two options were weighed."
    assert [(i.person.en, i.reason) for i in item.interests] == [("Sam Poole", "My department's own bid")]
    [vote] = item.votes
    assert (vote.text, vote.number, vote.yes, vote.no, vote.recused) == (
        "That the guide is adopted.", "D-2026-001", 2, 1, 1,
    )  # fmt: skip
    roll = {line.person.en: (line.choice, line.note) for line in vote.roll if line.person}
    assert roll["Sam Poole"] == ("recused", "") and roll["Mary Quinn"] == ("no", "Too early")
    assert roll["Simon Vale"] == ("silent", "") and roll["Tina Shaw"] == ("out", "")
    assert [(a.code, a.owner.en) for a in record.all_actions()] == [("A-2026-001", "Quentin Zhao")]
    assert [q.met for q in record.quorum] == [True, True], "it is told again when somebody leaves"


def test_a_record_survives_its_keeping(session: Session, minutes: Minutes) -> None:
    record = service.compose(session, minutes.meeting)
    kept = compose.to_json(record)
    assert compose.from_json(kept) == record
    assert compose.digest(kept) == compose.digest(compose.to_json(compose.from_json(kept)))


def test_closing_a_meeting_begins_its_minutes_once(
    session: Session, cast: Cast, minutes: Minutes, now: datetime
) -> None:
    again = service.open_draft(session, cast.actor("secretary"), minutes.meeting, now=now + DAY)
    assert again.id == minutes.id and minutes.state == "draft"


def test_circulation_freezes_the_text(session: Session, cast: Cast, minutes: Minutes, now: datetime) -> None:
    circulate(session, cast, minutes, now)
    item = minutes.meeting.items[0]
    meetings.write_notes(session, cast.actor("secretary"), item, "Something else.", now=now + 2 * DAY)
    assert service.compose(session, minutes.meeting).items[0].notes == "Two options were weighed."
    with pytest.raises(Refused, match=r"minutes.not_a_draft"):
        service.write(session, cast.actor("secretary"), minutes, opening_note="x", closing_note="", now=now)


def test_a_correction_takes_them_back_and_round_again(
    session: Session, cast: Cast, minutes: Minutes, now: datetime
) -> None:
    with pytest.raises(Refused, match=r"minutes.not_circulated"):
        service.comment(session, cast.actor("sales"), minutes, text="Wrong", now=now)
    circulate(session, cast, minutes, now)
    service.comment(
        session, cast.actor("sales"), minutes, text="It was option B.", kind="objection", now=now + 2 * DAY
    )
    assert queries.open_objections(session, minutes) == 1
    service.take_back(session, cast.actor("secretary"), minutes, reason="Option B", now=now + 3 * DAY)
    item = minutes.meeting.items[0]
    meetings.write_notes(session, cast.actor("secretary"), item, "Option B was preferred.", now=now + 3 * DAY)
    service.circulate(session, cast.actor("secretary"), minutes, now=now + 3 * DAY)
    session.commit()
    assert service.compose(session, minutes.meeting).items[0].notes == "Option B was preferred."
    assert queries.open_objections(session, minutes) == 0


def test_members_comment_but_do_not_circulate(
    session: Session, cast: Cast, minutes: Minutes, now: datetime
) -> None:
    with pytest.raises(Forbidden):
        service.circulate(session, cast.actor("sales"), minutes, now=now + DAY)


def test_nothing_is_sealed_without_a_decision(
    session: Session, cast: Cast, minutes: Minutes, now: datetime
) -> None:
    circulate(session, cast, minutes, now)
    with pytest.raises(Refused) as refused:
        approve(session, cast, minutes, now + 2 * DAY)
    assert "put them on its agenda" in say(refused.value.say) and "of charter v1" in say(refused.value.say)


def test_the_next_meeting_approves_and_everything_is_sealed(
    session: Session, cast: Cast, minutes: Minutes, now: datetime
) -> None:
    circulate(session, cast, minutes, now)
    _, motion = next_meeting(session, cast, minutes, now)
    approve(session, cast, minutes, now + 30 * DAY)
    assert (minutes.state, minutes.approved_by_ref) == ("approved", motion.ref)
    assert minutes.meeting.sealed_at is not None
    assert {lang: paper.sha256 for lang, paper in queries.papers(session, minutes).items()} == {
        "en": "a" * 64,
        "zh": "b" * 64,
    }
    paper = queries.get_paper(session, minutes, "zh")
    assert paper is not None and paper.content == b"%PDF zh"
    with pytest.raises(Refused, match=r"meetings.sealed"):
        meetings.write_notes(
            session, cast.actor("secretary"), minutes.meeting.items[0], "x", now=now + 31 * DAY
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE minutes SET body = '{}' WHERE state = 'approved'",
        "DELETE FROM minutes WHERE state = 'approved'",
        "UPDATE minutes_papers SET content = 'x'",
        "DELETE FROM minutes_papers",
        "UPDATE attendances SET remote = true " + OF_APPROVED,
        "UPDATE agenda_items SET notes = 'x' " + OF_APPROVED,
        "INSERT INTO minutes_comments (minutes_id, person_id, kind, text, lang, at) "
        "SELECT id, 1, 'objection', 'late', 'en', approved_at FROM minutes WHERE state = 'approved'",
    ],
)
def test_the_database_itself_keeps_approved_minutes(
    session: Session, cast: Cast, minutes: Minutes, now: datetime, statement: str
) -> None:
    circulate(session, cast, minutes, now)
    next_meeting(session, cast, minutes, now)
    approve(session, cast, minutes, now + 30 * DAY)
    with pytest.raises(DatabaseError, match=r"sealed:"):
        session.connection().execute(text(statement))
    session.rollback()


def test_a_decision_on_an_older_text_does_not_approve_a_newer_one(
    session: Session, cast: Cast, minutes: Minutes, now: datetime
) -> None:
    circulate(session, cast, minutes, now)
    next_meeting(session, cast, minutes, now)
    service.take_back(session, cast.actor("secretary"), minutes, reason="A name", now=now + 31 * DAY)
    service.circulate(session, cast.actor("secretary"), minutes, now=now + 31 * DAY)
    with pytest.raises(Refused, match=r"minutes.next_meeting_approves"):
        approve(session, cast, minutes, now + 32 * DAY)


def test_papers_of_another_record_are_refused(
    session: Session, cast: Cast, minutes: Minutes, now: datetime
) -> None:
    circulate(session, cast, minutes, now)
    next_meeting(session, cast, minutes, now)
    later = now + 30 * DAY
    with pytest.raises(Refused, match=r"minutes.papers_of_another_record"):
        service.approve(
            session, cast.actor("secretary"), minutes, papers=PAPERS, printed_of="0" * 64, now=later
        )
    with pytest.raises(Refused, match=r"minutes.papers_missing"):
        service.approve(
            session, cast.actor("secretary"), minutes, papers={"en": PAPERS["en"]},
            printed_of=minutes.sha256 or "", now=later,
        )  # fmt: skip


def test_what_waits_and_for_whom(
    app: object, session: Session, cast: Cast, minutes: Minutes, now: datetime
) -> None:
    def waiting(part: str, on: datetime) -> list[str]:
        found = registries.waiting_for(session, cast.actor(part), on.date())
        return [one.reason.key for one in found if one.ref == minutes.ref]

    with app.test_request_context():  # type: ignore[attr-defined]
        assert waiting("secretary", now) == ["minutes.waits_to_circulate"]
        assert waiting("sales", now) == []
        circulate(session, cast, minutes, now)
        docket = [one for one in registries.docket(session, (now + 2 * DAY).date()) if one.ref == minutes.ref]
        assert [one.reason.key for one in docket] == ["minutes.waits_for_approval_by"]
        assert waiting("sales", now + 2 * DAY) == ["minutes.waits_for_comment"]
        service.comment(session, cast.actor("sales"), minutes, text="A name is wrong.", now=now + 2 * DAY)
        session.commit()
        assert waiting("sales", now + 2 * DAY) == []
        next_meeting(session, cast, minutes, now)
        assert waiting("secretary", now + 30 * DAY) == ["minutes.waits_to_seal"]
        assert not [
            one for one in registries.docket(session, (now + 31 * DAY).date()) if one.ref == minutes.ref
        ]
