"""Between docket and agenda: what is put on one, and what comes back with its reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.core.events import announce
from council.core.saying import Say
from council.db.thread import link
from council.meetings import queries
from council.meetings.events import ItemRemoved, ItemScheduled
from council.meetings.life import OPEN_ITEM, ItemState
from council.meetings.models import AgendaItem, Meeting
from council.proposals import queries as proposal_queries
from council.proposals import service as proposals
from council.proposals.life import ProposalState


def put_on(session: Session, actor: Actor, item: AgendaItem, *, now: datetime) -> None:
    """The item's subject is scheduled and tied to it."""
    if item.subject_ref is None:
        return
    proposal = proposal_queries.by_ref(session, item.subject_ref)
    if proposal is not None:
        proposals.schedule(session, actor, proposal, now=now)
    link(session, item.subject_ref, item.ref, "discussed", now=now)
    announce(ItemScheduled(session, actor, now, item))


def take_off(
    session: Session, actor: Actor, meeting: Meeting, subject_ref: str | None, reason: Say, *, now: datetime
) -> None:
    """The subject waits again, for this reason."""
    proposal = proposal_queries.by_ref(session, subject_ref)
    if proposal is not None and proposal.state == ProposalState.SCHEDULED:
        proposals.unschedule(session, actor, proposal, reason=reason, now=now)
    announce(ItemRemoved(session, actor, now, meeting, subject_ref, reason))


def put_back(
    session: Session, actor: Actor, meeting: Meeting, reason: Say, *, now: datetime
) -> tuple[AgendaItem, ...]:
    """Every open item of a meeting that ends: marked as not reached, its subject back on the docket."""
    left = [one for one in queries.agenda(session, meeting) if one.state in OPEN_ITEM]
    for item in left:
        item.state = ItemState.UNTREATED
        take_off(session, actor, meeting, item.subject_ref, reason, now=now)
    session.flush()
    return tuple(left)
