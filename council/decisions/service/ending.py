"""Ending a vote: the count, the casting vote, the number, or no decision at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect, move
from council.charter import queries as charter
from council.charter.kinds import Method
from council.charter.wording import article
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused
from council.core.events import announce
from council.db.thread import link
from council.decisions import queries, rules
from council.decisions.events import Decided, NotDecided
from council.decisions.kinds import MOTION, VERB_OF, Choice, MotionState
from council.decisions.models import Motion
from council.decisions.numbering import number_of, printed
from council.decisions.round import Round, Votes, votes_of
from council.decisions.service.balloting import still_open
from council.decisions.service.secret import opened
from council.decisions.tally import tally
from council.decisions.verdict import Verdict
from council.meetings.presider import casting_voter
from council.meetings.quorum import missing_seats

_TRIES = 5


def close(
    session: Session,
    actor: Actor,
    motion: Motion,
    *,
    hands: Votes | None = None,
    expected: int | None = None,
    now: datetime,
) -> Motion:
    """End the vote and count it by the rule it was put under; `hands` are the counts of a show of hands, or of the
    slips of paper in a secret ballot.

    A tie waits for the casting vote; closing again lets it fail once nobody there holds it any more.
    """
    check(actor, "decisions:motion:close", motion)
    expect(motion, expected)
    if motion.state == MotionState.TIED:
        return _let_the_tie_stand(session, actor, motion, now)
    still_open(motion)
    if motion.meeting is None:
        raise Refused("decisions.not_in_a_meeting")
    one = queries.standing(session, motion, now)
    said = queries.current_ballots(session, motion.id).values()
    ballots = [(each.seat_id, Choice(each.choice)) for each in said]
    votes = Votes()
    if motion.method == Method.SHOW_OF_HANDS:
        if hands is None:
            raise Refused("decisions.count_the_hands", field="yes")
        votes = hands
    elif motion.method == Method.ROLL_CALL:
        votes = votes_of(ballots, one.who, in_room=True)
    elif motion.method == Method.SECRET:
        votes = opened(session, motion, hands)
    here = {place.seat for place in one.who.present()}
    this = Round(
        method=Method(motion.method),
        count=one.who.count,
        votes=votes,
        casting_held=casting_voter(one.pinned.presiding, one.head) is not None,
        missing_seats=tuple(missing_seats(one.pinned.rule.quorum, one.who)),
        objections=sum(choice == Choice.NO and seat in here for seat, choice in ballots)
        if motion.method == Method.CONSENT
        else 0,
    )
    verdict = tally(one.pinned, this)
    if verdict.outcome == MotionState.OPEN:
        law = article(one.pinned.rule.methods.article, one.pinned.version)
        raise Refused("decisions.objection_stands", objections=this.objections, law=law)
    values = {
        "closed_at": now, "round": this.to_json(), "roll": one.who.to_json(), "verdict": verdict_json(verdict),
        "yes": votes.yes, "no": votes.no, "abstain": votes.abstain, "recused": this.count.recused,
    }  # fmt: skip
    return end(session, actor, motion, verdict, now, values)


def casting_vote(
    session: Session,
    actor: Actor,
    motion: Motion,
    *,
    choice: str,
    expected: int | None = None,
    now: datetime,
) -> Motion:
    """Break a tie. The holder under the charter does it; the secretary may record what the holder said."""
    expect(motion, expected)
    if motion.state != MotionState.TIED:
        raise Refused("core.not_in_this_state", thing="motion", state=motion.state, verb="casting_vote")
    one = queries.standing(session, motion, now)
    holder = casting_voter(one.pinned.presiding, one.head)
    recorded = actor.has("secretary") and holder is not None and actor.person_id != holder
    check(actor, "decisions:ballot:record" if recorded else "decisions:motion:casting", motion)
    said = rules.choice_of(choice)
    rules.check_casting(
        one.pinned, tied_verdict(motion), at_the_head=one.head, choice=said,
        person=holder if recorded and holder is not None else actor.person_id or 0,
    )  # fmt: skip
    this = replace(Round.from_json(motion.round or {}), casting=said)
    verdict = tally(one.pinned, this)
    values = {
        "round": this.to_json(), "verdict": verdict_json(verdict), "casting_person_id": holder,
        "casting_seat_id": one.head.seat, "casting_choice": said.value, "casting_at": now,
    }  # fmt: skip
    return end(session, actor, motion, verdict, now, values, casting=said.value)


def withdraw(
    session: Session,
    actor: Actor,
    motion: Motion,
    *,
    reason: str = "",
    expected: int | None = None,
    now: datetime,
) -> Motion:
    """Take a motion back before it is counted; what it was about waits again."""
    return _drop(session, actor, motion, "withdraw", reason, expected, now)


def lapse(
    session: Session, actor: Actor, motion: Motion, *, expected: int | None = None, now: datetime
) -> Motion:
    """Nobody seconded it."""
    return _drop(session, actor, motion, "lapse", "", expected, now)


def tied_verdict(motion: Motion) -> Verdict:
    """The verdict of a vote that was counted, counted again from its numbers by the rule it pinned."""
    return tally(queries.pinned_rule(motion), Round.from_json(motion.round or {}))


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as a motion keeps it."""
    return {
        "outcome": verdict.outcome.value,
        "needed_yes": verdict.needed_yes,
        "had_yes": verdict.had_yes,
        "quorum_needed": verdict.quorum_needed,
        "quorum_had": verdict.quorum_had,
        "quorum_met": verdict.quorum_met,
        "working": [each.to_json() for each in verdict.working],
        "reason": verdict.reason.value if verdict.reason else None,
    }


def _let_the_tie_stand(session: Session, actor: Actor, motion: Motion, now: datetime) -> Motion:
    one = queries.standing(session, motion, now)
    if casting_voter(one.pinned.presiding, one.head) is not None:
        law = article(one.pinned.presiding.article, one.pinned.version)
        raise Refused("decisions.casting_awaited", law=law)
    this = replace(Round.from_json(motion.round or {}), casting_held=False)
    verdict = tally(one.pinned, this)
    values = {"round": this.to_json(), "verdict": verdict_json(verdict)}
    return end(session, actor, motion, verdict, now, values)


def end(
    session: Session,
    actor: Actor,
    motion: Motion,
    verdict: Verdict,
    now: datetime,
    values: dict[str, Any],
    *,
    back: Mapping[str, Any] = MappingProxyType({}),
    **detail: Any,
) -> Motion:
    """Take the step that a verdict leads to: a number and a decision, or nothing decided and the reason."""
    verb = VERB_OF[verdict.outcome]
    told = dict(detail)
    told |= {name: values[name] for name in ("yes", "no", "abstain", "recused") if name in values}
    if verdict.outcome in queries.DECIDED:
        _numbered(session, actor, motion, verb, now, values, told)
        link(session, motion.about_ref, motion.ref, "decided", now=now)
        announce(Decided(session, actor, now, motion))
        return motion
    move(session, actor, motion, MOTION, verb, now=now, detail=told, **values)
    if verdict.outcome != MotionState.TIED:
        announce(NotDecided(session, actor, now, motion, rules.back(motion, verdict.reason, **back)))
    return motion


def _numbered(
    session: Session,
    actor: Actor,
    motion: Motion,
    verb: str,
    now: datetime,
    values: dict[str, Any],
    detail: dict[str, Any],
) -> None:
    """Verdict and number in one UPDATE. Whoever loses the race for a number takes the next one: no gaps."""
    council = charter.profile(session)
    day = local_date(now, council.time_zone if council else "UTC")
    pattern = council.decision_pattern if council else ""
    session.flush()
    for attempt in range(1, _TRIES + 1):
        sequence = queries.next_sequence(session, day.year)
        number = number_of(day.year, sequence)
        try:
            with session.begin_nested():
                move(
                    session, actor, motion, MOTION, verb, now=now, detail={**detail, "number": number},
                    year=day.year, sequence=sequence, number=number, effective_on=day,
                    printed_number=printed(pattern, day.year, sequence), **values,
                )  # fmt: skip
            return
        except IntegrityError:
            if attempt == _TRIES:
                raise


def _drop(
    session: Session,
    actor: Actor,
    motion: Motion,
    verb: str,
    reason: str,
    expected: int | None,
    now: datetime,
) -> Motion:
    check(actor, "decisions:motion:close", motion)
    why = rules.check_note(reason)
    move(
        session, actor, motion, MOTION, verb, now=now, expected=expected,
        detail={"reason": why}, closed_at=now, end_reason=why,
    )  # fmt: skip
    announce(NotDecided(session, actor, now, motion, rules.back(motion)))
    return motion
