"""The yearly review of the set: what is kept of it, and when the next one is due."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.core.errors import Refused
from council.db import db
from council.i18n import lang
from council.metrics import queries, service
from council.metrics.forms import ReviewForm
from council.metrics.views.room import READ, REVIEW, room
from council.web import current, registries


@room.page("/review", may=READ)
def review() -> ResponseReturnValue:
    """Every review, and the form for whoever keeps the next one."""
    form = ReviewForm(lang=lang())
    form.reviewed_on.data = current.today()
    return _shown(form)


@room.verb("/review", may=REVIEW)
def keep_review() -> ResponseReturnValue:
    """Keep a review that has taken place."""
    form = ReviewForm()
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
    return _shown(form), 422


def _shown(form: ReviewForm) -> str:
    past = queries.reviews(db.session)
    return render_template(
        "metrics/review.html",
        form=form,
        reviews=past,
        links=registries.links(db.session, {one.decision_ref for one in past if one.decision_ref}),
        due=queries.review_due(db.session),
        metrics=queries.metrics(db.session),
        may={"review": REVIEW},
    )
