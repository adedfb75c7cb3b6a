"""Defining a metric, setting its target, resetting its limits by a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council import i18n
from council.core.errors import Refused
from council.db import db
from council.i18n import spoken
from council.metrics import board, catalogue, queries, service
from council.metrics.forms import MetricForm, RebaseForm, TargetForm, period_choices
from council.metrics.kinds import MetricKind
from council.metrics.views.room import EDIT, REBASE, decisions_about, room
from council.seats import queries as seats
from council.web import current


@room.form("/new", may=EDIT)
def new() -> ResponseReturnValue:
    """A new definition."""
    form = MetricForm()
    offers = catalogue.offers({one.code for one in queries.metrics(db.session, retired=True)})
    chosen = next((row for row in offers if row["code"] == request.args.get("from")), None)
    if chosen is not None and not form.is_submitted():
        _begin_with(form, chosen)
    _offer(form)
    if form.validate_on_submit():
        try:
            made = service.create_metric(
                db.session, current.actor(), now=current.now(), **asdict(form.content())
            )
            flash(_("The metric is defined."), "success")
            return redirect(url_for("metrics.metric", code=made.code), 303)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
    shown = render_template("metrics/edit.html", form=form, metric=None, offers=offers, chosen=chosen)
    return shown, 422 if form.is_submitted() else 200


@room.verb("/catalogue", may=EDIT)
def load_catalogue() -> ResponseReturnValue:
    """Begin with the shipped channels and metrics; what is there already stays as it is."""
    packs = (catalogue.CORE, catalogue.TRADING) if request.form.get("trading") else (catalogue.CORE,)
    owners = catalogue.owners_on(db.session, current.today())
    catalogue.load(db.session, current.actor(), owners, current.now(), packs=packs)
    flash(_("The starter catalogue is loaded. Change what does not fit."), "success")
    return redirect(url_for("metrics.scoreboard"), 303)


@room.form("/<code>/edit", may=EDIT)
def edit(code: str) -> ResponseReturnValue:
    """Change a definition; a new meaning starts a new stretch."""
    metric = queries.get_metric(db.session, code)
    form = MetricForm(obj=metric)
    if not form.is_submitted():
        form.channel_id.data, form.owner_seat_id.data = (
            str(metric.channel_id or ""),
            str(metric.owner_seat_id or ""),
        )
    _offer(form)
    if form.validate_on_submit():
        try:
            service.edit_metric(
                db.session, current.actor(), metric, form.content(), from_period=form.from_period.data,
                reason=form.reason.data or "", lang=i18n.lang(), expected=form.row_version.data, now=current.now(),
            )  # fmt: skip
            flash(_("The definition is changed."), "success")
            return redirect(url_for("metrics.metric", code=code), 303)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
            metric = queries.get_metric(db.session, code)
    return render_template("metrics/edit.html", form=form, metric=metric), 422 if form.is_submitted() else 200


@room.form("/<code>/target", may=EDIT)
def target(code: str) -> ResponseReturnValue:
    """What is wanted from a day on."""
    metric = queries.get_metric(db.session, code)
    form = TargetForm()
    form.offer(metric.kind == MetricKind.QUALITATIVE, decisions_about(metric.ref))
    if not form.is_submitted():
        form.since.data = current.today()
    if form.validate_on_submit():
        content: dict[str, Any] = {
            n: form[n].data for n in ("value", "upper", "baseline_from", "baseline_to")
        }
        content |= {n: form[n].data or "" for n in ("text_en", "text_zh")}
        try:
            service.set_target(
                db.session, current.actor(), metric, kind=form.kind.data, since=form.since.data,
                decision_ref=form.decision_ref.data or None, now=current.now(), **content,
            )  # fmt: skip
            flash(_("The target is set."), "success")
            return redirect(url_for("metrics.metric", code=code), 303)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
    return render_template(
        "metrics/target.html", form=form, metric=metric
    ), 422 if form.is_submitted() else 200


@room.form("/<code>/rebase", may=REBASE)
def rebase(code: str) -> ResponseReturnValue:
    """Limits start anew from a period, as the council decided."""
    metric = queries.get_metric(db.session, code)
    stands = board.standing_of(db.session, metric, current.today())
    form = RebaseForm()
    decisions = decisions_about(metric.ref)
    form.decision_ref.choices = decisions
    form.from_period.choices = period_choices(stands.periods)
    if not form.is_submitted():
        form.lang.data = i18n.lang()
    if form.validate_on_submit():
        try:
            service.rebase(
                db.session, current.actor(), metric, from_period=date.fromisoformat(form.from_period.data),
                reason=form.reason.data, lang=form.lang.data, decision_ref=form.decision_ref.data, now=current.now(),
            )  # fmt: skip
            flash(_("The limits start anew; the stretch before stays visible."), "success")
            return redirect(url_for("metrics.metric", code=code), 303)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
    shown = render_template(
        "metrics/rebase.html", form=form, metric=metric, decisions=decisions, stands=stands
    )
    return shown, 422 if form.is_submitted() else 200


def _begin_with(form: MetricForm, row: Mapping[str, str]) -> None:
    """Fill the form with a metric of the catalogue, to be changed where it does not fit."""
    channels = {one.code: one.id for one in queries.channels(db.session)}
    owners = catalogue.owners_on(db.session, current.today())
    for name, value in catalogue.content_of(row, channels=channels, owners=owners).items():
        form[name].data = str(value or "") if name.endswith("_id") else value


def _offer(form: MetricForm) -> None:
    form.offer(
        [(str(c.id), spoken(c.name)) for c in queries.channels(db.session)],
        [(str(each.id), spoken(each.name)) for each in seats.seats_on(db.session, current.today())],
    )
