"""Metrics that ask for management's attention: what was found when somebody looked, and what is being done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.actions import queries as actions
from council.actions.models import Action
from council.core.clock import local_date
from council.core.saying import Both
from council.initiatives import queries as initiatives
from council.initiatives.models import Initiative
from council.metrics import queries, spc
from council.metrics.kinds import Finding
from council.metrics.models import Look
from council.reports.periods import Window
from council.reports.shapes import Answer, ExceptionPage, MetricRow, Text


def pages(session: Session, found: Sequence[MetricRow], window: Window) -> tuple[ExceptionPage, ...]:
    """Metrics with a concern, or whose target will not be met as the process runs: concerns first."""
    wanted = [one for one in found if asks_for_attention(one)]
    wanted.sort(key=lambda one: (not is_concern(one), one.category, one.code))
    decided = queries.decided_of(session, [id_of(one) for one in wanted])
    looks = {key: one.looks for key, one in decided.items()}
    under_way = {one.code: initiatives.of_metric(session, id_of(one)) for one in wanted}
    given = {one.code: actions.of_origin(session, [f"metric:{id_of(one)}"]) for one in wanted}
    people = {look.person_id for many in looks.values() for look in many if look.person_id is not None}
    people |= {one.lead_id for many in under_way.values() for one in many}
    people |= {one.owner_id for many in given.values() for one in many}
    names = accounts.names(session, people)
    return tuple(
        _page(
            replace(one, marks=tuple(initiatives.marks(session, id_of(one)))),
            looks.get(id_of(one), []),
            _answers(under_way[one.code], given[one.code], names),
            names,
            window,
        )
        for one in wanted
    )


def id_of(row: MetricRow) -> int:
    """The metric's key."""
    return row.standing.metric.id


def asks_for_attention(row: MetricRow) -> bool:
    """Whether management should read a page about it."""
    return is_concern(row) or row.assurance is spc.Assurance.NOT_MET


def is_concern(row: MetricRow) -> bool:
    """Whether its latest value belongs to a signal the bad way."""
    return row.variation is not None and row.variation.is_concern


def _page(
    row: MetricRow,
    looks: Sequence[Look],
    answers: tuple[Answer, ...],
    names: Mapping[int, Both],
    window: Window,
) -> ExceptionPage:
    look = next((one for one in looks if one.finding != Finding.DISMISSED), None)
    if look is None:
        return ExceptionPage(row, None, None, None, answers)
    return ExceptionPage(
        row,
        Text(look.text, look.lang),
        local_date(look.at, window.zone),
        names.get(look.person_id or 0),
        answers,
    )


def _answers(
    begun: Sequence[Initiative], given: Sequence[Action], names: Mapping[int, Both]
) -> tuple[Answer, ...]:
    running = [
        Answer(one.code, Text(one.title, one.lang), names.get(one.lead_id), one.cycle.due_on, one.cycle.phase)
        for one in begun
        if one.closed_at is None
    ]
    tasks = [
        Answer(one.code, Text(one.text, one.lang), names.get(one.owner_id), one.due_on, one.status)
        for one in given
    ]
    return (*running, *tasks)
