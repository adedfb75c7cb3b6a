"""The demo's own law and who sits under it: a charter amended and drafted again, seats that change, a demand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.actions.models import Action
from council.charter import queries as charter
from council.charter.models import CharterVersion
from council.charter.pinning import Law
from council.db import db
from council.decisions.models import Ballot, Motion, Slip, Voter
from council.decisions.past import past
from council.decisions.replay import quorum_fate, vote_fate
from council.meetings.mainland import shipped
from council.meetings.models import Meeting, WorkYear
from council.meetings.notice import plan
from council.meetings.noticeboard import calendar_of
from council.meetings.requisitions import Requisition
from council.seats import ending
from council.seats import queries as seats
from council.seats.models import Appointment, SeatRow
from tests.demo.conftest import NOW, Demo

pytestmark = pytest.mark.xdist_group("demo")
TODAY = NOW.date()
A_YEAR_AGO = TODAY - timedelta(days=365)


def law(session: Session, number: int) -> Law:
    return charter.law_of(charter.get_version(session, number))


def test_the_second_charter_was_voted_on_and_holds_for_meetings_called_since(told: Session) -> None:
    second = charter.get_version(told, 2)
    vote = told.scalars(select(Motion).where(Motion.subject_ref == second.ref)).one()
    assert (vote.decision_class, vote.state, second.decision_ref) == ("charter", "carried", vote.ref)
    assert vote.charter_version_id == charter.get_version(told, 1).id, "the law it changed still held"
    assert second.in_force_from == vote.effective_on + timedelta(days=14)
    assert charter.in_force(told, second.in_force_from - timedelta(days=1)).number == 1
    under = Meeting.charter_version_id
    pinned = dict(told.execute(select(under, func.count()).where(under.is_not(None)).group_by(under)).all())
    assert len(pinned) == 2
    assert min(pinned.values()) >= 6, "older meetings stand under the first, newer under the second"
    first_since = func.min(Meeting.called_at)
    assert told.scalar(select(first_since).where(Meeting.charter_version_id == second.id)) > vote.closed_at


def test_its_texts_and_rules_say_the_same(demo: Demo) -> None:
    with demo.app.app_context():
        second = charter.get_version(db.session, 2)
        texts = {one.number: (one.body_en, one.body_zh) for one in second.articles}
        assert "five working days" in texts["4.3"][0] and "五个工作日" in texts["4.3"][1]
        assert "at least four" in texts["5.2"][0] and "不少于四席" in texts["5.2"][1]
        rules = charter.rules_of(second)
        assert rules.notice.paper_days == 5
        assert {one.quorum.minimum for one in rules.classes.values()} == {4}
        assert not any(one.stale for one in second.articles)


def test_a_third_lies_on_the_desk_with_one_lagging_translation(demo: Demo) -> None:
    with demo.app.app_context():
        third = charter.get_version(db.session, 3)
        assert third.state == "draft"
        lagging = [one.number for one in third.articles if one.stale]
        assert lagging == ["5.2"]
        clause = next(one for one in third.articles if one.number == "5.2")
        new, old = ("三分之二", "more than half") if demo.lang == "zh" else ("two thirds", "超过半数")
        assert new in f"{clause.body_en}{clause.body_zh}" and old in f"{clause.body_en}{clause.body_zh}"


def test_replayed_the_third_would_have_changed_something_and_the_second_nothing(
    demo_in: Callable[[str], Demo],
) -> None:
    with demo_in("en").app.app_context():
        kept = past(db.session, {one.id: charter.law_of(one) for one in charter.versions(db.session)})
        for number, met, voted in ((2, 0, 0), (3, 2, 3)):
            other = law(db.session, number)
            meetings = [one.code for one, held in kept.meetings if quorum_fate(held, other).differs]
            votes = [
                one.number
                for one, vote in kept.votes
                if (fate := vote_fate(vote, other, kept.calendar)).differs and fate.now == "no_quorum"
            ]
            assert len(meetings) == met, meetings
            assert len(votes) >= voted and (voted or not votes), votes


def test_lines_of_a_year_ago_differ(told: Session) -> None:
    then, now = (
        {one.id: (one.name.en, one.reports_to_seat_id) for one in seats.seats_on(told, day)}
        for day in (A_YEAR_AGO, TODAY)
    )
    assert len(now) == len(then) + 1, "a seat was created since"
    changed = {key for key in then if then[key] != now[key]}
    assert {now[key][0] for key in changed} == {"Operations representative", "Data analyst"}
    rows = told.scalars(select(SeatRow).where(SeatRow.from_on > A_YEAR_AGO)).all()
    assert len(rows) == 3
    assert all(one.decision_ref and one.decision_ref.startswith("motion:") for one in rows)


def test_who_resigned_left_a_vacancy_and_nothing_open(told: Session) -> None:
    empty = next(one for one in seats.seats_on(told, TODAY) if one.vacant)
    term = seats.terms_of(told, empty.id)[0]
    assert term.end_kind == "resigned"
    assert empty.voting
    assert not told.scalar(
        select(func.count()).where(Action.owner_id == term.person_id, Action.state == "open")
    )


def test_ends_are_near_for_an_alternate_and_a_member(told: Session) -> None:
    left = sorted((one.last - TODAY).days for one in ending.ending(told, TODAY))
    assert len(left) == 2
    assert left[0] <= 30 < left[1] <= 60


def test_vice_chair_and_secretary_were_decided_the_second_by_secret_ballot(told: Session) -> None:
    given = told.scalars(select(Appointment).where(Appointment.decision_ref.is_not(None))).all()
    decided = {one.kind: told.get(Motion, int(one.decision_ref.partition(":")[2])) for one in given}
    assert decided["vice_chair"].method == "roll_call"
    secret = decided["secretary"]
    assert (secret.method, secret.decision_class, secret.state) == ("secret", "appointment", "carried")
    assert told.scalar(select(func.count()).where(Voter.motion_id == secret.id)) == 8
    assert told.scalar(select(func.count()).where(Slip.motion_id == secret.id)) == 8
    assert not told.scalar(select(func.count()).where(Ballot.motion_id == secret.id))


def test_three_members_required_the_meeting_that_answered_them(told: Session) -> None:
    one = told.scalars(select(Requisition)).one()
    assert (one.state, len(one.supporters)) == ("answered", 3)
    meeting = told.get(Meeting, one.meeting_id)
    assert (meeting.kind, meeting.state) == ("extraordinary", "closed")
    assert one.reached_at < meeting.starts_at <= one.reached_at + timedelta(days=15)


def test_papers_are_due_by_the_working_days_that_were_announced(told: Session) -> None:
    assert set(told.scalars(select(WorkYear.year))) == set(shipped())
    coming = told.scalars(select(Meeting).where(Meeting.state == "called")).one()
    version = told.get(CharterVersion, coming.charter_version_id)
    calendar = calendar_of(told.scalars(select(WorkYear)).all())
    notice = plan(charter.rules_of(version).notice, coming.starts_at.date(), calendar=calendar)
    assert not notice.warnings
    assert notice.papers_by < coming.starts_at.date()
