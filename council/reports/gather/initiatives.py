"""Initiatives by phase with their verdicts, and the cycles that ended in a quarter."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.core.clock import local_date
from council.core.saying import Both, Say
from council.initiatives import queries
from council.initiatives.kinds import Outcome, Phase, Role, VerdictKind
from council.initiatives.models import Cycle
from council.initiatives.reading import readings
from council.metrics import queries as metrics
from council.reports.periods import Window
from council.reports.shapes import Ended, InitiativeRow, Judged, Text


def running(session: Session, today: date) -> tuple[InitiativeRow, ...]:
    """Every open cycle, by phase; what the charts say is computed from the values as they are now."""
    cycles = queries.open_cycles(session)
    names = accounts.names(session, {one.initiative.lead_id for one in cycles})
    order = {phase: place for place, phase in enumerate(Phase)}
    rows = [
        InitiativeRow(
            code=one.initiative.code,
            title=Text(one.initiative.title, one.initiative.lang),
            phase=Phase(one.state),
            cycle=one.number,
            lead=names[one.initiative.lead_id],
            began=one.began_at.date(),
            implemented=one.implementation_on,
            gate=_gate(one.due_on, today),
            overdue=one.due_on is not None and one.due_on < today,
            verdicts=_verdicts(session, one),
        )
        for one in cycles
    ]
    return tuple(sorted(rows, key=lambda row: (order[row.phase], row.code)))


def ended(session: Session, window: Window) -> tuple[Ended, ...]:
    """Cycles closed in the quarter with what they brought or taught."""
    found = [
        cycle
        for initiative in queries.listing(session)
        for cycle in initiative.cycles
        if cycle.closed_at in window
    ]
    named = metrics.by_ids(session, {m["metric_id"] for one in found for m in _kept(one)})
    rows = []
    for one in found:
        lang = one.initiative.lang
        judged = tuple(
            Judged(named[m["metric_id"]].name, VerdictKind(m["kind"]))
            for m in _kept(one)
            if m["role"] == Role.PRIMARY and m["metric_id"] in named
        )
        rows.append(
            Ended(
                code=one.initiative.code,
                title=Text(one.initiative.title, lang),
                on=local_date(one.closed_at, window.zone) if one.closed_at else window.last,
                outcome=Outcome(one.outcome or Outcome.ABANDON),
                verdicts=judged,
                conclusion=Text(one.conclusion, lang),
                lessons=Text(one.lessons, lang),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.outcome == Outcome.ABANDON, row.on, row.code)))


def _kept(cycle: Cycle) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = (cycle.verdict or {}).get("metrics", [])
    return kept


def _verdicts(session: Session, cycle: Cycle) -> tuple[Judged, ...]:
    if cycle.state == Phase.PLAN:
        return ()
    primary = [one for one in readings(session, cycle) if one.is_primary]
    return tuple(Judged(Both(one.metric.name_en, one.metric.name_zh), one.verdict.kind) for one in primary)


def _gate(due: date | None, today: date) -> Say:
    if due is None:
        return Say("reports.gate_undated")
    return Say("reports.gate_overdue" if due < today else "reports.gate_open", due=due)
