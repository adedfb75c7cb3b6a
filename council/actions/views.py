"""Pages of the actions: the list, one action, and the forms that close or move it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from council.access.can import check
from council.accounts import queries as accounts
from council.actions import handing, queries, service
from council.actions.forms import AssignForm, FinishForm, HandoverForm, PostponeForm
from council.actions.rules import LIFE
from council.core.actor import Actor
from council.core.errors import NotFound, Refused
from council.core.refs import Ref
from council.db import db
from council.i18n import lang, spoken
from council.seats import queries as seats
from council.web import current, registries
from council.web.forms import BaseForm, ReasonForm
from council.web.paging import page_of
from council.web.rooms import Room
from council.web.taking import again
from council.web.verbs import Verbs

room = Room("actions", __name__, url_prefix="/council/actions")
SIZE = 50


@room.page("/", may="actions:action:read")
def listing() -> ResponseReturnValue:
    """The list, by filter: mine, open, overdue, closed."""
    which = request.args.get("show", "open")
    if which not in queries.FILTERS:
        raise NotFound(which)
    actor, today = current.actor(), current.today()
    before = request.args.get("before", type=int)
    rows = queries.listing(db.session, which, person_id=actor.person_id, on=today, before=before, size=SIZE)
    page = page_of(rows, SIZE if which == "done" else max(SIZE, len(rows)))
    counts = queries.counts(db.session, person_id=actor.person_id, on=today)
    names = accounts.names(db.session, {one.owner_id for one in page.rows})
    return render_template("actions/list.html", page=page, which=which, counts=counts, names=names)


@room.form("/new", may="actions:action:assign")
def new() -> ResponseReturnValue:
    """Give somebody something to do, perhaps out of a thing named by `from`."""
    form = AssignForm(lang=lang())
    form.owner_id.choices = _people()
    origin = _origin(request.args.get("from", ""))
    if form.validate_on_submit():
        try:
            action = service.assign(
                db.session,
                current.actor(),
                text=form.text.data or "",
                lang=form.lang.data,
                owner_id=form.owner_id.data,
                due_on=form.due_on.data,
                origin_ref=origin.ref if origin else "",
                now=current.now(),
            )
            return redirect(url_for("actions.action", code=action.code), 303)
        except Refused as refused:
            again(form, refused)
    return render_template("actions/new.html", form=form, origin=origin), 422 if form.is_submitted() else 200


@room.form("/handover/<int:person_id>", may="actions:action:assign")
def handover(person_id: int) -> ResponseReturnValue:
    """All that somebody leaves open, each thing given to whoever takes it, in one step."""
    who = accounts.get_person(db.session, person_id)
    things = handing.held(db.session, person_id)
    heir = seats.successor_of(db.session, person_id)
    people = [
        SelectChoice(str(one.id), spoken(one.name))
        for one in accounts.people(db.session, active=True)
        if one.id != person_id
    ]
    form = HandoverForm.of(things, people, str(heir.id) if heir and heir.active else "")
    if form.validate_on_submit():
        try:
            given = form.chosen(things)
            for ref, to_id in given.items():
                to = accounts.get_person(db.session, to_id)
                handing.give(db.session, current.actor(), ref, to, now=current.now())
            flash(ngettext("%(num)s thing was handed over.", "%(num)s things were handed over.", len(given)))
            return redirect(url_for("actions.handover", person_id=person_id), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("actions/handover.html", form=form, who=who, things=things, heir=heir)
    return page, 422 if form.is_submitted() else 200


@room.page("/<code>", may="actions:action:read")
def action(code: str) -> ResponseReturnValue:
    """One action with where it came from."""
    one = queries.get(db.session, code)
    verbs = Verbs(one)
    life = LIFE.verbs(one.state)
    verbs.add(
        "actions:action:finish",
        _("Report it done"),
        url_for("actions.finish", code=code),
        when="finish" in life,
        method="get",
        icon="check",
    )
    verbs.add(
        "actions:action:assign",
        _("Move the day"),
        url_for("actions.postpone", code=code),
        when="finish" in life,
        method="get",
        icon="calendar-time",
    )
    verbs.add(
        "actions:action:drop",
        _("Drop it"),
        url_for("actions.drop", code=code),
        when="drop" in life,
        method="get",
        icon="circle-minus",
        tone="danger",
    )
    origin = registries.links(db.session, [one.origin_ref]).get(one.origin_ref) if one.origin_ref else None
    return render_template("actions/action.html", action=one, verbs=verbs, origin=origin)


@room.form("/<code>/finish", may="actions:action:finish")
def finish(code: str) -> ResponseReturnValue:
    """Report it done."""
    form = FinishForm()
    return _close(
        code, "finish", form, lambda *one, **k: service.finish(*one, note=form.note.data or "", **k)
    )


@room.form("/<code>/drop", may="actions:action:drop")
def drop(code: str) -> ResponseReturnValue:
    """Drop it, with the reason."""
    form = ReasonForm()
    return _close(
        code, "drop", form, lambda *one, **k: service.drop(*one, reason=form.reason.data or "", **k)
    )


@room.form("/<code>/postpone", may="actions:action:assign")
def postpone(code: str) -> ResponseReturnValue:
    """Move the day it is due."""
    form = PostponeForm()

    def done(session: Any, actor: Actor, one: Any, **options: Any) -> None:
        service.postpone(session, actor, one, form.due_on.data, form.reason.data or "", **options)

    return _close(code, "assign", form, done)


def _close(code: str, verb: str, form: BaseForm, done: Callable[..., Any]) -> ResponseReturnValue:
    one = queries.get(db.session, code)
    check(current.actor(), f"actions:action:{verb}", one)
    if not form.is_submitted():
        form.row_version.data = one.row_version
    if form.validate_on_submit():
        try:
            done(db.session, current.actor(), one, now=current.now(), expected=form.row_version.data)
            return redirect(url_for("actions.action", code=code), 303)
        except Refused as refused:
            again(form, refused)
            one = queries.get(db.session, code)
    page = render_template(
        "actions/close.html", form=form, action=one, verb=(request.endpoint or "").split(".")[1]
    )
    return page, 422 if form.is_submitted() else 200


def _people() -> list[tuple[int, str]]:
    return [(one.id, spoken(one.name)) for one in accounts.people(db.session, active=True)]


def _origin(text: str) -> registries.Link | None:
    """The thing an action is given in, if the address names one that exists."""
    if not text:
        return None
    try:
        Ref.parse(text)
    except ValueError:
        raise NotFound(text) from None
    found = registries.links(db.session, [text]).get(text)
    if found is None:
        raise NotFound(text)
    return found
