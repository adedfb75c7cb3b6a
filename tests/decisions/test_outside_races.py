"""Eight at once on votes without a meeting and on secret ballots: one end, one number, one slip, no late answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.db import db
from council.decisions import queries, service
from council.decisions.models import Motion, Slip, Voter
from tests import make
from tests.decisions.test_outside import ask, say
from tests.house.test_races import CLIENTS, ROOM, actors, race
from tests.people import Cast


def asked(app: Flask, now: datetime, **choices: str) -> tuple[int, datetime]:
    """A written resolution with these answers: its key and its end."""
    with app.app_context():
        cast = Cast(db.session, now.date())
        motion = ask(db.session, cast, now)
        say(db.session, cast, motion, now, **choices)
        db.session.commit()
        assert motion.closes_at is not None
        return motion.id, motion.closes_at


def test_it_is_closed_once(own_app: Flask, now: datetime) -> None:
    motion_id, closes = asked(own_app, now, chair="yes", sales="yes", marketing="yes", operations="no")
    who = list(actors(own_app, now, "chair", "secretary", "vice_chair").values())

    def close(session: Session, number: int) -> None:
        service.close_outside(session, who[number % 3], queries.get_outside(session, motion_id), now=closes)

    ended = race(own_app, close)
    assert ended["done"] == 1, ended
    assert ended["decisions.vote_is_over"] + ended["core.not_in_this_state"] == CLIENTS - 1, ended
    with own_app.app_context():
        motion = queries.get_outside(db.session, motion_id)
        assert (motion.state, motion.number, motion.yes) == ("carried", "D-2026-001", 3)


def test_an_answer_counts_or_comes_too_late(own_app: Flask, now: datetime) -> None:
    """Everybody but one has answered; the last answers and changes while officers close."""
    said = dict.fromkeys(("chair", "sales", "marketing", "operations", "service", "support"), "yes")
    motion_id, closes = asked(own_app, now, **said)
    who = actors(own_app, now, "quality", "chair")
    with own_app.app_context():
        seat = Cast(db.session, now.date()).seat("quality").id

    def answer_or_close(session: Session, number: int) -> None:
        motion = queries.get_outside(session, motion_id)
        if number % 2:
            early = closes - timedelta(seconds=1)
            service.answer(
                session, who["quality"], motion, seat_id=seat, choice="no", note=f"{number}", now=early
            )
        else:
            service.close_outside(session, who["chair"], motion, now=closes)

    race(own_app, answer_or_close)
    with own_app.app_context():
        motion = queries.get_outside(db.session, motion_id)
        counted = seat in queries.current_ballots(db.session, motion_id)
        assert (motion.state, motion.yes, motion.no) == ("carried", 6, int(counted))


def test_a_thing_is_asked_about_once(own_app: Flask, now: datetime) -> None:
    chair = actors(own_app, now, "chair")["chair"]
    with own_app.app_context():
        ref = make.a_proposal(db.session, Cast(db.session, now.date()), state="docketed").ref

    def begin(session: Session, number: int) -> None:
        service.ask(session, chair, ref, text="Yes.", lang="en", decision_class="ordinary", now=now)

    assert race(own_app, begin) == {"done": 1, "decisions.asked_already": CLIENTS - 1}


def test_one_member_puts_one_slip_in_and_all_are_counted(own_app: Flask, now: datetime) -> None:
    with own_app.app_context():
        cast = Cast(db.session, now.date())
        item = make.a_running_item(db.session, cast, now=now, present=ROOM)
        motion_id = service.put(
            db.session, cast.actor("chair"), item, text="Sam Poole is elected.", lang="en",
            decision_class="appointment", method="secret", now=now,
        ).id  # fmt: skip
        db.session.commit()
        seats = {part: cast.seat(part).id for part in ROOM}
    who = actors(own_app, now, *ROOM)

    def vote(session: Session, number: int) -> None:
        part = ROOM[number % len(ROOM)]
        motion = queries.get_motion(session, motion_id)
        service.vote_secretly(session, who[part], motion, seat_id=seats[part], choice="yes", now=now)

    assert race(own_app, vote) == {"done": len(ROOM), "decisions.slip_is_in": CLIENTS - len(ROOM)}
    with own_app.app_context():
        for kind in (Slip, Voter):
            query = select(func.count()).select_from(kind).where(kind.motion_id == motion_id)
            assert db.session.scalar(query) == len(ROOM)
        motion = db.session.get(Motion, motion_id)
        assert motion is not None
        service.close(db.session, who["chair"], motion, now=now)
        assert (motion.state, motion.yes) == ("carried", len(ROOM))
