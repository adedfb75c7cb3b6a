"""Votes through the services: quorum twice, who may vote, revisions, seals, numbers, ties, consent, races."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.core.errors import Forbidden, Refused
from council.db import db
from council.decisions import queries, service
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.decisions.numbering import printed
from council.decisions.round import Votes
from council.decisions.service.electing import elect_presider
from council.i18n import say, use_language
from council.meetings import queries as meeting_queries
from council.meetings import service as meetings
from council.meetings.models import AgendaItem
from council.proposals import queries as proposal_queries
from tests import make
from tests.people import Cast

LATER = timedelta(minutes=5)
ROOM = ("chair", "sales", "marketing", "operations", "service")


@pytest.fixture
def item(session: Session, cast: Cast, now: datetime) -> AgendaItem:
    """An item under discussion; chair, vice-chair, secretary and two representatives are in the room."""
    return make.a_running_item(session, cast, now=now, present=ROOM)


def vote(session: Session, cast: Cast, motion: Motion, now: datetime, **said: str) -> None:
    for part, choice in said.items():
        service.cast(session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice=choice, now=now)


def put(session: Session, cast: Cast, item: AgendaItem, now: datetime, **more: object) -> Motion:
    return service.put(
        session, cast.actor("chair"), item, text="That the guide is adopted.", lang="en", now=now, **more
    )


def test_a_carried_vote_has_number_working_and_thread(
    app: Flask, session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(
        session,
        cast,
        item,
        now,
        mover_seat_id=cast.seat("sales").id,
        seconder_seat_id=cast.seat("marketing").id,
    )
    vote(
        session,
        cast,
        motion,
        now,
        chair="yes",
        sales="yes",
        marketing="no",
        operations="abstain",
        service="yes",
    )
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    session.commit()
    assert (motion.state, motion.number, motion.yes, motion.no, motion.abstain) == (
        "carried",
        "D-2026-001",
        3,
        1,
        1,
    )
    words = " ".join(say(each) for each in motion.working)
    assert "7 of 7 voting seats are filled, 5 present" in words
    assert "3 yes, 1 no, 1 abstain" in words and "carried" in words
    with app.app_context(), use_language("zh"):
        assert "通过" in "".join(say(each) for each in motion.working)
    assert queries.get_decision(session, "D-2026-001") is motion


def test_no_vote_opens_without_a_quorum(session: Session, cast: Cast, now: datetime) -> None:
    item = make.a_running_item(session, cast, now=now, present=("chair", "sales", "marketing"))
    with pytest.raises(Refused) as refused:
        put(session, cast, item, now)
    sentence = say(refused.value.say)
    assert "7 of 7 voting seats are filled, 3 present" in sentence
    assert "article 5.2 of charter v1" in sentence and "Voting members still needed: 1" in sentence


def test_departures_before_closing_leave_no_quorum(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now)
    vote(session, cast, motion, now, chair="yes", sales="yes", marketing="yes")
    for part in ("marketing", "service"):
        meetings.depart(session, cast.actor("chair"), item.meeting, cast[part].id, now=now + LATER)
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    session.commit()
    assert motion.state == MotionState.NO_QUORUM
    assert motion.number is None
    assert (motion.yes, motion.no) == (2, 0), "whoever left before the count is not counted"


def test_recused_absent_and_non_voting_seats_cannot_vote(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    meetings.arrive(session, cast.actor("chair"), item.meeting, cast["analyst"].id, now=now)
    motion = put(session, cast, item, now)
    meetings.declare_interest(
        session, cast.actor("sales"), item.meeting, item, cast["sales"].id, reason="Own bid", now=now + LATER
    )
    for part, key in (("sales", "seat_recused"), ("quality", "not_present"), ("analyst", "no_vote")):
        with pytest.raises(Refused, match=f"decisions.{key}"):
            vote(session, cast, motion, now + LATER, **{part: "yes"})


def test_the_recused_do_not_count_and_stay_recused(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now)
    vote(
        session, cast, motion, now, chair="yes", sales="no", marketing="yes", operations="yes", service="yes"
    )
    interest = meetings.declare_interest(
        session, cast.actor("sales"), item.meeting, item, cast["sales"].id, reason="Own bid", now=now + LATER
    )
    session.commit()
    with pytest.raises(Refused, match=r"decisions.interest_while_open"):
        meetings.withdraw_interest(session, cast.actor("sales"), interest, now=now + LATER)
    session.rollback()
    service.close(session, cast.actor("chair"), motion, now=now + 2 * LATER)
    assert (motion.state, motion.yes, motion.no, motion.recused) == ("carried", 4, 0, 1)


def test_members_vote_for_themselves_and_officers_record(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now)
    seat = cast.seat("marketing").id
    with pytest.raises(Forbidden):
        service.cast(session, cast.actor("sales"), motion, seat_id=seat, choice="yes", now=now)
    ballot = service.cast(session, cast.actor("secretary"), motion, seat_id=seat, choice="yes", now=now)
    assert (ballot.person_id, ballot.recorded_by_id) == (cast["marketing"].id, cast["secretary"].id)


def test_a_ballot_may_be_changed_and_the_last_counts(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now)
    vote(session, cast, motion, now, sales="yes", chair="yes", marketing="yes")
    vote(session, cast, motion, now + LATER, sales="no")
    vote(session, cast, motion, now + LATER, sales="no")
    session.commit()
    kept = [
        (b.revision, b.choice)
        for b in queries.ballots(session, [motion.id])
        if b.seat_id == cast.seat("sales").id
    ]
    assert kept == [(1, "yes"), (2, "no")], "an unchanged ballot makes no revision"
    service.close(session, cast.actor("chair"), motion, now=now + 2 * LATER)
    assert (motion.yes, motion.no) == (2, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ballots SET choice = 'no'",
        "DELETE FROM ballots",
        "INSERT INTO ballots (motion_id, seat_id, revision, person_id, choice, note, cast_at) "
        "SELECT motion_id, seat_id, 9, person_id, 'no', '', cast_at FROM ballots",
        "UPDATE motions SET yes = 99",
        "UPDATE motions SET text = 'something else'",
        "DELETE FROM motions",
    ],
)
def test_the_database_itself_keeps_a_closed_vote(
    session: Session, cast: Cast, item: AgendaItem, now: datetime, statement: str
) -> None:
    motion = put(session, cast, item, now)
    vote(session, cast, motion, now, chair="yes", sales="yes", marketing="yes")
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    session.commit()
    with pytest.raises(DatabaseError, match=r"sealed: (ballots|motions)"):
        session.connection().execute(text(statement))
    session.rollback()


def test_nothing_is_cast_after_closing(session: Session, cast: Cast, item: AgendaItem, now: datetime) -> None:
    motion = put(session, cast, item, now)
    vote(session, cast, motion, now, chair="yes")
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    with pytest.raises(Refused, match=r"decisions.vote_is_over"):
        vote(session, cast, motion, now + LATER, sales="no")
    with pytest.raises(Refused, match=r"decisions.vote_is_over"):
        service.close(session, cast.actor("chair"), motion, now=now + LATER)


def test_the_vice_chair_casts_when_the_chair_is_recused(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    meetings.arrive(session, cast.actor("chair"), item.meeting, cast["quality"].id, now=now)
    meetings.declare_interest(
        session, cast.actor("chair"), item.meeting, item, cast["chair"].id, reason="Own project", now=now
    )
    motion = put(session, cast, item, now)
    vote(session, cast, motion, now, sales="yes", marketing="no", operations="yes", service="no")
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    session.commit()
    assert motion.state == MotionState.TIED
    with pytest.raises(Refused, match=r"decisions.casting_awaited"):
        service.close(session, cast.actor("chair"), motion, now=now + LATER)
    with pytest.raises(Refused, match=r"decisions.not_the_casting_voter"):
        service.casting_vote(session, cast.actor("chair"), motion, choice="no", now=now + LATER)
    with pytest.raises(Refused, match=r"decisions.casting_must_decide"):
        service.casting_vote(session, cast.actor("vice_chair"), motion, choice="abstain", now=now + LATER)
    service.casting_vote(session, cast.actor("vice_chair"), motion, choice="yes", now=now + 2 * LATER)
    session.commit()
    assert (motion.state, motion.number) == ("carried", "D-2026-001")
    assert (motion.casting_person_id, motion.casting_choice) == (cast["vice_chair"].id, "yes")
    assert (motion.yes, motion.no) == (2, 2), "the casting vote decides, it is not counted twice"


def test_the_secretary_records_the_casting_vote_of_its_holder(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now)
    vote(session, cast, motion, now, chair="yes", sales="no")
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    service.casting_vote(session, cast.actor("secretary"), motion, choice="no", now=now + LATER)
    assert (motion.state, motion.casting_person_id) == ("failed", cast["chair"].id)


def test_a_tie_stands_once_nobody_there_holds_the_casting_vote(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now)
    vote(session, cast, motion, now, sales="yes", marketing="no")
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    assert motion.state == MotionState.TIED
    for part in ("chair", "vice_chair"):
        meetings.depart(session, cast.actor("secretary"), item.meeting, cast[part].id, now=now + LATER)
    service.close(session, cast.actor("secretary"), motion, now=now + 2 * LATER)
    assert (motion.state, motion.number) == ("failed", "D-2026-001")


def test_conflicts_of_too_many_stop_a_vote(session: Session, cast: Cast, now: datetime) -> None:
    everybody = (*ROOM, "support", "quality")
    item = make.a_running_item(session, cast, now=now, present=everybody)
    motion = put(session, cast, item, now)
    for part in ("sales", "marketing", "operations", "service"):
        meetings.declare_interest(
            session, cast.actor("chair"), item.meeting, item, cast[part].id, reason="Conflict", now=now
        )
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    assert motion.state == MotionState.VOID
    with pytest.raises(Refused, match=r"decisions.too_many_recused"):
        put(session, cast, item, now + LATER)


def test_consent_waits_while_an_objection_stands(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now, method="consent", decision_class="procedure")
    vote(session, cast, motion, now, sales="no")
    with pytest.raises(Refused, match=r"decisions.objection_stands"):
        service.close(session, cast.actor("chair"), motion, now=now + LATER)
    vote(session, cast, motion, now + LATER, sales="yes")
    service.close(session, cast.actor("chair"), motion, now=now + 2 * LATER)
    assert motion.state == MotionState.CARRIED


def test_without_consent_the_same_text_is_voted_on(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    first = put(session, cast, item, now, method="consent", decision_class="procedure")
    vote(session, cast, first, now, sales="no")
    second = service.put_to_vote(session, cast.actor("chair"), first, now=now + LATER)
    assert (first.state, second.state, second.method) == ("withdrawn", "open", "roll_call")
    assert second.text == first.text


def test_hands_are_counted_and_cannot_outnumber_those_there(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now, method="show_of_hands")
    with pytest.raises(Refused, match=r"decisions.hands_are_counted"):
        vote(session, cast, motion, now, sales="yes")
    with pytest.raises(Refused, match=r"decisions.count_the_hands"):
        service.close(session, cast.actor("chair"), motion, now=now + LATER)
    with pytest.raises(Refused, match=r"decisions.more_votes_than_members"):
        service.close(session, cast.actor("chair"), motion, hands=Votes(4, 2, 0), now=now + LATER)
    service.close(session, cast.actor("chair"), motion, hands=Votes(4, 1, 0), now=now + LATER)
    assert (motion.state, motion.yes, motion.no) == ("carried", 4, 1)


def test_methods_and_classes_that_do_not_fit_are_refused(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    with pytest.raises(Refused, match=r"decisions.method_not_here"):
        put(session, cast, item, now, method="written")
    item.subject_ref = "charter_version:1"
    with pytest.raises(Refused, match=r"decisions.wrong_class"):
        put(session, cast, item, now)


def test_one_vote_at_a_time_and_only_on_the_item_under_discussion(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    put(session, cast, item, now)
    with pytest.raises(Refused, match=r"decisions.another_vote_runs"):
        put(session, cast, item, now)
    with pytest.raises(Refused, match=r"decisions.vote_still_open"):
        meetings.end_item(session, cast.actor("chair"), item, now=now)
    with pytest.raises(Refused, match=r"decisions.vote_still_open"):
        meetings.close(session, cast.actor("chair"), item.meeting, now=now)


def test_a_proposal_shares_the_fate_of_its_motion(session: Session, cast: Cast, now: datetime) -> None:
    proposal = make.a_proposal(session, cast, state="docketed", now=now - timedelta(days=20))
    item = make.a_running_item(session, cast, now=now, present=ROOM, about=proposal)
    first = put(session, cast, item, now)
    service.withdraw(session, cast.actor("chair"), first, reason="To be reworded", now=now + LATER)
    session.commit()
    found = proposal_queries.by_ref(session, proposal.ref)
    assert found is not None and found.state == "docketed"
    assert found.back_reason is not None and found.back_reason["say"] == "decisions.back.withdrawn"
    second = put(session, cast, item, now + LATER)
    vote(session, cast, second, now + LATER, chair="yes", sales="yes", marketing="yes")
    service.close(session, cast.actor("chair"), second, now=now + 2 * LATER)
    session.commit()
    assert (found.state, found.decided_ref) == ("adopted", second.ref)


def test_decisions_are_numbered_without_gaps(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    numbers = []
    for said in ("yes", "no", "yes"):
        motion = put(session, cast, item, now)
        vote(session, cast, motion, now, chair=said, sales=said)
        service.close(session, cast.actor("chair"), motion, now=now + LATER)
        numbers.append((motion.number, motion.state))
        if said == "no":
            service.withdraw(session, cast.actor("chair"), put(session, cast, item, now), now=now)
    assert numbers == [("D-2026-001", "carried"), ("D-2026-002", "failed"), ("D-2026-003", "carried")]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("客服委〔{year}〕{number}号", "客服委〔2026〕14号"),
        ("CSC/{number}", "CSC/14"),
        ("", None),
        ("{year} only", None),
    ],
)
def test_the_printed_number_follows_the_council_s_pattern(pattern: str, expected: str | None) -> None:
    assert printed(pattern, 2026, 14) == expected


def test_the_law_of_a_vote_is_the_one_it_was_opened_under(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    motion = put(session, cast, item, now)
    pinned = queries.pinned_rule(motion)
    assert pinned.version == 1 and pinned.decision_class == "ordinary"
    assert (
        pinned.rule == meeting_queries.law_of(session, item.meeting, now).rules.classes[pinned.decision_class]
    )
    assert {each["seat"] for each in motion.electorate["places"]} == {
        each["seat"] for each in motion.electorate["seats"]
    }


def test_two_who_close_at_once_make_one_decision(own_app: Flask, now: datetime) -> None:
    with own_app.app_context():
        cast = Cast(db.session, now.date())
        item = make.a_running_item(db.session, cast, now=now, present=ROOM)
        motion = put(db.session, cast, item, now)
        vote(db.session, cast, motion, now, chair="yes", sales="yes", marketing="yes")
        db.session.commit()
        motion_id, actors = motion.id, [cast.actor("chair"), cast.actor("secretary")]
    start, outcomes = threading.Barrier(2), []

    def close(actor: object) -> None:
        with own_app.app_context():
            start.wait()
            try:
                service.close(db.session, actor, queries.get_motion(db.session, motion_id), now=now + LATER)
                db.session.commit()
                outcomes.append("closed")
            except Refused:
                db.session.rollback()
                outcomes.append("refused")

    threads = [threading.Thread(target=close, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["closed", "refused"]
    with own_app.app_context():
        assert [m.number for m in queries.register(db.session)] == ["D-2026-001"]
        lines = db.session.scalars(text("SELECT count(*) FROM audit_lines WHERE verb = 'decisions.carry'"))
        assert lines.all() == [1]


def test_a_member_elected_to_preside_casts(
    session: Session, cast: Cast, item: AgendaItem, now: datetime
) -> None:
    meeting, secretary = item.meeting, cast.actor("secretary")
    meetings.arrive(session, secretary, meeting, cast["quality"].id, now=now)
    meetings.arrive(session, secretary, meeting, cast["support"].id, now=now)
    for part in ("chair", "vice_chair"):
        meetings.depart(session, secretary, meeting, cast[part].id, now=now + LATER)
    elect_presider(session, secretary, meeting, cast["quality"].id, votes=Votes(yes=3, no=1), now=now + LATER)
    motion = service.put(session, secretary, item, text="That it is so.", lang="en", now=now + LATER)
    vote(session, cast, motion, now + LATER, sales="yes", marketing="no")
    service.close(session, secretary, motion, now=now + 2 * LATER)
    assert motion.state == MotionState.TIED
    with pytest.raises(Refused, match=r"decisions.not_the_casting_voter"):
        service.casting_vote(session, cast.actor("sales"), motion, choice="yes", now=now + 2 * LATER)
    service.casting_vote(session, cast.actor("quality"), motion, choice="yes", now=now + 2 * LATER)
    assert (motion.state, motion.casting_person_id) == ("carried", cast["quality"].id)
