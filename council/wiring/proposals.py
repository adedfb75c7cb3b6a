"""What proposals show elsewhere, whom they tell, and how a vote decides them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy import Select
from sqlalchemy.orm import Session

from council.access.can import can
from council.charter import queries as charter
from council.charter.kinds import DecisionClass
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.events import on
from council.core.saying import N_, Say
from council.db.asking import Ask
from council.decisions import queries as decisions
from council.decisions.events import Decided, NotDecided
from council.decisions.kinds import MotionState
from council.notifications import service as notifications
from council.proposals import queries, service
from council.proposals.events import ProposalDecided, ProposalDeferred, ProposalReturned, ProposalSubmitted
from council.proposals.life import ProposalState
from council.proposals.models import Proposal
from council.seats import queries as seats
from council.web import registries
from council.web.registries import Link, NavEntry, Waiting
from council.wiring.subjects import subject_of

DECIDE_MINUTES = 15


def wire() -> None:
    """Fill the registries of this room and connect it to the votes above."""
    registries.link_kind("proposal", queries.link_rows, link, may="proposals:proposal:read")
    registries.docket_source(waiting_for_agenda, lambda on: [queries.docketed_ask(), decisions.outside_ask()])
    registries.waiting_source(waiting_for_person, _asks)
    registries.nav.append(
        NavEntry(N_("Proposals"), "proposals.listing", "proposals", "proposals:proposal:read", badge)
    )
    on(ProposalSubmitted, tell_secretariat)
    on(ProposalReturned, tell_author_returned)
    on(ProposalDeferred, tell_author_deferred)
    on(ProposalDecided, tell_author_decided)
    on(Decided, decide)
    on(NotDecided, back_to_docket)


def link(row: Any) -> Link:
    """A proposal as a link."""
    return Link(
        f"proposal:{row.id}",
        N_("Proposal"),
        row.en,
        url_for("proposals.proposal", code=row.code),
        code=row.code,
        state=ProposalState(row.state),
        lang=row.lang,
        on=row.at,
    )


def waiting_for_agenda(session: Session, on: date) -> Iterable[Waiting]:
    """Submitted, docketed and deferred proposals, each with why it waits."""
    where = _zone(session)
    asked = {one.subject_ref for one in decisions.running_outside(session)}
    for one in queries.docketed(session):
        if one.ref in asked:  # it is being decided without a meeting
            continue
        since = one.docketed_at or one.submitted_at
        yield Waiting(
            one.ref,
            one.title,
            _why(one),
            url=url_for("proposals.proposal", code=one.code),
            since=local_date(since, where) if since else on,
            minutes=DECIDE_MINUTES,
            tone="warn" if one.state == ProposalState.DEFERRED or one.back_reason else "info",
            lang=one.lang,
        )


def waiting_for_person(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """What came back to an author; for the secretariat what nobody has looked at."""
    where = _zone(session)
    if actor.person_id is not None:
        for one in queries.returned_to(session, actor.person_id):
            why = Say("proposals.waits.returned", reason=one.return_reason)
            yield _mine(one, why, where)
    if can(actor, "proposals:proposal:docket"):
        for one in queries.waiting_for_docket(session):
            yield _mine(one, Say("proposals.waits.look"), where)


def badge(actor: Actor, now: datetime) -> Select[int]:
    """How many wait for this person."""
    return queries.count_waiting(actor.person_id, for_docket=can(actor, "proposals:proposal:docket"))


def tell_secretariat(event: ProposalSubmitted) -> None:
    """Chair and secretary learn of a new proposal."""
    found = seats.seats_on(event.session, local_date(event.now, _zone(event.session)))
    heads = {
        one.holder.id
        for one in found
        if one.holder and (str(one.kind) == "chair" or "secretary" in one.appointments)
    }
    _tell(event.session, event.proposal, heads - {event.actor.person_id}, "submitted", event.now)


def tell_author_returned(event: ProposalReturned) -> None:
    """The author learns what to change."""
    _to_author(event, "returned", reason=event.proposal.return_reason)


def tell_author_deferred(event: ProposalDeferred) -> None:
    """The author learns that it is put off."""
    _to_author(event, "deferred", reason=event.proposal.defer_reason)


def tell_author_decided(event: ProposalDecided) -> None:
    """The author learns the outcome."""
    _to_author(event, str(event.proposal.state))


def decide(event: Decided) -> None:
    """A vote on a proposal decides it; a vote on procedure does not."""
    found = queries.by_ref(event.session, subject_of(event.motion))
    if found is None or event.motion.decision_class == DecisionClass.PROCEDURE or found.decided_ref:
        return
    carried = event.motion.state == MotionState.CARRIED
    step = service.adopt if carried else service.reject
    step(event.session, event.actor, found, decision_ref=event.motion.ref, now=event.now)


def back_to_docket(event: NotDecided) -> None:
    """A vote that came to nothing puts the proposal back on the docket with the reason."""
    found = queries.by_ref(event.session, subject_of(event.motion))
    if found is not None and found.state == ProposalState.SCHEDULED:
        service.unschedule(event.session, event.actor, found, reason=event.reason, now=event.now)


def _asks(actor: Actor, on: date) -> list[Ask]:
    return [queries.returned_ask(actor.person_id), queries.docketed_ask()]


def _why(one: Proposal) -> Say:
    if one.state == ProposalState.DEFERRED:
        return Say("proposals.waits.deferred", reason=one.defer_reason)
    if one.back_say is not None:
        return Say("proposals.waits.back", reason=one.back_say)
    return Say(f"proposals.waits.{one.state}")


def _mine(one: Proposal, why: Say, where: str) -> Waiting:
    since = local_date(one.submitted_at, where) if one.submitted_at else None
    url = url_for("proposals.proposal", code=one.code)
    return Waiting(one.ref, one.title, why, url=url, since=since, lang=one.lang)


def _to_author(
    event: ProposalReturned | ProposalDeferred | ProposalDecided, what: str, **params: object
) -> None:
    if event.proposal.author_id != event.actor.person_id:
        _tell(event.session, event.proposal, {event.proposal.author_id}, what, event.now, **params)


def _tell(
    session: Session, proposal: Proposal, people: Iterable[int], what: str, now: datetime, **params: object
) -> None:
    words = Say(f"proposals.told.{what}", code=proposal.code, title=proposal.title, **params)
    notifications.tell(session, people, words, proposal.ref, now=now)


def _zone(session: Session) -> str:
    profile = charter.profile(session)
    return str(profile.time_zone) if profile else "UTC"
