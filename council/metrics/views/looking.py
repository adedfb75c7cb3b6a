"""What came of looking at a signal, and taking one off the docket."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.access.can import check
from council.core.errors import Refused
from council.db import db
from council.metrics import queries, service
from council.metrics.forms import DismissForm, LookForm
from council.metrics.views.one import page_of
from council.metrics.views.room import DISMISS, LOOK, room
from council.web import current


@room.verb("/<code>/look", may=LOOK)
def look(code: str) -> ResponseReturnValue:
    """Note a cause, or that none was found."""
    metric = queries.get_metric(db.session, code)
    check(current.actor(), LOOK, metric)
    form = LookForm()
    form.offer()
    if form.validate_on_submit():
        service.look(
            db.session, current.actor(), metric, period_start=_period(), finding=form.finding.data,
            text=form.text.data, lang=form.lang.data, now=current.now(),
        )  # fmt: skip
        flash(_("Your note is kept with the signal."), "success")
        return redirect(url_for("metrics.metric", code=code), 303)
    return render_template("metrics/metric.html", **{**page_of(code), "look_form": form}), 422


@room.verb("/<code>/dismiss", may=DISMISS)
def dismiss(code: str) -> ResponseReturnValue:
    """Take the concern off the docket."""
    metric = queries.get_metric(db.session, code)
    form = DismissForm()
    if form.validate_on_submit():
        service.dismiss(
            db.session, current.actor(), metric, period_start=_period(), reason=form.reason.data,
            lang=form.lang.data, now=current.now(),
        )  # fmt: skip
        flash(_("The concern is off the docket."), "success")
        return redirect(url_for("metrics.metric", code=code), 303)
    return render_template("metrics/metric.html", **{**page_of(code), "dismiss_form": form}), 422


def _period() -> date:
    try:
        return date.fromisoformat(request.form.get("signal", ""))
    except ValueError:
        raise Refused("metrics.no_day") from None
