"""Recording a value and correcting one, with every refusal beside its field."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from council import i18n
from council.access.can import check
from council.core.errors import NotFound, Refused, RefusedMany
from council.db import db
from council.metrics import queries, service
from council.metrics.forms import CorrectionForm, ValueForm
from council.metrics.kinds import MetricKind
from council.metrics.naming import is_percent, period_name
from council.metrics.periods import Frequency, Period, last_complete
from council.metrics.split import split_of
from council.metrics.views.room import RECORD, room
from council.web import current


@room.form("/<code>/record", may=RECORD)
def record(code: str) -> ResponseReturnValue:
    """One value for a period that has none."""
    metric = queries.get_metric(db.session, code)
    check(current.actor(), RECORD, metric)
    frequency = Frequency(metric.frequency)
    form = ValueForm()
    form.value.percent = is_percent(metric.unit)
    recent = queries.recent(db.session, metric)
    if not form.is_submitted():
        form.lang.data = i18n.lang()
    form.offer(frequency, [r.period_start for r in recent], current.today())
    start = form.period(frequency) if form.validate_on_submit() else None
    if start is not None:
        try:
            service.record_observation(
                db.session, current.actor(), metric, start, now=current.now(), **form.content()
            )
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
        else:
            flash(_("The value is recorded."), "success")
            return redirect(url_for("metrics.metric", code=code), 303)
    return _shown(metric, form, None), 422 if form.is_submitted() else 200


@room.form("/<code>/split", may=RECORD)
def split(code: str) -> ResponseReturnValue:
    """One period's values over each channel."""
    metric = queries.get_metric(db.session, code)
    check(current.actor(), RECORD, metric)
    frequency, kind = Frequency(metric.frequency), MetricKind(metric.kind)
    channels = queries.channels(db.session)
    if not channels or kind is MetricKind.QUALITATIVE or metric.channel_id is not None:
        raise NotFound(code)
    form = split_of(metric, channels)
    whole = {one.period_start for one in queries.recent(db.session, metric)}
    by_channel = {
        one.period_start: len(many)
        for many in queries.channel_series(db.session, metric.id).values()
        for one in many
    }
    form.offer(frequency, sorted(whole - by_channel.keys()), current.today())
    start = form.period(frequency) if form.validate_on_submit() else None
    if start is not None:
        sent = form.entries(start)
        try:
            if not sent:
                raise Refused("metrics.value_needed", field="period_start")
            service.record_many(
                db.session, current.actor(), [(metric, one) for one in sent], source="form", now=current.now()
            )
            flash(_("The value is recorded."), "success")
            return redirect(url_for("metrics.metric", code=code), 303)
        except RefusedMany as refusals:
            db.session.rollback()
            form.retry()
            form.refuse_rows(sent, refusals)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
    heading = (
        _("Numerator / denominator")
        if kind.is_ratio
        else _("Value")
        if kind is MetricKind.COUNT
        else _("Value / sample size")
    )
    shown = render_template("metrics/split.html", metric=metric, form=form, heading=heading)
    return shown, 422 if form.is_submitted() else 200


@room.form("/<code>/values/<day>", may=RECORD)
def correct(code: str, day: str) -> ResponseReturnValue:
    """Another value for a period; the one before stays on record."""
    metric = queries.get_metric(db.session, code)
    check(current.actor(), RECORD, metric)
    try:
        start = date.fromisoformat(day)
        period = Period(start, Frequency(metric.frequency))
    except ValueError:
        raise NotFound(day) from None
    before: Any = queries.find_observation(db.session, metric.id, start)
    if before is None:
        raise NotFound(day)
    channel = None
    if over := request.args.get("channel", ""):
        channel = next((one for one in queries.channels(db.session) if one.code == over), None)
        part = queries.find_part(db.session, metric.id, channel.id, start) if channel is not None else None
        if part is None:
            raise NotFound(over)
        before = part
    elif split := queries.channels_of(db.session, metric.id, start):
        offered = [one for one in queries.channels(db.session) if one.id in split]
        return render_template(
            "metrics/which.html", metric=metric, period=period_name(period), channels=offered, day=day
        )
    form = CorrectionForm(obj=before if request.method == "GET" else None)
    form.value.percent = is_percent(metric.unit)
    form.period_start.choices = [(start.isoformat(), "")]
    form.period_start.data = start.isoformat()
    if not form.is_submitted():
        form.note.data = ""
        form.lang.data = before.lang
        if before.numerator is not None:
            form.value.data = None
    if form.validate_on_submit():
        try:
            made = service.correct(
                db.session, current.actor(), metric, start, channel_id=channel.id if channel is not None else None,
                now=current.now(), **form.content(),
            )  # fmt: skip
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
        else:
            flash(_("The value is corrected; the one before stays on record."), "success")
            if made.changed:
                flash(
                    ngettext(
                        "It changed the verdict of %(num)s initiative; its lead is told.",
                        "It changed the verdicts of %(num)s initiatives; their leads are told.",
                        len(made.changed),
                    ),
                    "warning",
                )
            return redirect(url_for("metrics.metric", code=code), 303)
    return _shown(metric, form, period, channel), 422 if form.is_submitted() else 200


def _shown(metric: Any, form: ValueForm, period: Period | None, channel: Any = None) -> str:
    kind = MetricKind(metric.kind)
    return render_template(
        "metrics/value.html",
        metric=metric,
        form=form,
        channel=channel,
        kind=kind,
        qualitative=kind is MetricKind.QUALITATIVE,
        period=None if period is None else period_name(period),
        next_end=last_complete(current.today(), Frequency(metric.frequency)).next.end,
    )
