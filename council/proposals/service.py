"""Steps in a proposal's life, each with its line in the log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect, move, record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.core.saying import Say
from council.db.thread import link
from council.proposals import queries, rules
from council.proposals.events import (
    ProposalDecided,
    ProposalDeferred,
    ProposalReturned,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from council.proposals.life import LIFE
from council.proposals.models import Proposal, ProposalMetric
from council.proposals.rules import ProposalContent

_TEXTS = ("title", "lang", "problem", "request", "benefit", "decision_class")


def draft(
    session: Session, actor: Actor, content: ProposalContent, *, seat_id: int | None = None, now: datetime
) -> Proposal:
    """Begin a proposal; it is its author's own business until submitted."""
    check(actor, "proposals:proposal:draft")
    rules.check_content(content)
    if actor.person_id is None:
        raise Refused("proposals.author_needed")
    proposal = Proposal(
        code=queries.next_code(session, now),
        author_id=actor.person_id,
        seat_id=seat_id or _own_seat(actor),
        created_at=now,
        **{name: getattr(content, name) for name in _TEXTS},
    )
    session.add(proposal)
    _aim(session, proposal, content)
    session.flush()
    record(session, actor, "proposals.draft", proposal, now=now, code=proposal.code, title=proposal.title)
    return proposal


def edit(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    content: ProposalContent,
    *,
    expected: int | None = None,
    now: datetime,
) -> Proposal:
    """Change a draft, or one that came back."""
    check(actor, "proposals:proposal:edit", proposal)
    expect(proposal, expected)
    rules.check_content(content)
    changed = [name for name in _TEXTS if getattr(proposal, name) != getattr(content, name)]
    for name in changed:
        setattr(proposal, name, getattr(content, name))
    if {m.metric_id: m.aim for m in proposal.metrics} != dict(content.aims):
        _aim(session, proposal, content)
        changed.append("metrics")
    if changed:
        record(session, actor, "proposals.edit", proposal, now=now, fields=changed)
    session.flush()
    return proposal


def hand_over(
    session: Session, actor: Actor, proposal: Proposal, author_id: int, *, now: datetime
) -> Proposal:
    """Put a proposal under way into another author's name, because its author left."""
    check(actor, "proposals:proposal:hand_over", proposal)
    if not proposal.next_steps:
        raise Refused("core.not_in_this_state")
    before, proposal.author_id = proposal.author_id, author_id
    record(session, actor, "proposals.hand_over", proposal, now=now, author=[before, author_id])
    session.flush()
    return proposal


def submit(
    session: Session, actor: Actor, proposal: Proposal, *, expected: int | None = None, now: datetime
) -> Proposal:
    """Hand it in; again after a return."""
    check(actor, "proposals:proposal:submit", proposal)
    rules.check_complete(problem=proposal.problem, request=proposal.request, benefit=proposal.benefit)
    move(session, actor, proposal, LIFE, "submit", now=now, expected=expected, submitted_at=now)
    for one in proposal.metrics:
        link(session, f"metric:{one.metric_id}", proposal.ref, "targets", now=now)
    announce(ProposalSubmitted(session, actor, now, proposal))
    return proposal


def return_to_author(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    reason: str,
    expected: int | None = None,
    now: datetime,
) -> Proposal:
    """Send it back for changes; the reason is what the author reads."""
    check(actor, "proposals:proposal:return", proposal)
    why = rules.check_reason(reason)
    move(
        session, actor, proposal, LIFE, "return", now=now, expected=expected,
        detail={"reason": why}, return_reason=why, docketed_at=None, back_reason=None,
    )  # fmt: skip
    announce(ProposalReturned(session, actor, now, proposal))
    return proposal


def docket(
    session: Session, actor: Actor, proposal: Proposal, *, expected: int | None = None, now: datetime
) -> Proposal:
    """Take it on to the docket: checked and ready for an agenda."""
    check(actor, "proposals:proposal:docket", proposal)
    kept = proposal.docketed_at or now  # its age on the docket counts from the first time
    move(session, actor, proposal, LIFE, "docket", now=now, expected=expected, docketed_at=kept)
    return proposal


def schedule(session: Session, actor: Actor, proposal: Proposal, *, now: datetime) -> Proposal:
    """It stands on an agenda now; meetings call this."""
    check(actor, "proposals:proposal:schedule", proposal)
    kept = proposal.docketed_at or now
    move(session, actor, proposal, LIFE, "schedule", now=now, docketed_at=kept, back_reason=None)
    return proposal


def unschedule(session: Session, actor: Actor, proposal: Proposal, *, reason: Say, now: datetime) -> Proposal:
    """Back to the docket with the reason; meetings and decisions call this."""
    check(actor, "proposals:proposal:schedule", proposal)
    said = reason.to_json()
    move(session, actor, proposal, LIFE, "unschedule", now=now, detail={"reason": said}, back_reason=said)
    return proposal


def wait_again(session: Session, actor: Actor, proposal: Proposal, *, reason: Say, now: datetime) -> Proposal:
    """A vote without a meeting came to nothing: it waits on the docket with that reason; decisions call this."""
    check(actor, "proposals:proposal:schedule", proposal)
    said = reason.to_json()
    move(session, actor, proposal, LIFE, "wait_again", now=now, detail={"reason": said}, back_reason=said)
    return proposal


def defer(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    reason: str,
    expected: int | None = None,
    now: datetime,
) -> Proposal:
    """Put it off; it stays on the docket under its reason."""
    check(actor, "proposals:proposal:schedule", proposal)
    why = rules.check_reason(reason)
    move(
        session, actor, proposal, LIFE, "defer", now=now, expected=expected,
        detail={"reason": why}, defer_reason=why, back_reason=None,
    )  # fmt: skip
    announce(ProposalDeferred(session, actor, now, proposal))
    return proposal


def adopt(
    session: Session, actor: Actor, proposal: Proposal, *, decision_ref: str, now: datetime
) -> Proposal:
    """The council carried it; wiring calls this when a decision is taken."""
    return _decide(session, actor, proposal, "adopt", decision_ref, now)


def reject(
    session: Session, actor: Actor, proposal: Proposal, *, decision_ref: str, now: datetime
) -> Proposal:
    """The council voted it down; wiring calls this when a decision is taken."""
    return _decide(session, actor, proposal, "reject", decision_ref, now)


def withdraw(
    session: Session, actor: Actor, proposal: Proposal, *, expected: int | None = None, now: datetime
) -> Proposal:
    """The author takes it back, for good; possible until it is scheduled."""
    check(actor, "proposals:proposal:withdraw", proposal)
    move(session, actor, proposal, LIFE, "withdraw", now=now, expected=expected)
    announce(ProposalWithdrawn(session, actor, now, proposal))
    return proposal


def _decide(
    session: Session, actor: Actor, proposal: Proposal, verb: str, decision_ref: str, now: datetime
) -> Proposal:
    check(actor, "proposals:proposal:decide", proposal)
    detail = {"decision": decision_ref}
    move(
        session, actor, proposal, LIFE, verb, now=now,
        detail=detail, decided_ref=decision_ref, decided_at=now, back_reason=None,
    )  # fmt: skip
    announce(ProposalDecided(session, actor, now, proposal))
    return proposal


def _aim(session: Session, proposal: Proposal, content: ProposalContent) -> None:
    """Keep the rows of metrics that stay, so that an unchanged aim is no change."""
    known = queries.known_metrics(session, content.aims)
    for metric_id in content.aims:
        if metric_id not in known:
            raise Refused("proposals.no_such_metric", field="metrics")
    kept = {one.metric_id: one for one in proposal.metrics if one.metric_id in content.aims}
    for metric_id, aim in content.aims.items():
        one = kept.setdefault(metric_id, ProposalMetric(metric_id=metric_id))
        one.aim = aim
    proposal.metrics = list(kept.values())


def _own_seat(actor: Actor) -> int | None:
    return min(actor.seat_ids or actor.alternate_seat_ids, default=None)
