"""Error pages: one calm sentence each, in the reader's language, and the record untouched."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from council.core.errors import Forbidden, NotFound, Refused, RefusedMany, Stale
from council.db import db
from council.i18n import say
from council.web import problems, registries
from council.web.back import path_of
from council.web.forms import shown

log = logging.getLogger(__name__)
PAGES = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)


def init_app(app: Flask) -> None:
    """Answer every exception with its page."""
    app.register_error_handler(problems.Problem, _problem)
    app.register_error_handler(NotFound, lambda error: _page(404))
    app.register_error_handler(Forbidden, lambda error: _page(403))
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(RefusedMany, lambda error: _refused(error.refusals[0]))
    app.register_error_handler(Stale, _stale)
    app.register_error_handler(StaleDataError, lambda error: _page(409))
    app.register_error_handler(OverflowError, _absurd)
    app.register_error_handler(DataError, _absurd)
    app.register_error_handler(IntegrityError, _conflict)
    app.register_error_handler(OperationalError, _storage)
    app.register_error_handler(DatabaseError, _storage)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _crash)


def _page(status: int, **context: Any) -> ResponseReturnValue:
    db.session.rollback()
    known = status if status in PAGES else 400 if status < 500 else 500
    if problems.asked():
        return problems.answer(problems.KIND[known], detail=context.get("reason", ""))
    if "HX-Request" in request.headers:
        return _part(known, context.get("reason", ""))
    if known >= 500:
        g.plain_page = True  # such a page asks nothing of the database
    return render_template(f"errors/{404 if known == 405 else known}.html", status=status, **context), status


def _part(status: int, reason: str) -> ResponseReturnValue:
    """The answer to a part of a page that asks by itself: a sentence in its place, or the part stays as it was."""
    if not reason:
        return "", status, {"HX-Reswap": "none"}
    return render_template("errors/part.html", reason=reason), status


def _problem(error: problems.Problem) -> ResponseReturnValue:
    db.session.rollback()
    return problems.answer(error.kind, detail=error.detail, errors=error.errors, headers=error.headers)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    if error.code == 405 and problems.asked():
        return problems.answer("method", headers={"Allow": ", ".join(error.valid_methods or ())})  # type: ignore[attr-defined]
    return _page(error.code or 500)


def _refused(error: Refused) -> ResponseReturnValue:
    """A step that a rule refuses: back to where it was pressed, with the reason; else a page that says it."""
    db.session.rollback()
    if problems.asked():
        return _page(422, reason=say(error.say))
    back = _same_site(request.referrer)
    if back and not request.headers.get("HX-Request"):
        flash(say(error.say), "refused")
        return redirect(back, 303)
    return _page(422, reason=say(error.say), back=back)


def _csrf(error: CSRFError) -> ResponseReturnValue:
    if registries.actor_of_request().person_id is None and request.form:
        return registries.ask_to_sign_in()
    return _page(400, reason=say("web.csrf"))


def _stale(error: Stale) -> ResponseReturnValue:
    """What changed meanwhile, theirs and mine side by side; mine can be sent again over it."""
    if problems.asked():
        return _page(409)
    form = g.get("form")
    db.session.rollback()
    db.session.refresh(error.thing)
    rows, mine = [], []
    kept = form.kept(error.thing) if form is not None else {}
    for field in form or ():
        if field.name in ("csrf_token", "row_version", "form_key"):
            continue
        mine += [(field.name, value) for value in request.form.getlist(field.name)]
        theirs, typed = kept.get(field.name), field.data
        if field.name in kept and theirs != typed and shown(field, theirs) != shown(field, typed):
            rows.append(
                {"label": field.label.text, "theirs": shown(field, theirs), "mine": shown(field, typed)}
            )
    context = {"diff": rows, "mine": mine, "row_version": error.thing.row_version}
    return render_template("errors/409.html", status=409, **context), 409


def _absurd(error: Exception) -> ResponseReturnValue:
    """A number or a date that no calendar and no column holds: there is no such thing, or it is not taken."""
    log.warning("absurd value at %s: %s", request.path, type(error).__name__)
    return _page(404) if request.method in ("GET", "HEAD") else _page(422, reason=say("web.out_of_range"))


def _conflict(error: IntegrityError) -> ResponseReturnValue:
    """The database keeps a rule that the service did not see broken: somebody was faster, or a thing is not there."""
    log.warning("refused by the database at %s: %s", request.path, error.orig)
    return _page(409)


def _storage(error: DatabaseError) -> ResponseReturnValue:
    """Disk full, locked, read-only: nothing was saved and the page says so."""
    log.exception("storage failed")
    db.session.rollback()
    if "sealed:" in str(error.orig):
        return _page(409)
    return _page(503)


def _crash(error: Exception) -> ResponseReturnValue:
    log.exception("unexpected error at %s", request.path)
    return _page(500)


def _same_site(address: str | None) -> str:
    """The path of an address on this very site, else nothing: never redirect elsewhere."""
    return path_of(address, request.host) or ""
