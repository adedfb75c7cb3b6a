"""Who comes and who leaves: decisions that seats' forms offer, warnings before a term ends, what is handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.access.can import can
from council.accounts.events import DepartmentChanged
from council.accounts.models import Person
from council.actions import handing
from council.actions import queries as actions
from council.actions import service as action_service
from council.actions.handing import Held
from council.actions.models import Action
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import NotFound
from council.core.events import on as when
from council.core.refs import Ref
from council.core.saying import N_, Say
from council.decisions import queries as decisions
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.initiatives import queries as initiatives
from council.initiatives import service as initiative_service
from council.notifications import due
from council.notifications import service as notifications
from council.notifications.due import Due
from council.proposals import queries as proposals
from council.proposals import service as proposal_service
from council.seats import ending, hooks, service
from council.seats.events import TermEnded
from council.seats.hooks import Decision
from council.web import registries
from council.web.registries import Panel, Waiting

OFFERED = 40
"""How many of the latest carried decisions a form offers."""


def wire() -> None:
    """Fill what seats ask of rooms above them, and connect what follows."""
    hooks.recent_decisions = recent_decisions
    hooks.decision = carried_decision
    hooks.left_open = handover_page
    due.source(ending_soon)
    when(DepartmentChanged, department_has_room)
    when(TermEnded, tell_what_is_left_open)
    registries.docket_source(ends_on_docket, ending.asks)
    registries.waiting_source(without_owner, without_owner_asks)
    registries.panel(Person.REF, left_panel)
    handing.kind("action", held_actions, give_action)
    handing.kind("initiative", held_initiatives, give_initiative)
    handing.kind("proposal", held_proposals, give_proposal)


def recent_decisions(session: Session) -> Sequence[Decision]:
    """The latest carried decisions."""
    found = decisions.register(session, outcome=MotionState.CARRIED, limit=OFFERED)
    return [_decision(one) for one in found]


def carried_decision(session: Session, ref: str) -> Decision | None:
    """A carried decision by its reference."""
    try:
        known = Ref.parse(ref)
    except ValueError:
        return None
    found = decisions.find_by_ids(session, [known.id]) if known.kind == Motion.REF else []
    return next((_decision(one) for one in found if one.state == MotionState.CARRIED), None)


def _decision(motion: Motion) -> Decision:
    assert motion.effective_on is not None, "what is carried has a day"
    return Decision(
        motion.ref,
        motion.number or "",
        motion.title or (motion.item.title if motion.item else motion.text),
        motion.item.lang if motion.item else motion.lang,
        motion.decision_class,
        motion.effective_on,
    )


def department_has_room(event: DepartmentChanged) -> None:
    """Somebody who sits with a vote moves only where the charter's limit for departments leaves room."""
    day = _today(event.session, event.now)
    service.check_moving_cap(event.session, event.person, event.department_id, on=day)


def ending_soon(session: Session, on: date) -> Iterable[Due]:
    """Sixty and thirty days before a term or an appointment ends: the officers and whoever holds it."""
    found = ending.ending(session, on)
    officers = ending.officers(session, on) if found else frozenset()
    for one in found:
        yield Due(one.key(on), officers | one.people, one.notice, one.seat_ref)


def ends_on_docket(session: Session, on: date) -> Iterable[Waiting]:
    """Terms and appointments that end within sixty days and have no successor; the last thirty are pressing."""
    for one in ending.ending(session, on):
        yield Waiting(
            one.seat_ref,
            one.seat,
            one.words,
            url=url_for("seats.seat", seat_id=one.seat_id),
            since=one.last - timedelta(days=ending.WARN_DAYS),
            due=one.last,
            minutes=5,
            tone="warn" if one.pressing(on) else "neutral",
        )


def without_owner_asks(actor: Actor, on: date) -> list[Any]:
    """The question for people who left open actions, for the officers."""
    return [actions.without_owner_ask(on)] if can(actor, "actions:action:assign") else []


def without_owner(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """For the officers: people who left and still own open actions."""
    if not can(actor, "actions:action:assign"):
        return
    for one in actions.without_owner(session, on):
        yield Waiting(
            one.ref,
            one.name,
            Say("actions.waits_for_new_owner"),
            url=url_for("actions.handover", person_id=one.id),
            tone="warn",
        )


def handover_page(session: Session, person_id: int) -> str | None:
    """Where what a person leaves open is handed over."""
    return url_for("actions.handover", person_id=person_id) if handing.held(session, person_id) else None


def tell_what_is_left_open(event: TermEnded) -> None:
    """The officers learn that somebody leaves with things open in their name."""
    person = event.term.person
    if not handing.held(event.session, person.id):
        return
    day = _today(event.session, event.now)
    people = ending.officers(event.session, day) - {event.actor.person_id, person.id}
    words = Say("actions.left_open", person=person.name, last=event.on)
    notifications.tell(event.session, people, words, event.term.audit_ref, now=event.now)


def left_panel(session: Session, actor: Actor, thing: Any, now: datetime) -> Iterable[Panel]:
    """On the pages of a person: what is open in their name; of what the reader may not open, how much it is."""
    found = handing.held(session, thing.id)
    if found:
        read = [one for one in found if registries.may_open(actor, one.ref)]
        hidden = len(found) - len(read)
        yield Panel("actions/_left.html", {"things": read, "hidden": hidden, "person_id": thing.id})


def held_actions(session: Session, person_id: int) -> Iterable[Held]:
    """Open actions, first due first."""
    for one in actions.open_for(session, person_id):
        yield Held(one.ref, N_("Action"), "actions.action", one.code, one.text, one.lang, one.due_on)


def give_action(session: Session, actor: Actor, key: int, to: Person, now: datetime) -> None:
    """Another owner for an action."""
    found = session.get(Action, key)
    if found is None:
        raise NotFound(f"action {key}")
    action_service.hand_over(session, actor, found, to, now=now)


def held_initiatives(session: Session, person_id: int) -> Iterable[Held]:
    """Initiatives under way that the person leads."""
    for cycle in initiatives.of_person(session, person_id):
        one = cycle.initiative
        where = "initiatives.initiative"
        yield Held(one.ref, N_("Initiative"), where, one.code, one.title, one.lang, cycle.due_on)


def give_initiative(session: Session, actor: Actor, key: int, to: Person, now: datetime) -> None:
    """Another lead for an initiative, who is told."""
    found = initiatives.find(session, key)
    if found is None:
        raise NotFound(f"initiative {key}")
    initiative_service.hand_over(session, actor, found, to.id, now=now)
    words = Say("initiatives.handed_to_you", code=found.code, title=found.title)
    notifications.tell(session, [to.id], words, found.ref, now=now)


def held_proposals(session: Session, person_id: int) -> Iterable[Held]:
    """Proposals under way, without drafts."""
    for one in proposals.under_way_of(session, person_id):
        yield Held(one.ref, N_("Proposal"), "proposals.proposal", one.code, one.title, one.lang)


def give_proposal(session: Session, actor: Actor, key: int, to: Person, now: datetime) -> None:
    """Another author for a proposal, who is told."""
    found = proposals.by_ref(session, f"proposal:{key}")
    if found is None:
        raise NotFound(f"proposal {key}")
    proposal_service.hand_over(session, actor, found, to.id, now=now)
    words = Say("proposals.handed_to_you", code=found.code, title=found.title)
    notifications.tell(session, [to.id], words, found.ref, now=now)


def _today(session: Session, now: datetime) -> date:
    profile = charter.profile(session)
    return local_date(now, profile.time_zone if profile else "UTC")
