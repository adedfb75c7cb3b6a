"""The conclusion beside the computed verdict, and the end of a cycle."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.core.errors import Refused
from council.db import db
from council.i18n import spoken
from council.initiatives import queries, service
from council.initiatives.forms import CloseForm, ConclusionForm
from council.initiatives.kinds import Answer, Outcome
from council.initiatives.picture import picture
from council.initiatives.reading import readings
from council.initiatives.views.door import back, cycle_of, people, room
from council.web import current, registries
from council.web.forms import ReasonForm
from council.web.taking import again


@room.form("/<code>/conclusion", may="initiatives:initiative:lead")
def conclude(code: str) -> ResponseReturnValue:
    """Write the conclusion with the verdict in sight."""
    cycle = cycle_of(code)
    form = ConclusionForm()
    form.answer.choices = [(one.value, _(one.label)) for one in Answer]
    if not form.is_submitted():
        form.row_version.data = cycle.row_version
    if form.validate_on_submit():
        try:
            service.conclude(
                db.session,
                current.actor(),
                cycle,
                conclusion=form.conclusion.data or "",
                answer=form.answer.data,
                difference_reason=form.difference_reason.data or "",
                guardrail_note=form.guardrail_note.data or "",
                attribution=form.attribution.data or "",
                today=current.today(),
                now=current.now(),
                expected=form.row_version.data,
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
            cycle = cycle_of(code)
    pictures = [picture(one, code) for one in readings(db.session, cycle)]
    page = render_template(
        "initiatives/conclude.html", form=form, initiative=cycle.initiative, cycle=cycle, pictures=pictures
    )
    return page, 422 if form.is_submitted() else 200


@room.form("/<code>/close", may="initiatives:initiative:lead")
def close(code: str) -> ResponseReturnValue:
    """Adopt, adapt, extend or abandon."""
    cycle = cycle_of(code)
    form = CloseForm()
    form.outcome.choices = [(one.value, _(one.label)) for one in Outcome]
    form.policy_ref.choices = [("", "–"), *_versions(cycle)]
    form.control_owner_id.choices = [(0, "–"), *people()]
    if not form.is_submitted():
        form.row_version.data = cycle.row_version
    if form.validate_on_submit():
        try:
            service.close(
                db.session,
                current.actor(),
                cycle,
                outcome=form.outcome.data,
                lessons=form.lessons.data or "",
                policy_ref=form.policy_ref.data or "",
                no_document_reason=form.no_document_reason.data or "",
                control_owner_id=form.control_owner_id.data or None,
                yokoten=form.yokoten.data or "",
                today=current.today(),
                now=current.now(),
                expected=form.row_version.data,
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
            cycle = cycle_of(code)
    page = render_template("initiatives/close.html", form=form, initiative=cycle.initiative, cycle=cycle)
    return page, 422 if form.is_submitted() else 200


@room.form("/<code>/abandon", may="initiatives:initiative:lead")
def abandon(code: str) -> ResponseReturnValue:
    """End the cycle early, with what was learnt."""
    cycle = cycle_of(code)
    form = ReasonForm()
    if not form.is_submitted():
        form.row_version.data = cycle.row_version
    if form.validate_on_submit():
        try:
            service.abandon(
                db.session,
                current.actor(),
                cycle,
                reason=form.reason.data or "",
                now=current.now(),
                expected=form.row_version.data,
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
            cycle = cycle_of(code)
    page = render_template("initiatives/small.html", form=form, initiative=cycle.initiative, what="abandon")
    return page, 422 if form.is_submitted() else 200


def _versions(cycle: Any) -> list[tuple[str, str]]:
    """Policy versions adopted since the cycle began, by the references that the thread knows."""
    refs = queries.adopted_texts(db.session, cycle.began_at)
    links = registries.links(db.session, refs)
    return [(ref, spoken(links[ref].title)) for ref in refs if ref in links]
