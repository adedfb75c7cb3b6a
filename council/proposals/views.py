"""Pages of proposals: the list, one proposal, writing it, and the steps of its life."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council import i18n
from council.access.can import check
from council.core.errors import Refused
from council.db import db
from council.proposals import queries, service, showing
from council.proposals.forms import ProposalForm, form_for
from council.web import current, registries
from council.web.context import threaded
from council.web.forms import EmptyForm, ReasonForm
from council.web.paging import page_of
from council.web.rooms import Room
from council.web.taking import again

room = Room("proposals", __name__, url_prefix="/proposals")
SIZE = 50


@room.page("/", may=showing.READ)
def listing() -> ResponseReturnValue:
    """Proposals by state, the newest first; filters are addresses."""
    state, mine = request.args.get("state", "open"), "mine" in request.args
    found = queries.listing(
        db.session,
        current.actor(),
        states=showing.states_of(state),
        mine=mine,
        before=request.args.get("before", type=int),
        limit=SIZE + 1,
    )
    page = page_of(found, SIZE)
    people = registries.people_named(db.session, {one.author_id for one in page.rows})
    counts = queries.counts(db.session, current.actor())
    return render_template(
        "proposals/list.html",
        page=page,
        people=people,
        filters=showing.filters(state, mine, counts),
        state=state,
        mine=mine,
    )


@room.page("/<code>", may=showing.READ)
def proposal(code: str) -> ResponseReturnValue:
    """One proposal: what is asked, how it stands, what may be done now."""
    found = showing.asked_for(code)
    refs = [f"metric:{one.metric_id}" for one in found.metrics]
    seat = f"seat:{found.seat_id}" if found.seat_id else ""
    links = registries.links(db.session, [*refs, found.decided_ref or "", seat, *threaded(found.ref)])
    sparks = showing.sparks(found)
    aims = [(links.get(f"metric:{m.metric_id}"), m.aim, sparks.get(m.metric_id)) for m in found.metrics]
    return render_template(
        "proposals/proposal.html",
        proposal=found,
        metrics=aims,
        decision=links.get(found.decided_ref or ""),
        seat=links.get(seat),
        verbs=showing.buttons(found),
    )


@room.form("/new", may="proposals:proposal:draft")
def new() -> ResponseReturnValue:
    """Begin a proposal; `?metric=` ticks one, as a metric's page links here."""
    start: dict[str, Any] = {"lang": i18n.lang()}
    asked = request.args.get("metric", type=int)
    if asked is not None:
        start[f"metric_{asked}"] = "y"
    form = form_for(queries.choosable_metrics(db.session), **start)
    if form.validate_on_submit():
        try:
            made = service.draft(db.session, current.actor(), form.content(), now=current.now())
            return redirect(url_for("proposals.proposal", code=made.code), 303)
        except Refused as refused:
            again(form, refused)
    return _written(form)


@room.form("/<code>/edit", may="proposals:proposal:draft")
def edit(code: str) -> ResponseReturnValue:
    """Change a draft, or one that came back."""
    found = showing.asked_for(code)
    check(current.actor(), "proposals:proposal:edit", found)
    form = form_for(queries.choosable_metrics(db.session, found), found)
    if form.validate_on_submit():
        try:
            service.edit(
                db.session,
                current.actor(),
                found,
                form.content(),
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("proposals.proposal", code=code), 303)
        except Refused as refused:
            again(form, refused)
    return _written(form, found)


@room.verb("/<code>/submit", may="proposals:proposal:submit")
def submit(code: str) -> ResponseReturnValue:
    """Hand it in."""
    found = showing.asked_for(code)
    service.submit(db.session, current.actor(), found, expected=_seen(), now=current.now())
    return redirect(url_for("proposals.proposal", code=code), 303)


@room.verb("/<code>/docket", may="proposals:proposal:docket")
def docket(code: str) -> ResponseReturnValue:
    """Take it on to the docket."""
    found = showing.asked_for(code)
    service.docket(db.session, current.actor(), found, expected=_seen(), now=current.now())
    return redirect(url_for("proposals.proposal", code=code), 303)


@room.verb("/<code>/withdraw", may="proposals:proposal:withdraw")
def withdraw(code: str) -> ResponseReturnValue:
    """The author takes it back."""
    found = showing.asked_for(code)
    service.withdraw(db.session, current.actor(), found, expected=_seen(), now=current.now())
    return redirect(url_for("proposals.proposal", code=code), 303)


@room.form("/<code>/return", may="proposals:proposal:return")
def return_(code: str) -> ResponseReturnValue:
    """Send it back with the reason."""
    return _with_reason(code, "return")


@room.form("/<code>/defer", may="proposals:proposal:schedule")
def defer(code: str) -> ResponseReturnValue:
    """Put it off with the reason."""
    return _with_reason(code, "defer")


def _with_reason(code: str, verb: str) -> ResponseReturnValue:
    found = showing.asked_for(code)
    step = {"return": service.return_to_author, "defer": service.defer}[verb]
    form = ReasonForm(row_version=found.row_version)
    if form.validate_on_submit():
        try:
            step(
                db.session,
                current.actor(),
                found,
                reason=form.reason.data or "",
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("proposals.proposal", code=code), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("proposals/reason.html", form=form, proposal=found, verb=verb)
    return page, 422 if form.is_submitted() else 200


def _seen() -> int | None:
    return EmptyForm().row_version.data


def _written(form: ProposalForm, found: Any = None) -> ResponseReturnValue:
    page = render_template("proposals/edit.html", form=form, proposal=found)
    return page, 422 if form.is_submitted() else 200
