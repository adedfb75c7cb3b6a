"""Those present elect who presides while chair and vice-chair are out or recused: judged as procedure."""

from __future__ import annotations

from datetime import datetime
from functools import reduce

from sqlalchemy.orm import Session

from council.charter.kinds import DecisionClass, Method
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.saying import Say
from council.decisions import rules
from council.decisions.round import Round, Votes
from council.decisions.tally import tally
from council.decisions.verdict import Verdict
from council.meetings import service as meetings
from council.meetings.models import Meeting, PresiderElection
from council.meetings.presence import Presence
from council.meetings.quorum import missing_seats

COUNTED = (Method.SHOW_OF_HANDS, Method.ROLL_CALL, Method.SECRET)
"""The ways of voting that leave a count; an election is recorded by its numbers."""


def elect_presider(
    session: Session, actor: Actor, meeting: Meeting, person_id: int, *, votes: Votes, now: datetime
) -> PresiderElection:
    """Record whom those present elected, with the count; Refused when it is no election by the charter."""
    there, item = meetings.check_election(session, actor, meeting, person_id, now=now)
    verdict = judged(there, item.id if item else None, votes, now)
    if not verdict.carried:
        why = reduce(lambda one, other: Say("charter.then", first=one, second=other), verdict.working)
        raise Refused("decisions.not_elected", field="yes", why=why, needed=verdict.needed_yes)
    return meetings.elect_presider(
        session, actor, meeting, person_id, yes=votes.yes, no=votes.no, abstain=votes.abstain,
        working=verdict.working, now=now,
    )  # fmt: skip


def judged(there: Presence, item: int | None, votes: Votes, now: datetime) -> Verdict:
    """The verdict on an election by the rule of class procedure; nobody presides yet, so nobody casts."""
    who, pinned = there.electorate(now, item), there.law.pin(DecisionClass.PROCEDURE)
    allowed = pinned.rule.methods.allowed
    method = next((each for each in COUNTED if each in allowed), Method.SHOW_OF_HANDS)
    rules.check_open(pinned, who, method)
    return tally(
        pinned,
        Round(
            method=method,
            count=who.count,
            votes=votes,
            casting_held=False,
            missing_seats=tuple(missing_seats(pinned.rule.quorum, who)),
        ),
    )
