"""The end of a vote without a meeting: counted when it is over, void as soon as the charter says so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect
from council.charter.kinds import Method
from council.charter.wording import article
from council.core.actor import SYSTEM, Actor
from council.core.errors import Refused
from council.decisions import outside, queries
from council.decisions.kinds import Choice, MotionState, Reason
from council.decisions.models import Motion
from council.decisions.round import Round
from council.decisions.service.balloting import still_open
from council.decisions.service.ending import end, verdict_json
from council.decisions.tally import tally
from council.decisions.verdict import Verdict


def close_outside(
    session: Session, actor: Actor, motion: Motion, *, expected: int | None = None, now: datetime
) -> Motion:
    """Count the answers once everybody has given one or the time is over."""
    check(actor, "decisions:motion:close", motion)
    expect(motion, expected)
    still_open(motion)
    one, this, verdict = counted(session, motion, now, settled=True)
    if verdict.outcome == MotionState.OPEN:
        written = motion.method == Method.WRITTEN
        rule = one.pinned.written if written else one.pinned.lazy
        law = article(rule.article, one.pinned.version)
        key = "decisions.not_over_yet" if written else "decisions.silence_not_over"
        raise Refused(key, until=motion.closes_at, law=law)
    return _ended(session, actor, motion, now, one, this, verdict)


def end_if_void(session: Session, motion: Motion, now: datetime) -> bool:
    """End at once what the charter makes void: members force a meeting, somebody objects to silence, too many are
    recused. It is the charter that ends it, so the log names nobody."""
    one, this, verdict = counted(session, motion, now, settled=motion.method == Method.LAZY_CONSENSUS)
    if verdict.outcome != MotionState.VOID or verdict.reason == Reason.APPROVALS:
        return False
    _ended(session, SYSTEM, motion, now, one, this, verdict)
    return True


def counted(
    session: Session, motion: Motion, now: datetime, *, settled: bool = False
) -> tuple[queries.Standing, Round, Verdict]:
    """How the vote stands: who counts, the answers as a round, and what they come to."""
    one = queries.standing(session, motion, now)
    entitled = {place.seat for place in one.who.voting()}
    demands = {each.seat_id for each in queries.demands(session, motion.id)} & entitled
    this = outside.counted(
        Method(motion.method), one.who, queries.ballots(session, [motion.id]), demands=len(demands),
        opened=motion.opened_at, closes_at=motion.closes_at or now, now=now, settled=settled,
    )  # fmt: skip
    return one, this, tally(one.pinned, this)


def _ended(
    session: Session,
    actor: Actor,
    motion: Motion,
    now: datetime,
    one: queries.Standing,
    this: Round,
    verdict: Verdict,
) -> Motion:
    ballots = queries.current_ballots(session, motion.id)
    who = outside.answered(one.who, {seat: each.person_id for seat, each in ballots.items()})
    objection = next((each.note for each in ballots.values() if each.choice == Choice.NO), "")
    values = {
        "closed_at": now, "round": this.to_json(), "roll": who.to_json(), "verdict": verdict_json(verdict),
        "yes": this.votes.yes, "no": this.votes.no, "abstain": this.votes.abstain, "recused": this.count.recused,
    }  # fmt: skip
    reason = {"reason": objection} if verdict.reason == Reason.OBJECTION else {}
    return end(session, actor, motion, verdict, now, values, back=reason)
