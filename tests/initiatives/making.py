"""A metric with values and an initiative on it, made through the services as its people would."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.initiatives import service
from council.initiatives.models import Initiative
from council.metrics import service as recording
from council.metrics.models import Metric
from council.metrics.periods import Frequency, Period
from council.metrics.rules import Entry
from tests.conftest import NOW
from tests.people import Cast

TODAY = date(2026, 3, 2)
STEADY = (71, 73, 70, 74, 72, 71, 73, 70, 72, 74, 71, 72)
"""A year's stable share of first-contact resolution."""
TITLES = {"en": "Answer at first contact", "zh": "首次联系即解决"}
PROBLEMS = {"en": "28 % of callers call again within a week.", "zh": "28% 的来电者一周内再次来电。"}
CAUSES = {"en": ("No shared answers", "A knowledge base"), "zh": ("没有统一的答复", "建立知识库")}
_codes = itertools.count(1)


def a_metric(
    session: Session,
    cast: Cast,
    values: Sequence[float] = (),
    *,
    first: date = date(2024, 6, 1),
    direction: str = "up",
    code: str = "",
) -> Metric:
    """A monthly metric with one value a month from `first`."""
    analyst = cast.actor("analyst")
    made = recording.create_metric(
        session, analyst, code=code or f"fcr{next(_codes)}", name_en="First contact resolution", name_zh="首次解决率",
        kind="score", direction=direction, frequency="monthly", unit_en="%", unit_zh="%", now=NOW,
    )  # fmt: skip
    add_values(session, cast, made, values, first=first)
    session.commit()
    return made


def add_values(session: Session, cast: Cast, metric: Metric, values: Sequence[float], *, first: date) -> None:
    """More values, month by month."""
    period = Period(first, Frequency.MONTHLY)
    rows = []
    for value in values:
        rows.append((metric, Entry(period.start, value)))
        period = period.next
    if rows:
        recording.record_many(session, cast.actor("analyst"), rows, source="test", now=NOW)
    session.flush()


def an_initiative(
    session: Session,
    cast: Cast,
    metric: Metric,
    *,
    guard: Metric | None = None,
    state: str = "plan",
    lead: str = "sales",
    decision_ref: str = "motion:1",
    lang: str = "en",
    now: datetime = NOW,
) -> Initiative:
    """An initiative in plan, planned, do or check: baseline June 2024 to May 2025, changed in June 2025."""
    made = service.open_from(
        session, cast.actor("chair"), decision_ref=decision_ref, proposal_ref=None, title=TITLES[lang], lang=lang,
        lead_id=cast[lead].id, metrics=[(metric.id, "80 %")], now=now,
    )  # fmt: skip
    actor = cast.actor(lead)
    if state != "plan":
        service.plan(session, actor, made.cycle, a_plan(cast, metric, guard, lang=lang), now=now)
    if state in ("do", "check"):
        service.start_do(session, actor, made.cycle, today=TODAY, now=now)
    if state == "check":
        service.implement(session, actor, made.cycle, date(2025, 6, 10), now=now)
        service.start_check(session, actor, made.cycle, today=TODAY, now=now)
    session.commit()
    return made


def a_plan(
    cast: Cast, metric: Metric, guard: Metric | None = None, *, lang: str = "en"
) -> service.PlanContent:
    """A complete plan; without a guard it lacks the guardrail."""
    chosen = [service.MetricPlan(metric.id, "primary", "up", 80.0)]
    if guard is not None:
        chosen.append(service.MetricPlan(guard.id, "guardrail", "down"))
    return service.PlanContent(
        problem=PROBLEMS[lang],
        causes=[{"bone": "information", "cause": CAUSES[lang][0], "countermeasure": CAUSES[lang][1]}],
        metrics=chosen,
        baseline_from=date(2024, 6, 1),
        baseline_to=date(2025, 5, 31),
        follow_up_points=6,
        due_on=date(2026, 6, 30),
        sponsor_seat_id=cast.seat("service").id,
    )
