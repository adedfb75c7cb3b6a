"""Eight at once, on either database: nothing is counted twice, no number is missing, and the log stays whole."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.audit import queries as audit
from council.audit.models import AuditLine
from council.core.actor import Actor
from council.core.errors import Refused
from council.db import db
from council.decisions import queries as decided
from council.decisions import service as decisions
from council.decisions.models import Ballot, Motion
from council.meetings import service as meetings
from council.minutes import queries as records
from council.minutes import service as minutes
from council.minutes.models import MinutesPaper
from council.paper.press import Pdf
from council.proposals import queries as asked
from council.proposals import service as proposals
from council.proposals.rules import ProposalContent
from tests import make
from tests.people import Cast

CLIENTS = 8
ROOM = ("chair", "sales", "marketing", "operations", "service")
LATER = timedelta(minutes=5)

Work = Callable[[Session, int], object]


def race(app: Flask, work: Work, clients: int = CLIENTS) -> Counter[str]:
    """Let the clients do it at the same moment, each in a transaction of its own; how it ended for how many."""
    start, ended = threading.Barrier(clients), []

    def one(number: int) -> None:
        with app.app_context():
            start.wait()
            try:
                work(db.session, number)
                db.session.commit()
                ended.append("done")
            except Refused as refused:
                db.session.rollback()
                ended.append(refused.key)
            except Exception as error:
                db.session.rollback()
                ended.append(repr(error))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert audit.verify(db.session) is None
        assert db.session.scalar(select(func.count()).select_from(AuditLine)) == audit.head(db.session)[0]
    return Counter(ended)


def actors(app: Flask, now: datetime, *parts: str) -> dict[str, Actor]:
    with app.app_context():
        cast = Cast(db.session, now.date())
        return {part: cast.actor(part) for part in parts}


def open_motion(app: Flask, now: datetime, *, present: tuple[str, ...] = ROOM, **said: str) -> int:
    """A motion under vote, with what these parts said already."""
    with app.app_context():
        cast = Cast(db.session, now.date())
        item = make.a_running_item(db.session, cast, now=now, present=present)
        made = decisions.put(db.session, cast.actor("chair"), item, text="That it is so.", lang="en", now=now)
        for part, choice in said.items():
            seat = cast.seat(part).id
            decisions.cast(db.session, cast.actor(part), made, seat_id=seat, choice=choice, now=now)
        db.session.commit()
        return made.id


def test_drafts_get_one_code_each_without_a_gap(own_app: Flask, now: datetime) -> None:
    sales = actors(own_app, now, "sales")["sales"]

    def draft(session: Session, number: int) -> None:
        content = ProposalContent(**{**make.CONTENT, "title": f"Number {number}"})
        proposals.draft(session, sales, content, now=now)

    assert race(own_app, draft) == {"done": CLIENTS}
    with own_app.app_context():
        found = asked.listing(db.session, sales, mine=True)
        assert sorted(one.code for one in found) == [f"P-2026-{n:03}" for n in range(1, CLIENTS + 1)]


def test_a_proposal_is_docketed_once(own_app: Flask, now: datetime) -> None:
    with own_app.app_context():
        cast = Cast(db.session, now.date())
        code, ref = (made := make.a_proposal(db.session, cast, now=now)).code, made.ref
        secretary = cast.actor("secretary")

    def docket(session: Session, number: int) -> None:
        proposals.docket(session, secretary, asked.get(session, code), now=now)

    assert race(own_app, docket) == {"done": 1, "core.not_in_this_state": CLIENTS - 1}
    with own_app.app_context():
        lines = [one for one in audit.history_of(db.session, ref) if one.verb == "proposals.docket"]
        assert len(lines) == 1


def test_every_word_of_a_seat_is_kept_as_one_revision_after_the_other(own_app: Flask, now: datetime) -> None:
    motion_id = open_motion(own_app, now)
    secretary = actors(own_app, now, "secretary")["secretary"]
    with own_app.app_context():
        seat = Cast(db.session, now.date()).seat("sales").id

    def say(session: Session, number: int) -> None:
        motion = decided.get_motion(session, motion_id)
        choice, note = ("yes", "no")[number % 2], f"Word {number}"
        decisions.cast(session, secretary, motion, seat_id=seat, choice=choice, note=note, now=now)

    assert race(own_app, say) == {"done": CLIENTS}
    with own_app.app_context():
        kept = db.session.scalars(
            select(Ballot).where(Ballot.motion_id == motion_id).order_by(Ballot.id)
        ).all()
        assert [one.revision for one in kept] == list(range(1, CLIENTS + 1))
        last = decided.current_ballots(db.session, motion_id)[seat]
        assert last.note == kept[-1].note


def test_a_ballot_counts_or_comes_too_late_and_the_vote_is_closed_once(own_app: Flask, now: datetime) -> None:
    motion_id = open_motion(own_app, now, chair="yes", operations="yes")
    who = actors(own_app, now, "chair", "sales", "marketing", "service", "secretary")
    with own_app.app_context():
        cast = Cast(db.session, now.date())
        seats = {part: cast.seat(part).id for part in ("sales", "marketing", "service")}
    voters = list(seats)

    def vote_or_close(session: Session, number: int) -> None:
        motion = decided.get_motion(session, motion_id)
        if number < len(voters):
            part = voters[number]
            decisions.cast(session, who[part], motion, seat_id=seats[part], choice="yes", now=now)
        else:
            decisions.close(session, who["chair" if number % 2 else "secretary"], motion, now=now + LATER)

    ended = race(own_app, vote_or_close)
    with own_app.app_context():
        motion = decided.get_motion(db.session, motion_id)
        cast_in_time = len(decided.current_ballots(db.session, motion_id))
        assert motion.yes == cast_in_time and (motion.no, motion.abstain) == (0, 0)
        assert (motion.state, motion.number) == ("carried", "D-2026-001")
        lines = Counter(one.verb for one in audit.history_of(db.session, motion.ref))
    assert lines["decisions.carry"] == 1 and lines["decisions.cast"] == cast_in_time
    assert ended["done"] == 1 + cast_in_time - 2, "two ballots were there before"
    assert ended["decisions.vote_is_over"] + ended["core.not_in_this_state"] == CLIENTS - ended["done"], ended


def test_decisions_of_eight_meetings_are_numbered_without_double_or_gap(
    own_app: Flask, now: datetime
) -> None:
    motions = [open_motion(own_app, now, chair="yes", sales="yes", service="yes") for _ in range(CLIENTS)]
    chair = actors(own_app, now, "chair")["chair"]

    def close(session: Session, number: int) -> None:
        decisions.close(session, chair, decided.get_motion(session, motions[number]), now=now + LATER)

    assert race(own_app, close) == {"done": CLIENTS}
    with own_app.app_context():
        numbers = sorted(db.session.scalars(select(Motion.number).where(Motion.id.in_(motions))))
        assert numbers == [f"D-2026-{n:03}" for n in range(1, CLIENTS + 1)]


@pytest.fixture
def circulated(own_app: Flask, now: datetime) -> str:
    """The code of a meeting whose minutes went round and were then approved by the council's vote."""
    with own_app.app_context():
        session, cast = db.session, Cast(db.session, now.date())
        chair, secretary = cast.actor("chair"), cast.actor("secretary")
        meeting = make.a_running_item(session, cast, now=now, present=ROOM).meeting
        meetings.end_item(session, chair, meeting.items[0], now=now + LATER)
        meetings.close(session, chair, meeting, now=now + 2 * LATER)
        session.commit()
        record = records.get(session, meeting.code)
        minutes.circulate(session, secretary, record, now=now + timedelta(days=1))
        session.commit()
        later = now + timedelta(days=30)
        coming = meetings.plan(session, chair, starts_at=later, now=now + timedelta(days=2))
        item = meetings.add_item(
            session,
            chair,
            coming,
            title="Minutes",
            lang="en",
            subject_ref=record.ref,
            now=now + timedelta(days=2),
        )
        meetings.call(session, chair, coming, now=now + timedelta(days=2))
        for part in ROOM:
            meetings.arrive(session, secretary, coming, cast[part].id, now=later)
        meetings.open_meeting(session, chair, coming, now=later)
        meetings.start_item(session, chair, item, now=later)
        motion = decisions.put(
            session, chair, item, text="That the minutes are approved.", lang="en", decision_class="procedure",
            method="consent", now=later,
        )  # fmt: skip
        decisions.close(session, chair, motion, now=later)
        session.commit()
        return meeting.code


def test_minutes_are_approved_and_sealed_once(own_app: Flask, circulated: str, now: datetime) -> None:
    secretary = actors(own_app, now, "secretary")["secretary"]
    papers = {"en": Pdf(b"%PDF en", "a" * 64, 3), "zh": Pdf(b"%PDF zh", "b" * 64, 3)}

    def approve(session: Session, number: int) -> None:
        record = records.get(session, circulated)
        printed = record.sha256 or ""
        minutes.approve(
            session, secretary, record, papers=papers, printed_of=printed, now=now + timedelta(days=31)
        )

    assert race(own_app, approve) == {"done": 1, "core.not_in_this_state": CLIENTS - 1}
    with own_app.app_context():
        record = records.get(db.session, circulated)
        kept = db.session.scalars(select(MinutesPaper.lang).where(MinutesPaper.minutes_id == record.id)).all()
        assert (record.state, sorted(kept)) == ("approved", ["en", "zh"])


def test_the_log_is_one_line_after_the_other_by_whoever_wrote(own_app: Flask, now: datetime) -> None:
    parts = ("sales", "marketing", "operations", "support")
    who = list(actors(own_app, now, *parts).values())

    def write_thrice(session: Session, number: int) -> None:
        for round_ in range(3):
            content = ProposalContent(**{**make.CONTENT, "title": f"{number} {round_}"})
            proposals.draft(session, who[number % len(who)], content, now=now)
            session.commit()

    assert race(own_app, write_thrice) == {"done": CLIENTS}
    with own_app.app_context():
        lines = db.session.scalars(select(AuditLine).order_by(AuditLine.seq)).all()
        assert [one.seq for one in lines] == list(range(1, len(lines) + 1))
        assert all(after.previous == before.hash for before, after in pairwise(lines))
