"""What members say to a vote without a meeting: an answer and its change, a recusal, the demand for a meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.charter.kinds import Method
from council.charter.wording import article
from council.core.actor import Actor
from council.core.errors import Refused
from council.decisions import outside, queries, rules
from council.decisions.kinds import StanceKind
from council.decisions.models import Ballot, Motion, Stance
from council.decisions.queries import Standing
from council.decisions.service.balloting import still_open
from council.decisions.service.settling import end_if_void
from council.meetings.electorate import Place


def answer(
    session: Session,
    actor: Actor,
    motion: Motion,
    *,
    seat_id: int,
    choice: str,
    note: str = "",
    now: datetime,
) -> Ballot:
    """Answer for a seat, or change the answer: every revision is kept, the last counts. Whoever holds the seat
    answers, or an alternate while the holder is silent. An objection to lazy consensus ends it."""
    check(actor, "decisions:ballot:cast", motion)
    one = _asked(session, motion, now)
    said, why = rules.choice_of(choice), rules.check_note(note)
    place = rules.check_ballot(one.pinned, one.who, seat=seat_id, choice=said, method=Method(motion.method))
    before = queries.current_ballots(session, motion.id)
    given = {seat: each.person_id for seat, each in before.items()}
    person = _person(actor)
    outside.check_answerer(one.pinned, one.who, queries.pinned_seats(motion), given, place, person)
    outside.check_choice(one.pinned, Method(motion.method), said, why)
    last = before.get(seat_id)
    if last is not None and (last.choice, last.note, last.person_id) == (choice, why, person):
        return last
    ballot = Ballot(
        motion_id=motion.id, seat_id=seat_id, revision=last.revision + 1 if last else 1, person_id=person,
        choice=choice, note=why, cast_at=now, recorded_by_id=person,
    )  # fmt: skip
    session.add(ballot)
    session.flush()
    record(
        session,
        actor,
        "decisions.answer",
        motion,
        now=now,
        seat=seat_id,
        choice=choice,
        revision=ballot.revision,
    )
    end_if_void(session, motion, now)
    return ballot


def recuse(
    session: Session, actor: Actor, motion: Motion, *, seat_id: int, reason: str, now: datetime
) -> Stance:
    """The holder of a seat takes no part: it is no longer among those entitled, whatever it answered before."""
    place = _own_place(session, actor, motion, seat_id, now)
    stance = _take(session, actor, motion, place, StanceKind.RECUSAL, reason, now)
    end_if_void(session, motion, now)
    return stance


def demand(
    session: Session, actor: Actor, motion: Motion, *, seat_id: int, reason: str, now: datetime
) -> Stance:
    """A member wants a meeting instead; at the charter's number the vote is void and the matter goes there."""
    place = _own_place(session, actor, motion, seat_id, now)
    pinned = queries.pinned_rule(motion)
    if motion.method != Method.WRITTEN:
        law = article(pinned.lazy.article, pinned.version)
        raise Refused("decisions.object_instead", law=law)
    if pinned.written.force_meeting is None:
        law = article(pinned.written.article, pinned.version)
        raise Refused("decisions.no_meeting_to_demand", law=law)
    if any(one.seat_id == seat_id for one in queries.demands(session, motion.id)):
        raise Refused("decisions.demanded_already")
    stance = _take(session, actor, motion, place, StanceKind.DEMAND, reason, now)
    end_if_void(session, motion, now)
    return stance


def _asked(session: Session, motion: Motion, now: datetime) -> Standing:
    """The vote as it stands; Refused when it takes no more answers."""
    still_open(motion)
    one = queries.standing(session, motion, now)
    if motion.closes_at is not None and now >= motion.closes_at:
        rule = one.pinned.written if motion.method == Method.WRITTEN else one.pinned.lazy
        law = article(rule.article, one.pinned.version)
        raise Refused("decisions.time_is_over", until=motion.closes_at, law=law)
    return one


def _own_place(session: Session, actor: Actor, motion: Motion, seat_id: int, now: datetime) -> Place:
    """The actor's own seat among those entitled."""
    check(actor, "decisions:ballot:cast", motion)
    one = _asked(session, motion, now)
    place = next((each for each in one.who.voting() if each.seat == seat_id), None)
    law = article(one.pinned.rule.majority.article, one.pinned.version)
    if place is None:
        if any(each.seat == seat_id and each.recused for each in one.who.places):
            raise Refused("decisions.recused_already")
        raise Refused("decisions.no_vote", field="seat", law=law)
    if place.holder != actor.person_id:
        raise Refused("decisions.not_your_seat", field="seat", law=law)
    return place


def _take(
    session: Session, actor: Actor, motion: Motion, place: Place, kind: StanceKind, reason: str, now: datetime
) -> Stance:
    why = rules.check_note(reason)
    if not why:
        raise Refused("decisions.reason_needed", field="reason")
    stance = Stance(
        motion_id=motion.id, seat_id=place.seat, person_id=_person(actor), kind=kind, reason=why, taken_at=now
    )
    session.add(stance)
    session.flush()
    verb = "recuse" if kind == StanceKind.RECUSAL else "demand"
    record(session, actor, f"decisions.{verb}", motion, now=now, seat=place.seat, reason=why)
    return stance


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise Refused("decisions.choose_first")
    return actor.person_id
