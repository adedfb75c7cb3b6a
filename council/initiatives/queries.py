"""Reading initiatives: by phase, of a metric, due for Check or Act, overrides to ratify."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, String, func, select, type_coerce
from sqlalchemy.orm import Session, joinedload, lazyload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from council.charter import queries as charter
from council.core.clock import local_date
from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.db.thread import ThreadLink
from council.initiatives.kinds import Phase
from council.initiatives.models import Cycle, Initiative, InitiativeMetric
from council.web.registries import link_columns


@dataclass(frozen=True)
class Mark:
    """An implementation day on a metric."""

    on: date
    code: str
    title: str
    lang: str
    initiative_id: int


def get(session: Session, code: str) -> Initiative:
    """The initiative of a code; NotFound."""
    whole = joinedload(Initiative.cycles)
    query = select(Initiative).options(whole.joinedload(Cycle.metrics), whole.joinedload(Cycle.steps))
    found = session.scalars(query.where(Initiative.code == code)).unique().one_or_none()
    if found is None:
        raise NotFound(code)
    for cycle in found.cycles:
        set_committed_value(cycle, "initiative", found)
    return found


def find(session: Session, initiative_id: int) -> Initiative | None:
    """An initiative by its id."""
    return session.get(Initiative, initiative_id)


def listing(session: Session) -> list[Initiative]:
    """Every initiative with its cycles, newest first."""
    return list(session.scalars(select(Initiative).order_by(Initiative.id.desc())))


def open_cycles(session: Session) -> list[Cycle]:
    """Every cycle that is not closed, with its metrics; its steps are not loaded."""
    return sorted(answer(session, open_ask()), key=lambda one: one.id)


def open_ask() -> Ask:
    """The question for every cycle that is not closed."""
    return Ask("cycles open", Cycle, select(Cycle.id).where(Cycle.state != Phase.CLOSED), _with_initiative)


def _with_initiative(one: Any) -> tuple[ExecutableOption, ...]:
    cycles = joinedload(one.initiative).joinedload(Initiative.cycles)
    return (
        cycles.lazyload(Cycle.metrics), cycles.lazyload(Cycle.steps), joinedload(one.metrics), lazyload(one.steps),
    )  # fmt: skip


def of_person(session: Session, person_id: int) -> list[Cycle]:
    """Open cycles that a person leads."""
    return [one for one in open_cycles(session) if one.initiative.lead_id == person_id]


def count_of_person(person_id: int | None) -> Select[int]:
    """The question how many open cycles a person leads."""
    query = select(func.count()).select_from(Cycle).join(Initiative)
    return query.where(Cycle.state != Phase.CLOSED, Initiative.lead_id == person_id)


def of_metric(session: Session, metric_id: int) -> list[Initiative]:
    """Initiatives with a metric in any role, newest first."""
    return sorted(answer(session, metric_ask(metric_id)), key=lambda one: one.id, reverse=True)


def metric_ask(metric_id: int) -> Ask:
    """The question for initiatives with a metric in any role."""
    ids = select(Cycle.initiative_id).join(InitiativeMetric).where(InitiativeMetric.metric_id == metric_id)
    found = select(Initiative.id).where(Initiative.id.in_(ids))
    return Ask(f"initiatives of metric {metric_id}", Initiative, found, _phase_only)


def _phase_only(one: Any) -> tuple[ExecutableOption, ...]:
    cycles = joinedload(one.cycles)
    return cycles.lazyload(Cycle.metrics), cycles.lazyload(Cycle.steps)


def marks(session: Session, metric_id: int) -> list[Mark]:
    """Implementation days on a metric, one for each change; guardrails are told too."""
    cycles = sorted(
        answer(session, marks_ask(metric_id)), key=lambda one: (one.implementation_on, one.initiative_id)
    )
    days = {(one.implementation_on, one.initiative_id): one.initiative for one in cycles}
    return [Mark(on, one.code, one.title, one.lang, one.id) for (on, _), one in days.items() if on]


def marks_ask(metric_id: int) -> Ask:
    """The question for cycles with a metric whose change has taken effect."""
    found = (
        select(Cycle.id)
        .join(InitiativeMetric, InitiativeMetric.cycle_id == Cycle.id)
        .where(InitiativeMetric.metric_id == metric_id, Cycle.implementation_on.is_not(None))
        .distinct()
    )
    return Ask(f"marks of metric {metric_id}", Cycle, found, _initiative_only)


def _initiative_only(one: Any) -> tuple[ExecutableOption, ...]:
    return (
        joinedload(one.initiative).lazyload(Initiative.cycles),
        lazyload(one.metrics),
        lazyload(one.steps),
    )


def judging(session: Session, metric_id: int) -> list[Cycle]:
    """Cycles that conclude something from a metric: the latest of each initiative whose change has taken effect."""
    query = (
        select(Cycle)
        .join(InitiativeMetric, InitiativeMetric.cycle_id == Cycle.id)
        .where(InitiativeMetric.metric_id == metric_id, Cycle.implementation_on.is_not(None))
        .order_by(Cycle.id)
    )
    latest = {one.initiative_id: one for one in session.scalars(query).unique()}
    return list(latest.values())


def from_decision(session: Session, decision_ref: str) -> Initiative | None:
    """The initiative that a decision opened."""
    return session.scalar(select(Initiative).where(Initiative.origin_decision_ref == decision_ref))


def next_code(session: Session, now: datetime) -> str:
    """The next free code of the council's year, such as I-2026-021."""
    profile = charter.profile(session)
    prefix = f"I-{local_date(now, profile.time_zone if profile else 'UTC').year}-"
    codes = select(Initiative.code).where(Initiative.code.startswith(prefix))
    last = session.scalar(
        codes.order_by(func.length(Initiative.code).desc(), Initiative.code.desc()).limit(1)
    )
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:03}"


def unratified(session: Session) -> list[Initiative]:
    """Initiatives with an override that the council has not ratified."""
    found = {
        one.initiative_id: one.initiative
        for one in answer(session, unratified_ask())
        if any(each["ratified_ref"] is None for each in one.overrides)
    }
    return [found[key] for key in sorted(found)]


def unratified_ask() -> Ask:
    """The question for cycles with overrides that may want ratifying; JSON is kept as text with no blanks."""
    waiting = type_coerce(Cycle.overrides, String).contains('"ratified_ref":null')
    return Ask("cycles unratified", Cycle, select(Cycle.id).where(waiting), _with_initiative)


def adopted_texts(session: Session, since: datetime) -> list[str]:
    """References of policy versions that decisions adopted since a moment; the thread knows them."""
    query = select(ThreadLink.to_ref).where(
        ThreadLink.kind == "adopted", ThreadLink.to_ref.startswith("policy_version:"), ThreadLink.at >= since
    )
    return list(dict.fromkeys(session.scalars(query.order_by(ThreadLink.id.desc()))))


def link_rows() -> Select[Any]:
    """Initiatives for links, with the phase of their latest cycle."""
    phase = (
        select(Cycle.state).where(Cycle.initiative_id == Initiative.id).order_by(Cycle.number.desc()).limit(1)
    )
    return select(
        *link_columns(
            Initiative.id, code=Initiative.code, en=Initiative.title, lang=Initiative.lang, at=Initiative.opened_at,
            state=phase.correlate(Initiative).scalar_subquery(),
        )
    )  # fmt: skip
