"""A channel and its standard."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.core.errors import NotFound, Refused
from council.db import db
from council.metrics import queries, service
from council.metrics.standards import ChannelForm
from council.metrics.views.room import EDIT, decisions_about, room
from council.web import current


@room.form("/channels/<channel>", may=EDIT)
def standard(channel: str) -> ResponseReturnValue:
    """Change what is wanted of a channel."""
    found = _channel(channel)
    measured = service.measuring(queries.metrics(db.session), found)
    form = ChannelForm(obj=found)
    form.decision_ref.choices = [
        ("", _("Not by a decision of the council")),
        *dict(pair for one in measured for pair in decisions_about(one.ref)).items(),
    ]
    if not form.is_submitted():
        form.since.data = current.today()
        form.wanted_share.data = round(found.wanted_share * 100, 6)
    if form.validate_on_submit():
        try:
            service.edit_channel(
                db.session, current.actor(), found, form.content(), since=form.since.data,
                decision_ref=form.decision_ref.data or None, expected=form.row_version.data, now=current.now(),
            )  # fmt: skip
            flash(_("The standard is changed."), "success")
            return redirect(url_for("metrics.channels"), 303)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
            found = _channel(channel)
    shown = render_template("metrics/standard.html", form=form, channel=found, measured=measured)
    return shown, 422 if form.is_submitted() else 200


def _channel(code: str) -> Any:
    found = next((one for one in queries.channels(db.session) if one.code == code), None)
    if found is None:
        raise NotFound(code)
    return found
