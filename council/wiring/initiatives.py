"""What initiatives tells other rooms and shows on their pages; an adopted proposal with a metric opens one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy import Select
from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.core.events import on as when
from council.core.refs import Ref
from council.core.saying import N_, Say
from council.core.states import State
from council.decisions.events import Decided
from council.initiatives import queries, service
from council.initiatives.events import InitiativeOpened
from council.initiatives.kinds import Phase
from council.initiatives.reading import Reading, readings_of
from council.metrics import queries as metrics
from council.metrics.events import Corrected
from council.notifications import service as notifications
from council.proposals import queries as proposals
from council.web import registries
from council.web.registries import ChartMark, Link, NavEntry, Panel, Waiting
from council.wiring.subjects import subject_of


def wire() -> None:
    """Fill the registries of this room."""
    registries.link_kind("initiative", queries.link_rows, link, may="initiatives:initiative:read")
    registries.docket_source(
        docket, lambda on: (queries.open_ask(), queries.unratified_ask(), metrics.every_ask())
    )
    registries.waiting_source(waiting, lambda actor, on: [queries.open_ask()])
    registries.chart_mark_source(marks, lambda metric_id: [queries.marks_ask(metric_id)])
    registries.verdict_source(verdicts)
    registries.panel("metric", panel, lambda thing: [queries.metric_ask(thing.id)])
    entry = NavEntry(
        N_("Initiatives"), "initiatives.listing", "initiatives", "initiatives:initiative:read", badge=badge
    )
    registries.nav.append(entry)
    when(Decided, open_what_was_decided)
    when(Decided, ratify_what_was_decided)
    when(InitiativeOpened, tell_lead)
    when(Corrected, tell_whose_verdict_changed)


def open_what_was_decided(event: Decided) -> None:
    """An adopted ordinary proposal that names a metric becomes an initiative, led by its author."""
    ref = subject_of(event.motion)
    if event.motion.state != "carried" or ref is None or not ref.startswith("proposal:"):
        return
    proposal = proposals.by_ref(event.session, ref)
    if proposal is None or proposal.decision_class != "ordinary" or not proposal.metrics:
        return
    if queries.from_decision(event.session, event.motion.ref) is not None:
        return
    service.open_from(
        event.session,
        event.actor,
        decision_ref=event.motion.ref,
        proposal_ref=ref,
        title=proposal.title,
        lang=proposal.lang,
        lead_id=proposal.author_id,
        metrics=[(one.metric_id, one.aim) for one in proposal.metrics],
        now=event.now,
    )


def ratify_what_was_decided(event: Decided) -> None:
    """A carried motion on an initiative ratifies the overrides it had."""
    ref = subject_of(event.motion)
    if event.motion.state != "carried" or ref is None or not ref.startswith("initiative:"):
        return
    initiative = queries.find(event.session, Ref.parse(ref).id)
    if initiative is not None:
        service.ratify(event.session, event.actor, initiative, decision_ref=event.motion.ref, now=event.now)


def link(row: Any) -> Link:
    """An initiative as a link; its state is the phase of its latest cycle."""
    return Link(
        f"initiative:{row.id}",
        N_("Initiative"),
        row.en,
        url_for("initiatives.initiative", code=row.code),
        code=row.code,
        state=Phase(row.state),
        lang=row.lang,
        on=row.at,
    )


def docket(session: Session, on: date) -> Iterable[Waiting]:
    """Initiatives due for Check or Act, and overrides that the council has not ratified."""
    cycles = queries.open_cycles(session)
    checked = [one for one in cycles if one.state == Phase.CHECK]
    read = readings_of(session, checked) if checked else {}
    for cycle in cycles:
        reason = _due(cycle, read.get(cycle.id, []))
        if reason is not None:
            yield _waiting(cycle.initiative, reason, minutes=15)
    for initiative in queries.unratified(session):
        yield _waiting(initiative, Say("initiatives.docket_override"), minutes=5, tone="warn")


def waiting(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """What a lead's initiatives wait for."""
    if actor.person_id is None:
        return
    for cycle in queries.of_person(session, actor.person_id):
        yield _waiting(
            cycle.initiative, Say(f"initiatives.waiting_{cycle.state}", code=cycle.initiative.code)
        )


def marks(session: Session, metric_id: int) -> Iterable[ChartMark]:
    """The day each change took effect, on the charts of its metrics."""
    for one in queries.marks(session, metric_id):
        url = url_for("initiatives.initiative", code=one.code)
        yield ChartMark(one.on, one.code, one.title, url)


def verdicts(session: Session, metric_id: int) -> dict[str, State]:
    """What the initiatives with a metric conclude from its values as they are now; a change under way counts."""
    cycles = queries.judging(session, metric_id)
    read = readings_of(session, cycles) if cycles else {}
    return {
        f"initiative:{cycle.initiative_id}": one.verdict.kind
        for cycle in cycles
        for one in read[cycle.id]
        if one.metric.id == metric_id
    }


def panel(session: Session, actor: Actor, thing: Any, now: datetime) -> Iterable[Panel]:
    """On a metric's page: the initiatives that mean to move it."""
    found = queries.of_metric(session, thing.id)
    if found:
        yield Panel("initiatives/_panel.html", {"initiatives": found})


def badge(actor: Actor, now: datetime) -> Select[int]:
    """How many open initiatives the person leads."""
    return queries.count_of_person(actor.person_id)


def tell_lead(event: InitiativeOpened) -> None:
    """Tell the lead that the council opened an initiative for them."""
    one = event.initiative
    words = Say("initiatives.opened_for_you", code=one.code, title=one.title)
    notifications.tell(event.session, [one.lead_id], words, one.ref, now=event.now)


def tell_whose_verdict_changed(event: Corrected) -> None:
    """Tell the leads whose verdicts are others since a value was corrected."""
    for one in event.observation.changed or ():
        found = queries.find(event.session, Ref.parse(one["ref"]).id)
        if found is not None:
            words = Say("initiatives.verdict_changed", code=found.code, metric=event.metric.name)
            notifications.tell(event.session, [found.lead_id], words, found.ref, now=event.now)


def _due(cycle: Any, read: Sequence[Reading]) -> Say | None:
    if cycle.state == Phase.ACT:
        return Say("initiatives.docket_act")
    if cycle.state != Phase.CHECK:
        return None
    primary = [one for one in read if one.is_primary]
    reached = primary and all(one.verdict.follow_up_n >= cycle.follow_up_points for one in primary)
    return Say("initiatives.docket_check", n=cycle.follow_up_points) if reached else None


def _waiting(initiative: Any, reason: Say, *, minutes: int = 10, tone: str = "neutral") -> Waiting:
    cycle = initiative.cycle
    return Waiting(
        initiative.ref,
        initiative.title,
        reason,
        url=url_for("initiatives.initiative", code=initiative.code),
        since=(cycle.concluded_at or cycle.began_at).date(),
        due=cycle.due_on,
        minutes=minutes,
        tone=tone,
        lang=initiative.lang,
    )
