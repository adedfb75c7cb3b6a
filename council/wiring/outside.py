"""Votes without a meeting: what can be decided so, what they forbid meanwhile, whom they tell and remind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council import i18n
from council.access.can import can
from council.charter import queries as charter
from council.charter.events import VersionLeaving
from council.charter.kinds import DecisionClass
from council.charter.states import VersionState as CharterState
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused
from council.core.events import on
from council.core.saying import Say
from council.decisions import queries, rules
from council.decisions.events import Decided, MotionOpened, NotDecided
from council.decisions.models import Motion
from council.decisions.putting import usual_text
from council.decisions.subjects import Subject, votable
from council.initiatives import queries as initiatives
from council.meetings.events import ItemScheduled
from council.minutes.models import Minutes
from council.minutes.states import MinutesState
from council.notifications import due
from council.notifications import service as notifications
from council.notifications.due import Due
from council.policies import queries as policies
from council.policies.events import PolicyLeaving
from council.policies.rules import VersionState as PolicyState
from council.proposals import queries as proposals
from council.proposals import service as proposal_service
from council.proposals.events import ProposalDeferred, ProposalReturned, ProposalWithdrawn
from council.proposals.life import ProposalState
from council.seats import queries as seats
from council.web import registries
from council.web.registries import Panel, Waiting

DAY = timedelta(days=1)
ON_DOCKET = (ProposalState.DOCKETED, ProposalState.DEFERRED)


def wire() -> None:
    """Say what can be decided without a meeting, and connect what follows."""
    votable("proposal", _proposal)
    votable("charter_version", _charter_version)
    votable("policy_version", _policy_version)
    votable("minutes", _minutes)
    votable("initiative", _initiative)
    for event, ref in _BUSY.items():
        on(event, _refuse_while_asked(ref))
    on(MotionOpened, ask_members)
    due.source(reminders)
    on(Decided, tell_outcome)
    on(NotDecided, tell_outcome)
    on(NotDecided, wait_again)
    registries.waiting_source(
        answers_to_give, lambda actor, on: (queries.outside_ask(), *queries.votes_asks())
    )
    for kind in ("proposal", "charter_version", "policy_version", "minutes"):
        registries.panel(kind, ways_without_meeting, lambda thing: [queries.outside_ask()])


def _proposal(session: Session, key: int) -> Subject | None:
    found = proposals.by_ref(session, f"proposal:{key}")
    if found is None or found.state not in ON_DOCKET:
        return None
    return Subject(found.ref, found.title, found.lang, found.request, DecisionClass(found.decision_class))


def _charter_version(session: Session, key: int) -> Subject | None:
    found = charter.version_by_id(session, key)
    if found is None or found.state != CharterState.IN_REVIEW:
        return None
    return _named(
        session, found.ref, Say("charter.version_name", version=found.number), DecisionClass.CHARTER
    )


def _policy_version(session: Session, key: int) -> Subject | None:
    found = policies.find_version(session, key)
    if found is None or found.state != PolicyState.IN_REVIEW:
        return None
    name = Say("policies.version_title", policy=found.policy.name, number=found.number)
    return _named(session, found.ref, name, DecisionClass.POLICY)


def _minutes(session: Session, key: int) -> Subject | None:
    found = session.get(Minutes, key)
    if found is None or found.state != MinutesState.CIRCULATED:
        return None
    name = Say("minutes.title", code=found.code)
    return _named(session, found.ref, name, DecisionClass.PROCEDURE, fixed=False)


def _initiative(session: Session, key: int) -> Subject | None:
    found = next((one for one in initiatives.unratified(session) if one.id == key), None)
    return Subject(found.ref, found.title, found.lang, "") if found is not None else None


def _named(
    session: Session, ref: str, name: Say, decision_class: DecisionClass, *, fixed: bool = True
) -> Subject:
    """A thing that has its name in both languages, in the one that the council writes in."""
    council = charter.profile(session)
    lang = council.content_language if council else "en"
    with i18n.use_language(lang):
        title = i18n.say(name)
    return Subject(ref, title, lang, usual_text(session, ref, title, lang), decision_class, fixed)


_BUSY: dict[Any, Any] = {
    ItemScheduled: lambda event: event.item.subject_ref,
    ProposalReturned: lambda event: event.proposal.ref,
    ProposalDeferred: lambda event: event.proposal.ref,
    ProposalWithdrawn: lambda event: event.proposal.ref,
    VersionLeaving: lambda event: event.version.ref,
    PolicyLeaving: lambda event: event.version.ref,
}
"""What may not happen to a thing while the members are asked about it."""


def _refuse_while_asked(ref: Any) -> Any:
    def listener(event: Any) -> None:
        running = queries.asked_outside(event.session, ref(event) or "")
        if running is not None:
            raise Refused("decisions.asked_outside", until=running.closes_at)

    return listener


def ask_members(event: MotionOpened) -> None:
    """Everybody who may answer is told, alternates too."""
    motion = event.motion
    if motion.meeting_id is None:
        words = Say("decisions.told.asked", title=motion.heading, until=motion.closes_at)
        notifications.tell(event.session, _asked(motion), words, motion.ref, now=event.now)


def reminders(session: Session, on: date) -> Iterable[Due]:
    """The day before the end whose answer is missing is reminded, on its day the officers, each once."""
    answered = {motion.id: seats for motion, seats in queries.votes_running(session)}
    for motion in queries.running_outside(session):
        last = local_date(motion.closes_at or motion.opened_at, _zone(session))
        told = {"title": motion.heading, "until": motion.closes_at}
        missing = frozenset(
            one.holder
            for one in queries.pinned_seats(motion)
            if one.voting and one.holder is not None and one.seat not in answered.get(motion.id, set())
        )
        if on >= last:
            people = frozenset(_officers(session, on))
            yield Due(f"{motion.ref}:over", people, Say("decisions.told.over", **told), motion.ref)
        elif on >= last - DAY and missing:
            yield Due(f"{motion.ref}:remind", missing, Say("decisions.told.remind", **told), motion.ref)


def tell_outcome(event: Decided | NotDecided) -> None:
    """Who was asked learns what came of it, and so do the officers."""
    motion = event.motion
    if motion.meeting_id is not None:
        return
    outcome = Say(f"decisions.outcome.{motion.state}")
    words = Say("decisions.told.ended", title=motion.heading, outcome=outcome)
    if motion.number:
        words = Say("decisions.told.ended_number", **words.params, number=motion.number)
    people = _asked(motion) | _officers(event.session, local_date(event.now, _zone(event.session)))
    notifications.tell(event.session, people - {event.actor.person_id or 0}, words, motion.ref, now=event.now)


def wait_again(event: NotDecided) -> None:
    """A proposal that was not decided waits on the docket with the reason."""
    found = proposals.by_ref(event.session, event.motion.subject_ref)
    if event.motion.meeting_id is None and found is not None and found.state in ON_DOCKET:
        proposal_service.wait_again(event.session, event.actor, found, reason=event.reason, now=event.now)


def answers_to_give(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """A member's missing answer; for the officers a vote that can be closed."""
    answered = {motion.id: seats for motion, seats in queries.votes_running(session)}
    for motion in queries.running_outside(session):
        given = answered.get(motion.id, set())
        mine = {one.seat for one in queries.pinned_seats(motion) if _answers(one, actor)}
        last = local_date(motion.closes_at or motion.opened_at, _zone(session))
        until = Say("decisions.waits_for_answer", until=motion.closes_at)
        if mine - given and on <= last:
            yield _waiting(motion, until, last)
        elif can(actor, "decisions:motion:close"):
            if on >= last:
                yield _waiting(motion, Say("decisions.waits_for_close", until=motion.closes_at), last)
            elif motion.method == "written" and _everybody(motion) <= given:
                yield _waiting(motion, Say("decisions.waits_all_answered"), on)


def ways_without_meeting(session: Session, actor: Actor, thing: Any, now: datetime) -> Iterable[Panel]:
    """On a thing's page: the vote without a meeting that runs on it, or for the officers the way to begin one."""
    running = queries.asked_outside(session, thing.ref)
    if running is not None and can(actor, "decisions:motion:read"):
        yield Panel("decisions/_outside.html", {"running": running}, order=15)
    elif running is None and can(actor, "decisions:motion:put") and _waits(thing):
        law = charter.law_on(session, local_date(now, _zone(session)))
        wanted = rules.class_of(thing.ref) or DecisionClass(getattr(thing, "decision_class", "procedure"))
        ways = rules.offered(law.pin(wanted), rules.OUTSIDE) if law is not None else []
        if ways:
            yield Panel("decisions/_outside.html", {"about": thing.ref, "ways": ways}, order=15)


def _waits(thing: Any) -> bool:
    """Whether the thing is at the point of its life where the council can decide it."""
    return str(thing.state) in (*ON_DOCKET, CharterState.IN_REVIEW, MinutesState.CIRCULATED)


def _answers(seat: Any, actor: Actor) -> bool:
    person = actor.person_id
    return bool(seat.voting and person is not None and (seat.holder == person or person in seat.alternates))


def _everybody(motion: Motion) -> set[int]:
    return {one.seat for one in queries.pinned_seats(motion) if one.voting and one.holder is not None}


def _asked(motion: Motion) -> set[int]:
    return {
        person
        for one in queries.pinned_seats(motion)
        if one.voting and one.holder is not None
        for person in (one.holder, *one.alternates)
    }


def _officers(session: Session, on: date) -> set[int]:
    return {
        one.holder.id
        for one in seats.seats_on(session, on)
        if one.holder and (one.kind == "chair" or one.appointments & {"vice_chair", "secretary"})
    }


def _waiting(motion: Motion, why: Say, due: date) -> Waiting:
    url = url_for("decisions.outside_one", outside_id=motion.id)
    return Waiting(motion.ref, motion.heading, why, url=url, due=due, tone="warn", lang=motion.heading_lang)


def _zone(session: Session) -> str:
    council = charter.profile(session)
    return str(council.time_zone) if council else "UTC"
