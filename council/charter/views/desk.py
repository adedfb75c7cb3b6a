"""A draft on its way: begun, summed up, put up for the vote, taken back, withdrawn."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from council import i18n
from council.charter import queries, service
from council.charter.forms import DraftForm
from council.charter.views.door import DRAFT, room
from council.core.errors import Refused
from council.db import db
from council.web import current
from council.web.forms import EmptyForm
from council.web.taking import again


@room.form("/draft", may=DRAFT)
def draft() -> ResponseReturnValue:
    """Begin a new version from the law in force."""
    form = DraftForm(lang=i18n.lang())
    if form.validate_on_submit():
        try:
            made = service.draft_version(
                db.session,
                current.actor(),
                change_summary=form.change_summary.data or "",
                lang=form.lang.data,
                in_force_from=form.in_force_from.data,
                now=current.now(),
            )
            return redirect(url_for("charter.version", number=made.number), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("charter/draft.html", form=form, version=None)
    return page, 422 if form.is_submitted() else 200


@room.form("/v<int:number>/edit", may=DRAFT)
def edit(number: int) -> ResponseReturnValue:
    """What a draft changes and from when."""
    found = service.open_draft(db.session, number)
    form = DraftForm.of(found)
    if form.validate_on_submit():
        try:
            service.edit_version(
                db.session,
                current.actor(),
                found,
                change_summary=form.change_summary.data or "",
                lang=form.lang.data,
                in_force_from=form.in_force_from.data,
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("charter.version", number=number), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("charter/draft.html", form=form, version=found)
    return page, 422 if form.is_submitted() else 200


@room.verb("/v<int:number>/<any(submit,take_back,withdraw):step>", may=DRAFT)
def step(number: int, step: str) -> ResponseReturnValue:
    """A draft's way to the vote and back."""
    found = queries.get_version(db.session, number)
    do = {"submit": service.submit, "take_back": service.take_back, "withdraw": service.withdraw}[step]
    do(
        db.session,
        current.actor(),
        found,
        expected=EmptyForm().row_version.data,
        now=current.now(),
    )
    return redirect(url_for("charter.version", number=number), 303)
