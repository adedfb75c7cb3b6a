"""Tokens for scripts: one's own, a new one shown once, and the end of one."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from council.access.can import can
from council.accounts import queries, signing
from council.accounts import tokens as service
from council.accounts.forms import TokenForm
from council.accounts.kinds import Scope
from council.accounts.views.room import room
from council.core.errors import NotFound, Refused
from council.db import db
from council.web import current
from council.web.back import path_of
from council.web.taking import again

MAKE, REVOKE = "accounts:token:make", "accounts:token:revoke"


@room.page("/account/tokens", may=MAKE)
def tokens() -> ResponseReturnValue:
    """One's own tokens, and how a script uses one."""
    return render_template("accounts/tokens.html", **_shown())


@room.form("/account/tokens/new", may=MAKE)
def new_token() -> ResponseReturnValue:
    """Make a token; the answer shows it this once."""
    me, today = signing.me(), current.today()
    form = TokenForm()
    if not form.is_submitted():
        form.scopes.data = Scope.values()
        form.expires_on.data = today + service.LASTS
    if form.validate_on_submit():
        try:
            made, text = service.make(
                db.session, current.actor(), me, name=form.name.data, scopes=form.scopes.data or (),
                expires_on=form.expires_on.data, today=today, zone=current_app.config["TIME_ZONE"], now=current.now(),
            )  # fmt: skip
            return render_template("accounts/token_made.html", token=made, text=text, **_shown())
        except Refused as refused:
            again(form, refused)
    return render_template("accounts/token_new.html", form=form), 422 if form.is_submitted() else 200


@room.verb("/account/tokens/<int:token_id>/revoke", may=REVOKE)
def revoke_token(token_id: int) -> ResponseReturnValue:
    """End a token for good."""
    token, actor = queries.get_token(db.session, token_id), current.actor()
    if not can(actor, REVOKE, token):
        raise NotFound(f"api_token:{token_id}")
    service.revoke(db.session, actor, token, now=current.now())
    flash(gettext("The token is revoked; scripts that use it are refused from now on."), "success")
    return redirect(path_of(request.referrer, request.host) or url_for("accounts.tokens"), 303)


def _shown() -> dict[str, object]:
    now = current.now()
    return {
        "tokens": [(one, service.in_use(one, now)) for one in queries.tokens_of(db.session, signing.me())],
        "scopes": {str(one): one.label for one in Scope},
        "address": current_app.config["BASE_URL"] + url_for("api.metrics"),
    }
