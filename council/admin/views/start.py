"""The first-start page: public only while the database has no council; every other page leads here until then."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from council.accounts import signing
from council.admin import founding
from council.admin.founding_form import FoundingForm, offered
from council.admin.views.room import room
from council.charter import sentences, starter
from council.core.errors import NotFound, Refused, RefusedMany
from council.db import db
from council.web import current

OPEN_BEFORE = {"static", "admin.start", "admin.healthz", "admin.readyz", "accounts.language"}


@room.before_app_request
def _found_first() -> ResponseReturnValue | None:
    if request.endpoint in OPEN_BEFORE or current.profile() is not None:
        return None
    return redirect(url_for("admin.start"), 303)


@room.form("/start", may=None)
def start() -> ResponseReturnValue:
    """Found the council, once; the administrator is signed in afterwards."""
    if current.profile() is not None:
        if request.method == "GET":
            return redirect("/", 303)
        raise NotFound("start")
    form = FoundingForm(data=offered(current.today(), current_app.config["TIME_ZONE"]))
    if form.validate_on_submit():
        try:
            administrator = founding.found(db.session, form.answers(), now=current.now())
            signing.sign_in(db.session, administrator, browser=request.user_agent.string, now=current.now())
            flash(
                gettext("The council is founded. Make an invitation link for each member, and hand it over."),
                "success",
            )
            return redirect(url_for("admin.people"), 303)
        except Refused as refused:
            _again(form)
            form.refuse(refused)
        except RefusedMany as many:
            _again(form)
            form.refuse_all(many)
    rules = sentences.lines(starter.rules())
    return render_template("admin/start.html", form=form, rules=rules), 422 if form.is_submitted() else 200


def _again(form: FoundingForm) -> None:
    db.session.rollback()
    signing.forget_actor()
    form.retry()
