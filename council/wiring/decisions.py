"""What follows from a vote, what a running vote forbids, and how decisions are shown elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.charter import hooks
from council.charter import queries as charter
from council.charter import service as charter_service
from council.charter.events import VersionLeaving
from council.charter.hooks import Adopting
from council.charter.states import VersionState
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import on
from council.core.refs import Ref
from council.core.saying import N_, Say
from council.decisions import queries
from council.decisions.events import Decided, NotDecided
from council.decisions.kinds import MotionState
from council.meetings.events import InterestChanged, ItemEnding, MeetingClosing
from council.proposals import queries as proposals
from council.proposals import service as proposal_service
from council.proposals.life import ProposalState
from council.web import registries
from council.web.registries import Link, NavEntry, Waiting
from council.wiring import outside, replay


def wire() -> None:
    """Fill the registries and connect the listeners of this room."""
    hooks.adopting = adopting
    outside.wire()
    replay.wire()
    on(Decided, decide_proposal)
    on(Decided, adopt_charter)
    on(NotDecided, back_to_docket)
    on(MeetingClosing, no_vote_in_meeting)
    on(ItemEnding, no_vote_on_item)
    on(InterestChanged, recused_stay_recused)
    on(VersionLeaving, stays_under_vote)
    registries.link_kind("motion", queries.link_rows, motion_link, may="decisions:decision:read")
    registries.waiting_source(votes_to_cast, lambda actor, on: queries.votes_asks())
    _into_the_navigation()


def decide_proposal(event: Decided) -> None:
    """A proposal shares the fate of the motion about it."""
    motion = event.motion
    proposal = proposals.by_ref(event.session, motion.subject_ref)
    if proposal is None or proposal.state not in (ProposalState.SCHEDULED, ProposalState.DOCKETED):
        return
    step = proposal_service.adopt if motion.state == MotionState.CARRIED else proposal_service.reject
    step(event.session, event.actor, proposal, decision_ref=motion.ref, now=event.now)


def adopt_charter(event: Decided) -> None:
    """A carried charter version becomes law; meetings already called keep the one they pinned."""
    motion = event.motion
    if motion.state != MotionState.CARRIED or not (motion.subject_ref or "").startswith("charter_version:"):
        return
    version = charter.version_by_id(event.session, Ref.parse(motion.subject_ref or "").id)
    if version is not None and version.state == VersionState.IN_REVIEW:
        charter_service.adopt(event.session, event.actor, version, decision_ref=motion.ref, now=event.now)


def stays_under_vote(event: VersionLeaving) -> None:
    """What is being voted on stays as it is until the vote is closed, in a meeting or outside it."""
    for motion in queries.about(event.session, event.version.ref):
        if motion.state in (MotionState.OPEN, MotionState.TIED):
            raise Refused("charter.under_vote", version=event.version.number)


def adopting(session: Session, ref: str) -> Adopting | None:
    """What the charter's paper tells of the decision that made a version law."""
    if not ref.startswith("motion:"):
        return None
    motion = queries.get_motion(session, Ref.parse(ref).id)
    return Adopting(
        number=motion.number or "",
        printed=motion.printed_number or "",
        meeting=motion.meeting.code if motion.meeting else "",
        text=motion.text,
        lang=motion.lang,
        yes=motion.yes or 0,
        no=motion.no or 0,
        abstain=motion.abstain or 0,
        recused=motion.recused or 0,
        at=motion.casting_at or motion.closed_at,
        unopposed=not motion.method_word.with_ballots,
        working=motion.working,
    )


def back_to_docket(event: NotDecided) -> None:
    """What was not decided waits again, for that reason."""
    proposal = proposals.by_ref(event.session, event.motion.subject_ref)
    if proposal is not None and proposal.state == ProposalState.SCHEDULED:
        proposal_service.unschedule(event.session, event.actor, proposal, reason=event.reason, now=event.now)


def no_vote_in_meeting(event: MeetingClosing) -> None:
    """A meeting does not end over an open vote."""
    if queries.open_in(event.session, event.meeting.id) is not None:
        raise Refused("decisions.vote_still_open")


def no_vote_on_item(event: ItemEnding) -> None:
    """The council does not leave an item while it votes on it."""
    if queries.motion_on(event.session, event.item.id) is not None:
        raise Refused("decisions.vote_still_open")


def recused_stay_recused(event: InterestChanged) -> None:
    """Nobody comes back into an electorate that a vote has pinned, or leaves it after a secret slip."""
    running = queries.motion_on(event.session, event.item.id)
    if running is None:
        return
    if event.interest.withdrawn_at is not None:
        raise Refused("decisions.interest_while_open")
    if any(one.person_id == event.interest.person_id for one in queries.voters(event.session, running)):
        raise Refused("decisions.interest_after_slip")


def motion_link(row: Any) -> Link:
    """Decisions lead to their page, motions without a number to their meeting, or to the page of their answers."""
    state = MotionState(row.state)
    if row.code:
        address = url_for("decisions.decision", number=row.code)
    elif row.more:
        address = url_for("meetings.meeting", code=row.more)
    else:
        address = url_for("decisions.outside_one", outside_id=row.id)
    return Link(
        f"motion:{row.id}",
        N_("Decision") if state in queries.DECIDED else N_("Motion"),
        row.en,
        address,
        code=row.code or "",
        state=state,
        lang=row.lang,
        on=row.day or row.at,
    )


def votes_to_cast(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """A vote that runs now and still lacks this member's ballot."""
    mine = actor.seat_ids | actor.alternate_seat_ids
    for motion, voted in queries.votes_running(session) if mine else ():
        if voted & mine or motion.meeting is None:
            continue
        yield Waiting(
            motion.ref,
            motion.heading,
            Say("decisions.waits_for_ballot", meeting=motion.meeting.code),
            url=url_for("minutes.room_page", code=motion.meeting.code),
            due=on,
            tone="warn",
            lang=motion.heading_lang,
        )


def _into_the_navigation() -> None:
    """The register is a page of the council's own."""
    entry = NavEntry(N_("Decisions"), "decisions.register", "gavel", "decisions:decision:read")
    for place, one in enumerate(registries.nav):
        if one.endpoint == "home.council":
            registries.nav[place] = NavEntry(
                one.label, one.endpoint, one.icon, one.may, one.badge, (*one.children, entry)
            )
            return
    registries.nav.append(entry)
