"""What the demo council went through: everything its story promises is there, and nothing lies in the future."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.accounts.models import Person
from council.actions import queries as actions
from council.actions.models import Action
from council.audit import queries as log
from council.audit.models import AuditLine
from council.charter import queries as charter
from council.core.errors import Refused
from council.db import db
from council.decisions.models import Ballot, Motion
from council.demo import service
from council.demo.people import address
from council.initiatives import queries as initiatives
from council.initiatives.kinds import VerdictKind
from council.initiatives.reading import readings
from council.meetings.models import Attendance, Interest, Meeting
from council.metrics import board
from council.metrics import queries as metrics
from council.minutes.models import Minutes, MinutesPaper
from council.policies.models import PolicyVersion
from council.proposals.models import Proposal
from council.reports.models import Report
from council.seats import queries as seats
from council.seats.models import Term
from council.web import registries
from tests.demo.conftest import NOW, Demo

pytestmark = pytest.mark.xdist_group("demo")
TODAY = NOW.date()


def states(session: Session, model: type) -> Counter[str]:
    return Counter(session.scalars(select(model.state)))


def test_the_council_is_a_demo_and_its_log_holds(demo: Demo) -> None:
    with demo.app.app_context(), demo.app.test_request_context():
        profile = charter.profile(db.session)
        assert profile is not None
        assert profile.demo
        assert profile.content_language == demo.lang
        assert log.verify(db.session) is None
        assert demo.events > 250
        assert db.session.scalar(select(func.max(AuditLine.at))) <= NOW
        assert all(one.email.endswith(".test") for one in db.session.scalars(select(Person)))


def test_it_is_refused_where_anybody_is(session: Session) -> None:
    with pytest.raises(Refused, match=r"demo\.not_empty"):
        service.load(session, now=NOW)


def test_seats_were_vacant_and_filled_by_a_decision(told: Session) -> None:
    support = next(one for one in seats.seats_on(told, TODAY) if one.name.en.startswith("Technical"))
    assert support.holder is not None
    terms = list(told.scalars(select(Term).where(Term.seat_id == support.seat.id).order_by(Term.starts_on)))
    assert len(terms) == 2
    assert terms[0].end_kind == "left"
    assert terms[1].decision_ref.startswith("motion:")
    assert 60 <= (terms[1].starts_on - terms[0].ended_on).days <= 100
    people = Counter(told.scalars(select(Term.person_id).where(Term.capacity == "member")))
    assert max(people.values()) == 2, "a second term"
    assert told.scalar(select(func.count()).where(Term.capacity == "alternate")) == 2
    assert [one.name.en for one in seats.seats_on(told, TODAY) if one.vacant] == ["E-commerce specialist"]


def test_meetings_of_every_kind(told: Session) -> None:
    found = states(told, Meeting)
    assert found == {"closed": 17, "cancelled": 1, "inquorate": 1, "called": 1}
    assert told.scalar(select(func.count()).where(Meeting.kind == "extraordinary")) == 1
    coming = told.scalars(select(Meeting).where(Meeting.state == "called")).one()
    assert 9 <= (coming.starts_at - NOW).days <= 15
    assert len(coming.items) >= 4
    late = select(func.count()).select_from(Attendance).join(Meeting, Meeting.id == Attendance.meeting_id)
    assert told.scalar(late.where(Attendance.arrived_at > Meeting.starts_at)) >= 5
    assert told.scalar(late.where(Attendance.left_at < Meeting.closed_at)) >= 3
    assert told.scalar(select(func.count()).select_from(Interest)) == 1


def test_votes_of_every_outcome(told: Session) -> None:
    found = states(told, Motion)
    assert found["no_quorum"] == 1
    assert found["failed"] >= 3
    assert found["carried"] >= 25
    assert found["open"] == 1  # a written resolution, for some days yet
    assert not set(found) & {"tied", "void"}
    assert told.scalars(select(Motion.casting_choice).where(Motion.casting_choice.is_not(None))).all() == [
        "no"
    ]
    outside = select(Motion.method, Motion.state).where(Motion.meeting_id.is_(None))
    assert Counter(told.execute(outside).all()) == {
        ("written", "carried"): 1, ("lazy_consensus", "carried"): 1, ("written", "open"): 1,
    }  # fmt: skip
    assert set(told.scalars(select(Motion.method))) == {
        "roll_call", "consent", "show_of_hands", "secret", "written", "lazy_consensus",
    }  # fmt: skip
    assert set(told.scalars(select(Ballot.choice))) == {"yes", "no", "abstain"}
    assert max(told.scalars(select(Motion.recused).where(Motion.recused.is_not(None)))) == 1


def test_minutes_are_sealed_with_their_papers_but_the_last(told: Session) -> None:
    assert states(told, Minutes) == {"approved": 17, "circulated": 1}
    assert told.scalar(select(func.count()).select_from(MinutesPaper)) == 34


def test_proposals_stand_everywhere(told: Session) -> None:
    found = states(told, Proposal)
    assert set(found) == {
        "draft", "submitted", "docketed", "scheduled", "deferred", "returned", "adopted", "rejected", "withdrawn",
    }  # fmt: skip
    assert found["adopted"] >= 6
    assert found["rejected"] == 3


def test_policies_have_versions(told: Session) -> None:
    found = Counter(told.execute(select(PolicyVersion.policy_id, PolicyVersion.state)).all())
    assert len({policy for policy, _ in found}) == 3
    assert states(told, PolicyVersion) == {"adopted": 5, "in_review": 1}
    texts = [one.body_zh for one in told.scalars(select(PolicyVersion).order_by(PolicyVersion.id))]
    assert len(set(texts)) == 6, "each version says something else"


def test_improvements_in_different_phases(told: Session) -> None:
    by_title = {one.title.split(":")[0]: one for one in initiatives.listing(told)}
    assert len(by_title) == 5
    verdicts = {
        title: next(one.verdict.kind for one in readings(told, initiative.cycles[0]) if one.is_primary)
        for title, initiative in by_title.items()
    }
    cards = by_title["One answer at the first call"]
    chat = by_title["Greet chat customers at once and ask for the order number first"]
    assert verdicts[cards.title.split(":")[0]] == VerdictKind.SUSTAINED
    assert cards.cycles[0].outcome == "adopt"
    assert verdicts[chat.title] == VerdictKind.NO_CHANGE
    assert [one.state for one in chat.cycles] == ["closed", "plan"]
    assert verdicts["An early shift for e-mail"] == VerdictKind.TOO_EARLY
    assert by_title["An early shift for e-mail"].cycle.state == "check"
    assert by_title["Watch social media with a listening tool at weekends"].cycle.outcome == "abandon"
    assert by_title["Show the day of delivery before payment"].cycle.state == "plan"


def test_guardrails_did_not_worsen(told: Session) -> None:
    for initiative in initiatives.listing(told):
        for cycle in initiative.cycles:
            for one in readings(told, cycle):
                if one.is_guardrail:
                    assert one.verdict.kind != VerdictKind.WORSE, (initiative.code, one.metric.code)


def test_charts_tell_what_the_meetings_say(told: Session) -> None:
    stand = {one.metric.code: one for one in board.standings(told, metrics.metrics(told), TODAY)}
    concerns = {code for code, one in stand.items() if one.concern is not None}
    assert "complaints-rate" in concerns
    assert concerns <= {"complaints-rate", "complaints"}
    assert stand["resp"].improvement is not None
    assert stand["ces"].stale
    assert [code for code, one in stand.items() if one.stale] == ["ces"]
    assert None in stand["social-2h"].readings, "a month without a value is a gap"
    reference = stand["nhs111-answered-60s"]
    assert len(reference.readings) == 12
    assert "Open Government Licence" in reference.metric.source


def test_actions_open_overdue_and_done(told: Session) -> None:
    found = states(told, Action)
    assert found["done"] >= 8
    assert found["open"] >= 5
    assert actions.overdue(told, TODAY)


def test_the_last_quarter_is_reported(told: Session) -> None:
    report = told.scalars(select(Report)).one()
    assert (report.code, report.state) == ("2026-Q3", "issued")
    assert {one.lang for one in report.editions} == {"en", "zh"}


def test_something_waits_for_the_officers_and_on_the_docket(demo_in: Callable[[str], Demo]) -> None:
    with demo_in("en").app.test_request_context():
        assert len(registries.docket(db.session, TODAY)) >= 4
        for part in ("chair", "quality", "sales", "service"):
            person = accounts.find_person(db.session, address(part))
            assert registries.waiting_for(db.session, accounts.actor_for(db.session, person, TODAY), TODAY), (
                part
            )
