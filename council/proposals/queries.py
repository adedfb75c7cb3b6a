"""What is proposed: by code, by state, by author, and what waits for an agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import NotFound
from council.core.refs import Ref
from council.db.asking import Ask, answer
from council.metrics.models import Metric
from council.proposals.life import ON_DOCKET, ProposalState
from council.proposals.models import Proposal, ProposalMetric
from council.web.registries import link_columns

CODE_DIGITS = 3


def find(session: Session, code: str) -> Proposal | None:
    """The proposal with this code, its metrics loaded."""
    query = select(Proposal).where(Proposal.code == code).options(joinedload(Proposal.metrics))
    return session.scalars(query).unique().one_or_none()


def get(session: Session, code: str) -> Proposal:
    """The proposal with this code; NotFound when there is none."""
    found = find(session, code)
    if found is None:
        raise NotFound(code)
    return found


def by_ref(session: Session, ref: str | None) -> Proposal | None:
    """The proposal that a reference points at; None when it points at something else."""
    if not ref or not ref.startswith("proposal:"):
        return None
    return session.get(Proposal, Ref.parse(ref).id)


def find_by_ids(session: Session, ids: Iterable[int]) -> dict[int, Proposal]:
    """Proposals by id."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = select(Proposal).where(Proposal.id.in_(wanted)).options(selectinload(Proposal.metrics))
    return {one.id: one for one in session.scalars(query)}


def listing(
    session: Session,
    actor: Actor,
    *,
    states: Iterable[str] = (),
    mine: bool = False,
    before: int | None = None,
    limit: int = 51,
) -> list[Proposal]:
    """Proposals that the actor may know of, newest first; drafts are seen by their authors only."""
    query = select(Proposal).where(_visible(actor)).order_by(Proposal.id.desc()).limit(limit)
    wanted = tuple(states)
    if wanted:
        query = query.where(Proposal.state.in_(wanted))
    if mine:
        query = query.where(Proposal.author_id == actor.person_id)
    if before is not None:
        query = query.where(Proposal.id < before)
    return list(session.scalars(query.options(selectinload(Proposal.metrics))))


def counts(session: Session, actor: Actor) -> dict[str, int]:
    """How many the actor may know of, by state."""
    query = select(Proposal.state, func.count()).where(_visible(actor)).group_by(Proposal.state)
    return {str(state): number for state, number in session.execute(query)}


def waiting_for_docket(session: Session) -> list[Proposal]:
    """Submitted and not yet looked at by the secretariat, oldest first."""
    return [one for one in docketed(session) if one.state == ProposalState.SUBMITTED]


def count_waiting(person_id: int | None, *, for_docket: bool) -> Select[int]:
    """The question how many came back to this author; for the secretariat also how many nobody looked at."""
    returned = and_(Proposal.state == ProposalState.RETURNED, Proposal.author_id == person_id)
    new = and_(Proposal.state == ProposalState.SUBMITTED, literal(for_docket))
    return select(func.count()).select_from(Proposal).where(or_(returned, new))


def docketed(session: Session) -> list[Proposal]:
    """All that waits for an agenda, oldest first: submitted, docketed and deferred."""
    return sorted(answer(session, docketed_ask()), key=lambda one: (one.submitted_at, one.id))


def docketed_ask() -> Ask:
    """The question for all that waits for an agenda."""
    return Ask("proposals docketed", Proposal, select(Proposal.id).where(Proposal.state.in_(ON_DOCKET)))


def under_way_of(session: Session, person_id: int) -> list[Proposal]:
    """What a person asked for and the council has not decided, oldest first; drafts are the author's own business."""
    under_way = Proposal.state.in_((*ON_DOCKET, ProposalState.SCHEDULED, ProposalState.RETURNED))
    query = select(Proposal).where(Proposal.author_id == person_id, under_way).order_by(Proposal.id)
    return list(session.scalars(query.options(lazyload(Proposal.metrics))))


def returned_to(session: Session, person_id: int) -> list[Proposal]:
    """Those that came back to this author."""
    return sorted(answer(session, returned_ask(person_id)), key=lambda one: one.id)


def returned_ask(person_id: int | None) -> Ask:
    """The question for those that came back to this author."""
    mine = select(Proposal.id).where(
        Proposal.state == ProposalState.RETURNED, Proposal.author_id == person_id
    )
    return Ask(f"proposals returned {person_id}", Proposal, mine)


def aiming_at(session: Session, metric_id: int) -> list[Proposal]:
    """Proposals handed in that mean to move a metric, newest first."""
    query = (
        select(Proposal)
        .join(ProposalMetric)
        .where(ProposalMetric.metric_id == metric_id, Proposal.submitted_at.is_not(None))
        .order_by(Proposal.id.desc())
    )
    return list(session.scalars(query))


def known_metrics(session: Session, ids: Iterable[int]) -> set[int]:
    """Which of these metrics exist."""
    return set(session.scalars(select(Metric.id).where(Metric.id.in_(set(ids)))))


def choosable_metrics(session: Session, proposal: Proposal | None = None) -> list[Metric]:
    """Metrics that a proposal can aim at: those in use, and the ones it names already."""
    named = {one.metric_id for one in proposal.metrics} if proposal else set()
    query = select(Metric).where(or_(Metric.retired_on.is_(None), Metric.id.in_(named)))
    return list(session.scalars(query.order_by(Metric.category, Metric.id)))


def next_code(session: Session, now: datetime) -> str:
    """The next free code of the year: P-2026-014."""
    profile = charter.profile(session)
    year = local_date(now, profile.time_zone if profile else "UTC").year
    prefix = f"P-{year}-"
    last = session.scalar(
        select(Proposal.code)
        .where(Proposal.code.startswith(prefix))
        .order_by(func.length(Proposal.code).desc(), Proposal.code.desc())
        .limit(1)
    )
    number = int(last.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{number:0{CODE_DIGITS}}"


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.has("system"):
        return Proposal.id.is_not(None)
    return or_(Proposal.state != ProposalState.DRAFT, Proposal.author_id == actor.person_id)


def link_rows() -> Select[Any]:
    """Proposals for links."""
    return select(
        *link_columns(
            Proposal.id, code=Proposal.code, en=Proposal.title, lang=Proposal.lang, state=Proposal.state,
            at=Proposal.submitted_at,
        )
    )  # fmt: skip
