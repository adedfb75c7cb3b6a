"""A secret ballot: a slip into the box, a line on the roll, and nothing that ties the two together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.charter.kinds import Method
from council.core.actor import Actor
from council.core.errors import Forbidden, Refused
from council.decisions import queries, rules, secrecy
from council.decisions.models import Motion, Slip, Voter
from council.decisions.round import Votes
from council.decisions.service.balloting import still_open
from council.meetings.electorate import Place

_AUDITED = {"audited": True}


def vote_secretly(
    session: Session, actor: Actor, motion: Motion, *, seat_id: int, choice: str, now: datetime
) -> str:
    """Put the actor's own slip into the box; the answer is its receipt, which is kept nowhere.

    The slip stays in: it cannot be found again, so it cannot be changed. Roll and log say that the seat voted.
    """
    check(actor, "decisions:ballot:cast", motion)
    said = rules.choice_of(choice)
    place = _place(session, motion, seat_id, said.value, now)
    if place.sitter != actor.person_id:
        raise Refused("decisions.own_slip_only")
    _mark(session, motion, place, on_paper=False)
    code = secrecy.receipt()
    _into_the_box(session, motion, secrecy.key_of(code) or "", said.value)
    record(session, actor, "decisions.vote_secretly", motion, now=now, seat=seat_id)
    return code


def mark_paper(session: Session, actor: Actor, motion: Motion, *, seat_id: int, now: datetime) -> Voter:
    """An officer saw this member put a slip of paper into the box; what it says is counted with all others."""
    check(actor, "decisions:ballot:record", motion)
    place = _place(session, motion, seat_id, "abstain", now)
    voter = _mark(session, motion, place, on_paper=True)
    record(session, actor, "decisions.mark_paper", motion, now=now, seat=seat_id)
    return voter


def unmark_paper(session: Session, actor: Actor, motion: Motion, *, seat_id: int, now: datetime) -> None:
    """Take back a mark that an officer made by mistake; slips from members' own devices stay."""
    check(actor, "decisions:ballot:record", motion)
    _secret(session, motion)
    voter = next((one for one in queries.voters(session, motion) if one.seat_id == seat_id), None)
    if voter is None or not voter.on_paper:
        raise Refused("decisions.not_marked")
    record(session, actor, "decisions.unmark_paper", motion, now=now, seat=seat_id)
    session.delete(voter)
    session.flush()


def opened(session: Session, motion: Motion, paper: Votes | None) -> Votes:
    """What is in the box: the slips from devices, and those of paper as the officers counted them."""
    marked = sum(one.on_paper for one in queries.voters(session, motion))
    if marked and paper is None:
        raise Refused("decisions.count_the_slips", field="yes", marked=marked)
    counted = paper or Votes()
    if counted.given != marked:
        raise Refused("decisions.slips_and_marks", field="yes", slips=counted.given, marked=marked)
    said = list(session.scalars(select(Slip.choice).where(Slip.motion_id == motion.id)))
    return Votes(
        counted.yes + said.count("yes"),
        counted.no + said.count("no"),
        counted.abstain + said.count("abstain"),
    )


def _secret(session: Session, motion: Motion) -> None:
    still_open(motion)
    if motion.method != Method.SECRET:
        raise Refused("decisions.not_secret")


def _place(session: Session, motion: Motion, seat_id: int, choice: str, now: datetime) -> Place:
    """The seat's place while the box is open and nobody voted for it."""
    _secret(session, motion)
    one = queries.standing(session, motion, now)
    if any(each.seat_id == seat_id for each in queries.voters(session, motion)):
        raise Refused("decisions.slip_is_in")
    return rules.check_ballot(
        one.pinned, one.who, seat=seat_id, choice=rules.choice_of(choice), method=Method.SECRET,
        at_the_head=one.head,
    )  # fmt: skip


def _mark(session: Session, motion: Motion, place: Place, *, on_paper: bool) -> Voter:
    if place.sitter is None:
        raise Forbidden("decisions:ballot:cast")
    voter = Voter(motion_id=motion.id, seat_id=place.seat, person_id=place.sitter, on_paper=on_paper)
    session.add(voter)
    session.flush()
    return voter


def _into_the_box(session: Session, motion: Motion, key: str, choice: str) -> None:
    """Shake the box: every slip is written again in the order of its random key, so that neither its place in the
    table nor the transaction that wrote it tells when it came."""
    held = session.execute(select(Slip.key, Slip.choice).where(Slip.motion_id == motion.id)).all()
    slips = [{"key": each.key, "motion_id": motion.id, "choice": each.choice} for each in held]
    slips.append({"key": key, "motion_id": motion.id, "choice": choice})
    session.execute(
        delete(Slip).where(Slip.motion_id == motion.id),
        execution_options={**_AUDITED, "synchronize_session": False},
    )
    session.execute(insert(Slip), sorted(slips, key=lambda one: str(one["key"])), execution_options=_AUDITED)
