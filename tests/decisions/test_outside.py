"""Votes without a meeting: pinned at their opening, answered by seat, ended by time, by all, or by the charter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.audit.models import AuditLine
from council.charter import queries as charter
from council.charter import service as charter_service
from council.charter.kinds import DecisionClass
from council.charter.models import CharterVersion
from council.charter.rules import ClassRule, Majority, Methods, Quorum
from council.core.actor import SYSTEM
from council.core.errors import Forbidden, Refused
from council.decisions import queries, service
from council.decisions.models import Motion
from council.notifications.due import tell_due
from council.notifications.models import Notice
from council.proposals import queries as queries_of_proposals
from council.proposals import service as proposals
from council.seats import queries as seats
from council.seats import service as seat_service
from council.web import registries
from council.web.registries import Waiting
from tests.make import a_meeting, a_proposal
from tests.people import Cast

VOTING = ("chair", "sales", "marketing", "operations", "support", "service", "quality")


def ask(session: Session, cast: Cast, now: datetime, *, by: str = "chair", **more: Any) -> Motion:
    """A docketed proposal put to the members in writing."""
    proposal = a_proposal(session, cast, state="docketed", now=now)
    given = {"text": proposal.request, "lang": "en", "decision_class": "ordinary", "method": "written"}
    return service.ask(session, cast.actor(by), proposal.ref, **{**given, **more}, now=now)


def say(session: Session, cast: Cast, motion: Motion, now: datetime, **choices: str) -> None:
    """Members answer for their own seats."""
    for part, choice in choices.items():
        service.answer(
            session,
            cast.actor(part),
            motion,
            seat_id=cast.seat(part).id,
            choice=choice,
            note="Because.",
            now=now,
        )


def amended(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    """A charter that asks for everything and allows nothing of this, in force from today."""
    chair = cast.actor("chair")
    version = charter_service.draft_version(session, chair, change_summary="All must come.", now=now)
    rules = charter.rules_of(version)
    strict = ClassRule(
        Quorum(fraction=Fraction(1), strict=False, article="5.1"),
        Majority(article="6.1"),
        Methods(article="6.5"),
    )
    charter_service.edit_rules(
        session, chair, version,
        replace(rules, classes=dict.fromkeys(DecisionClass, strict), written=replace(rules.written, days=60)), now=now,
    )  # fmt: skip
    charter_service.submit(session, chair, version, now=now)
    charter_service.adopt(session, SYSTEM, version, decision_ref="motion:1", now=now)
    session.commit()
    return version


def docketed(app: Flask, session: Session, motion: Motion) -> list[Waiting]:
    """What the docket says of the thing that was asked about."""
    with app.test_request_context():
        return [one for one in registries.docket(session, date(2026, 3, 10)) if one.ref == motion.subject_ref]


def test_a_written_resolution_carries_when_all_have_answered(
    session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now)
    assert (motion.meeting_id, motion.item_id, motion.title) == (None, None, "Answer e-mail within a day")
    assert motion.closes_at == datetime(
        2026, 3, 9, 16, 0, tzinfo=UTC
    )  # the midnight after 9 March in Shanghai
    say(session, cast, motion, now, **dict.fromkeys(VOTING, "yes"))
    with pytest.raises(Forbidden):
        service.close_outside(session, cast.actor("sales"), motion, now=now + timedelta(hours=1))
    service.close_outside(session, cast.actor("secretary"), motion, now=now + timedelta(hours=1))
    assert (motion.state, motion.number, motion.yes) == ("carried", "D-2026-001", 7)
    session.commit()
    assert session.execute(text("SELECT state FROM proposals")).scalar_one() == "adopted"
    keys = [one.key for one in motion.working]
    assert keys == ["decisions.answers_enough", "decisions.majority_decides"]


def test_it_waits_for_its_time_unless_everybody_answered(session: Session, cast: Cast, now: datetime) -> None:
    motion = ask(session, cast, now)
    say(session, cast, motion, now, chair="yes", sales="yes", marketing="yes", operations="no")
    assert motion.closes_at is not None
    early = motion.closes_at - timedelta(minutes=1)
    with pytest.raises(Refused, match=r"decisions.not_over_yet") as caught:
        service.close_outside(session, cast.actor("chair"), motion, now=early)
    assert caught.value.params["until"] == motion.closes_at
    assert caught.value.params["law"].params["article"] == "6.7"
    say(session, cast, motion, early, operations="abstain")
    with pytest.raises(Refused, match=r"decisions.time_is_over"):
        say(session, cast, motion, motion.closes_at, support="yes")
    service.close_outside(session, cast.actor("chair"), motion, now=motion.closes_at)
    assert (motion.state, motion.yes, motion.no, motion.abstain) == ("carried", 3, 0, 1)
    with pytest.raises(Refused, match=r"decisions.vote_is_over"):
        say(session, cast, motion, early, support="yes")


def test_too_few_answers_put_the_proposal_back_on_the_docket(
    app: Flask, session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now)
    say(session, cast, motion, now, chair="yes", sales="yes", marketing="yes")
    service.close_outside(session, cast.actor("chair"), motion, now=motion.closes_at or now)
    session.commit()
    assert (motion.state, motion.number) == ("no_quorum", None)
    [waiting] = docketed(app, session, motion)
    assert waiting.reason.params["reason"].key == "decisions.back.outside.no_quorum"


def test_while_members_are_asked_it_is_off_the_docket_and_nobody_moves_it(
    app: Flask, session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now)
    session.commit()
    proposal = queries_of_proposals.by_ref(session, motion.subject_ref)
    assert proposal is not None
    assert docketed(app, session, motion) == []
    secretary, author = cast.actor("secretary"), cast.actor("sales")
    with pytest.raises(Refused, match=r"decisions.asked_outside"):
        proposals.return_to_author(session, secretary, proposal, reason="No.", now=now)
    session.rollback()
    with pytest.raises(Refused, match=r"decisions.asked_outside"):
        proposals.withdraw(session, author, proposal, now=now)
    session.rollback()
    with pytest.raises(Refused, match=r"decisions.asked_outside"):
        a_meeting(session, cast, about=(proposal,))
    session.rollback()
    with pytest.raises(Refused, match=r"decisions.asked_already"):
        service.ask(
            session, secretary, proposal.ref, text="Again.", lang="en", decision_class="ordinary", now=now
        )


def test_only_what_waits_and_what_the_charter_allows_is_asked(
    session: Session, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Refused, match=r"decisions.method_not_allowed") as caught:
        ask(session, cast, now, decision_class="charter")
    assert caught.value.params["law"].params == {"article": "6.5", "version": 1}
    with pytest.raises(Refused, match=r"decisions.not_outside"):
        ask(session, cast, now, method="roll_call")
    with pytest.raises(Forbidden):
        ask(session, cast, now, by="sales")
    for ref, key in (
        (a_proposal(session, cast).ref, "subject_not_waiting"), ("seat:1", "subject_not_votable"), ("", "subject_not"),
        ("proposal:9999999999999999999", "subject_not"), ("proposal:x", "subject_not"), ("proposal:²", "subject_not"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=f"decisions.{key}"):
            service.ask(
                session, cast.actor("chair"), ref, text="Yes.", lang="en", decision_class="ordinary", now=now
            )
    scheduled = a_proposal(session, cast, state="docketed")
    a_meeting(session, cast, about=(scheduled,))
    with pytest.raises(Refused, match=r"subject_not_waiting|already_scheduled"):
        service.ask(
            session,
            cast.actor("chair"),
            scheduled.ref,
            text="Yes.",
            lang="en",
            decision_class="ordinary",
            now=now,
        )


def test_members_force_a_meeting_at_the_charters_number(session: Session, cast: Cast, now: datetime) -> None:
    motion = ask(session, cast, now)
    say(session, cast, motion, now, chair="yes")

    def demand(part: str) -> None:
        service.demand(
            session, cast.actor(part), motion, seat_id=cast.seat(part).id, reason="Talk first.", now=now
        )

    demand("sales")
    with pytest.raises(Refused, match=r"decisions.demanded_already"):
        demand("sales")
    assert motion.state == "open"
    demand("marketing")
    session.commit()
    assert (motion.state, motion.reason_word) == ("void", "meeting_demanded")
    last = session.scalars(select(AuditLine).where(AuditLine.verb == "decisions.void")).one()
    assert last.actor_id is None  # the charter ended it
    with pytest.raises(Refused, match=r"decisions.vote_is_over"):
        demand("operations")
    told = session.scalars(select(Notice).where(Notice.person_id == cast.support.id)).all()
    assert [one.say.key for one in told][-1] == "decisions.told.ended"


def test_a_recusal_leaves_the_entitled_and_may_void_it(session: Session, cast: Cast, now: datetime) -> None:
    motion = ask(session, cast, now)
    say(session, cast, motion, now, sales="yes")

    def recuse(part: str, reason: str = "My department.") -> None:
        service.recuse(session, cast.actor(part), motion, seat_id=cast.seat(part).id, reason=reason, now=now)

    with pytest.raises(Refused, match=r"decisions.reason_needed"):
        recuse("sales", " ")
    recuse("sales")
    with pytest.raises(Refused, match=r"decisions.recused_already"):
        recuse("sales")
    with pytest.raises(Refused, match=r"decisions.seat_recused"):
        say(session, cast, motion, now, sales="no")
    _, this, _ = service.counted(session, motion, now)
    assert (this.count.entitled, this.count.recused, this.votes.yes) == (6, 1, 0)
    recuse("marketing")
    assert motion.state == "open"  # two of seven; the limit is above a third
    recuse("operations")
    assert (motion.state, motion.reason_word) == ("void", "conflicts")


def test_nobody_answers_for_another(session: Session, cast: Cast, now: datetime) -> None:
    motion = ask(session, cast, now)
    with pytest.raises(Refused, match=r"decisions.not_your_seat"):
        service.answer(
            session, cast.actor("sales"), motion, seat_id=cast.seat("chair").id, choice="yes", now=now
        )
    with pytest.raises(Forbidden):
        service.answer(
            session, cast.actor("manager"), motion, seat_id=cast.seat("chair").id, choice="yes", now=now
        )
    with pytest.raises(Refused, match=r"decisions.recuse_first"):
        service.answer(
            session, cast.actor("chair"), motion, seat_id=cast.seat("chair").id, choice="recused", now=now
        )
    with pytest.raises(Refused, match=r"decisions.not_in_a_meeting"):
        service.cast(
            session, cast.actor("chair"), motion, seat_id=cast.seat("chair").id, choice="yes", now=now
        )
    with pytest.raises(Refused, match=r"decisions.not_in_a_meeting"):
        service.close(session, cast.actor("chair"), motion, now=now)


def test_lazy_consensus_is_adopted_after_its_hours_and_approvals(
    session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now, method="lazy_consensus")
    assert motion.closes_at == now + timedelta(hours=72)
    say(session, cast, motion, now, chair="yes", sales="yes", marketing="yes")
    with pytest.raises(Refused, match=r"decisions.approve_or_object"):
        say(session, cast, motion, now, operations="abstain")
    with pytest.raises(Refused, match=r"decisions.silence_not_over"):
        service.close_outside(session, cast.actor("chair"), motion, now=now + timedelta(hours=71, minutes=59))
    service.close_outside(session, cast.actor("chair"), motion, now=now + timedelta(hours=72))
    assert (motion.state, motion.yes, motion.number) == ("carried", 3, "D-2026-001")


def test_an_objection_ends_lazy_consensus_with_its_reason(
    app: Flask, session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now, method="lazy_consensus")
    with pytest.raises(Refused, match=r"decisions.objection_needs_reason"):
        service.answer(
            session, cast.actor("sales"), motion, seat_id=cast.seat("sales").id, choice="no", now=now
        )
    with pytest.raises(Refused, match=r"decisions.object_instead"):
        service.demand(
            session, cast.actor("sales"), motion, seat_id=cast.seat("sales").id, reason="No.", now=now
        )
    say(session, cast, motion, now, sales="no")
    session.commit()
    assert (motion.state, motion.reason_word) == ("void", "objection")
    [back] = docketed(app, session, motion)
    assert back.reason.params["reason"].params == {"reason": "Because."}


def test_too_few_approvals_go_to_a_meeting(session: Session, cast: Cast, now: datetime) -> None:
    motion = ask(session, cast, now, method="lazy_consensus")
    say(session, cast, motion, now, chair="yes", sales="yes")
    service.close_outside(session, cast.actor("chair"), motion, now=now + timedelta(hours=72))
    assert (motion.state, motion.reason_word) == ("void", "approvals")


def test_officers_may_take_it_back(session: Session, cast: Cast, now: datetime) -> None:
    motion = ask(session, cast, now)
    service.withdraw(session, cast.actor("secretary"), motion, reason="A better text comes.", now=now)
    session.commit()
    assert (motion.state, motion.end_reason) == ("withdrawn", "A better text comes.")
    assert session.execute(text("SELECT state FROM proposals")).scalar_one() == "docketed"


def test_notices_go_to_all_asked_and_once_to_the_officers(
    session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now)
    session.commit()
    told = session.scalars(select(Notice).where(Notice.ref == motion.ref)).all()
    assert {one.person_id for one in told} == {cast[part].id for part in VOTING}
    say(session, cast, motion, now, chair="yes", sales="yes")

    def told_on(day: int, key: str) -> list[int]:
        tell_due(session, date(2026, 3, day), now=now)
        session.commit()
        notices = session.scalars(select(Notice).where(Notice.ref == motion.ref)).all()
        return [one.person_id for one in notices if one.say.key == f"decisions.told.{key}"]

    assert told_on(8, "remind") == []
    assert set(told_on(9, "remind")) == {cast[part].id for part in VOTING[2:]}
    assert told_on(9, "over") == []
    officers = {cast.chair.id, cast.operations.id, cast.service.id}
    assert set(told_on(10, "over")) == officers
    assert len(told_on(11, "over")) == len(officers), "each once"


def test_what_was_pinned_stays_whatever_changes_meanwhile(
    session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now)
    session.commit()
    session.refresh(motion)
    before = (motion.rule, motion.electorate, motion.closes_at, motion.charter_version_id)
    newer = amended(session, cast, now)
    assert newer.id != motion.charter_version_id == before[3]
    sales = cast.seat("sales")
    term = next(one for one in seats.terms_of(session, sales.id) if one.person_id == cast.sales.id)
    seat_service.end_term(session, cast.actor("secretary"), term, on=now.date(), reason="Leaves.", now=now)
    session.commit()
    session.refresh(motion)
    assert (motion.rule, motion.electorate, motion.closes_at, motion.charter_version_id) == before
    say(session, cast, motion, now, chair="yes", sales="yes", marketing="yes", operations="yes")
    service.close_outside(session, cast.actor("chair"), motion, now=motion.closes_at or now)
    assert motion.state == "carried"


@pytest.mark.parametrize("table", ["ballots", "stances"])
def test_what_was_said_is_sealed_at_the_end(session: Session, cast: Cast, now: datetime, table: str) -> None:
    motion = ask(session, cast, now)
    say(session, cast, motion, now, chair="yes", sales="no")
    for part in ("marketing", "operations"):
        service.demand(
            session, cast.actor(part), motion, seat_id=cast.seat(part).id, reason="Talk first.", now=now
        )
    session.commit()
    for statement in (f"UPDATE {table} SET person_id = {cast.chair.id}, seat_id = 1", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="sealed"), session.begin_nested():
            session.execute(text(statement))


def test_queries_find_it_by_thing_and_in_the_register(
    app: Flask, session: Session, cast: Cast, now: datetime
) -> None:
    motion = ask(session, cast, now)
    session.commit()
    assert queries.asked_outside(session, motion.subject_ref or "") is motion
    assert queries.running_outside(session) == [motion]
    say(session, cast, motion, now, **dict.fromkeys(VOTING, "no"))
    service.close_outside(session, cast.actor("chair"), motion, now=now)
    session.commit()
    assert queries.register(session) == [motion]
    assert queries.outside(session) == [motion]
    with app.test_request_context():
        link = registries.links(session, [motion.ref])[motion.ref]
    assert (link.title, link.code) == ("Answer e-mail within a day", "D-2026-001")
