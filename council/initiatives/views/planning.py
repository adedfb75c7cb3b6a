"""Writing the plan, and the gate into Do."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from council.core.errors import Refused
from council.db import db
from council.i18n import by_name, spoken
from council.initiatives import service
from council.initiatives.forms import CAUSES, METRICS, PlanForm
from council.initiatives.views.door import back, cycle_of, room
from council.metrics import queries as metrics
from council.seats import queries as seats
from council.web import current
from council.web.forms import EmptyForm
from council.web.taking import again


@room.form("/<code>/plan", may="initiatives:initiative:lead")
def plan(code: str) -> ResponseReturnValue:
    """The plan as one form, until Do begins."""
    cycle = cycle_of(code)
    form = PlanForm(data=_kept(cycle))
    _choices(form)
    if form.validate_on_submit():
        try:
            service.plan(
                db.session,
                current.actor(),
                cycle,
                form.content(),
                now=current.now(),
                expected=form.row_version.data,
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
            cycle = cycle_of(code)
    page = render_template("initiatives/plan.html", form=form, cycle=cycle, initiative=cycle.initiative)
    return page, 422 if form.is_submitted() else 200


@room.verb("/<code>/start-do", may="initiatives:initiative:lead")
def start_do(code: str) -> ResponseReturnValue:
    """Through the gate from Plan to Do."""
    expected = EmptyForm().row_version.data
    service.start_do(
        db.session,
        current.actor(),
        cycle_of(code),
        today=current.today(),
        now=current.now(),
        expected=expected,
    )
    return back(code)


def _kept(cycle: Any) -> dict[str, Any]:
    causes = [dict(one) for one in cycle.causes]
    chosen = [
        {
            "metric_id": one.metric_id,
            "role": one.role,
            "direction": one.direction if one.direction != "band" else "neutral",
            "target_value": one.target_value,
        }
        for one in cycle.metrics
    ]
    return {
        "row_version": cycle.row_version,
        "problem": cycle.problem,
        "causes": causes + [{}] * max(1, CAUSES - len(causes)),
        "metrics": chosen + [{"metric_id": 0, "role": "secondary"}] * max(1, METRICS - len(chosen)),
        "baseline_from": cycle.baseline_from,
        "baseline_to": cycle.baseline_to,
        "baseline_reason": cycle.baseline_reason,
        "lag_periods": cycle.lag_periods,
        "follow_up_points": cycle.follow_up_points,
        "due_on": cycle.due_on,
        "sponsor_seat_id": cycle.initiative.sponsor_seat_id or 0,
    }


def _choices(form: PlanForm) -> None:
    known = [(one.id, spoken(one.name)) for one in by_name(metrics.metrics(db.session))]
    for part in form.metrics:
        part.form.metric_id.choices = [(0, "–"), *known]
    held = seats.seats_on(db.session, current.today())
    form.sponsor_seat_id.choices = [(0, "–"), *((one.id, spoken(one.name)) for one in held)]
