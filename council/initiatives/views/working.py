"""Doing the work: steps, the day of implementation, the gate into Check, and letting a gate pass."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from council.access.can import check
from council.core.errors import NotFound, Refused
from council.db import db
from council.initiatives import service
from council.initiatives.forms import ImplementForm, StepForm
from council.initiatives.views.door import back, cycle_of, people, room, step_of
from council.web import current
from council.web.forms import EmptyForm, ReasonForm
from council.web.taking import again


@room.form("/<code>/steps/new", may="initiatives:initiative:lead")
def add_step(code: str) -> ResponseReturnValue:
    """Put a piece of work on the list."""
    cycle = cycle_of(code)
    form = StepForm()
    form.owner_id.choices = people()
    if form.validate_on_submit():
        try:
            service.add_step(
                db.session,
                current.actor(),
                cycle,
                text=form.text.data or "",
                owner_id=form.owner_id.data,
                due_on=form.due_on.data,
                now=current.now(),
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
            cycle = cycle_of(code)
    page = render_template("initiatives/small.html", form=form, initiative=cycle.initiative, what="step")
    return page, 422 if form.is_submitted() else 200


@room.verb("/<code>/steps/<int:step_id>/finish", may="initiatives:initiative:read")
def finish_step(code: str, step_id: int) -> ResponseReturnValue:
    """A step is done; its owner or the lead says so."""
    service.finish_step(db.session, current.actor(), step_of(code, step_id), now=current.now())
    return back(code)


@room.verb("/<code>/steps/<int:step_id>/drop", may="initiatives:initiative:read")
def drop_step(code: str, step_id: int) -> ResponseReturnValue:
    """A step is not needed after all."""
    service.drop_step(db.session, current.actor(), step_of(code, step_id), now=current.now())
    return back(code)


@room.form("/<code>/implementation", may="initiatives:initiative:lead")
def implement(code: str) -> ResponseReturnValue:
    """The day the change took effect."""
    cycle = cycle_of(code)
    form = ImplementForm(on=cycle.implementation_on or current.today())
    if not form.is_submitted():
        form.row_version.data = cycle.row_version
    if form.validate_on_submit():
        try:
            service.implement(
                db.session,
                current.actor(),
                cycle,
                form.on.data,
                now=current.now(),
                expected=form.row_version.data,
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
            cycle = cycle_of(code)
    page = render_template("initiatives/small.html", form=form, initiative=cycle.initiative, what="implement")
    return page, 422 if form.is_submitted() else 200


@room.verb("/<code>/start-check", may="initiatives:initiative:lead")
def start_check(code: str) -> ResponseReturnValue:
    """Through the gate from Do to Check."""
    expected = EmptyForm().row_version.data
    service.start_check(
        db.session,
        current.actor(),
        cycle_of(code),
        today=current.today(),
        now=current.now(),
        expected=expected,
    )
    return back(code)


@room.form("/<code>/override/<gate>", may="initiatives:gate:override")
def override(code: str, gate: str) -> ResponseReturnValue:
    """The chair lets a gate pass with a reason that the council ratifies or not."""
    steps = {"start_do": service.start_do, "start_check": service.start_check}
    if gate not in steps:
        raise NotFound(gate)
    cycle = cycle_of(code, lead=False)
    check(current.actor(), "initiatives:gate:override", cycle)
    form = ReasonForm()
    if not form.is_submitted():
        form.row_version.data = cycle.row_version
    if form.validate_on_submit():
        try:
            steps[gate](
                db.session,
                current.actor(),
                cycle,
                today=current.today(),
                now=current.now(),
                override_reason=form.reason.data or "",
                expected=form.row_version.data,
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
            cycle = cycle_of(code, lead=False)
    page = render_template("initiatives/small.html", form=form, initiative=cycle.initiative, what="override")
    return page, 422 if form.is_submitted() else 200
