"""The yearly review of the set: what is kept of it, and when the next one is due."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.access.can import can, check
from council.core.errors import Refused
from council.db import db
from council.i18n import lang
from council.metrics import queries, service
from council.metrics.forms import ReviewForm
from council.metrics.models import THE_SET
from council.metrics.views.room import READ, REVIEW, room
from council.web import current, registries


@room.form("/review", may=READ)
def review() -> ResponseReturnValue:
    """Every review, and the form for whoever keeps the next one."""
    form = ReviewForm()
    if not form.is_submitted():
        form.reviewed_on.data, form.lang.data = current.today(), lang()
    if form.is_submitted():
        check(current.actor(), REVIEW)
    if form.validate_on_submit():
        try:
            service.review_set(
                db.session, current.actor(), reviewed_on=form.reviewed_on.data, text=form.text.data,
                lang=form.lang.data, today=current.today(), now=current.now(),
            )  # fmt: skip
            flash(_("The review is kept; the next one is due in a year."), "success")
            return redirect(url_for("metrics.review"), 303)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
    past = queries.reviews(db.session)
    shown = render_template(
        "metrics/review.html",
        form=form,
        reviews=past,
        links=registries.links(db.session, {one.decision_ref for one in past if one.decision_ref}),
        due=queries.review_due(db.session),
        metrics=queries.metrics(db.session),
        may_review=can(current.actor(), REVIEW),
        the_set=THE_SET,
    )
    return shown, 422 if form.is_submitted() else 200
