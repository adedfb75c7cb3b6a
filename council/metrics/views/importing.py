"""Importing values: a file is sent, its columns are named, its lines read while one watches, then all or nothing."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council import i18n
from council.access.can import can
from council.core.errors import NotFound, Refused
from council.db import db
from council.i18n import spoken
from council.metrics import queries, service
from council.metrics.import_forms import FileForm, TakeForm, mapping_form
from council.metrics.importing import examples
from council.metrics.importing.layout import fold, propose
from council.metrics.importing.numbers import Sign, decided, likely
from council.metrics.kinds import Stage
from council.metrics.naming import amount, period_name
from council.metrics.periods import Frequency, Period
from council.metrics.queries import importing as kept
from council.metrics.views.room import READ, RECORD, room
from council.sheets.guard import LIMITS, MB
from council.sheets.outcome import Mark
from council.sheets.staged import Source
from council.sheets.writing import sheet_answer
from council.web import current, registries
from council.web.paging import page_of

BATCHES, VALUES = 25, 100
HOMES = {
    Stage.MAPPING: "metrics.import_columns", Stage.CHECKING: "metrics.import_reading",
    Stage.READY: "metrics.import_preview",
}  # fmt: skip


@room.form("/import", may=RECORD, endpoint="import_values")
def upload() -> ResponseReturnValue:
    """Send a file; earlier ones below."""
    form = FileForm()
    if form.validate_on_submit():
        data = form.file.data.read()
        source = Source.of(form.file.data.filename or "", data)
        try:
            service.receive(db.session, current.actor(), source, data, now=current.now())
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
        else:
            return redirect(url_for("metrics.import_columns"), 303)
    found = None if form.is_submitted() else _mine()
    before = request.args.get("before", type=int)
    page = render_template(
        "metrics/import.html",
        form=form,
        waiting=found,
        home=url_for(HOMES[found.stage]) if found is not None else "",
        page=page_of(kept.batches(db.session, before=before, size=BATCHES), BATCHES),
        limits=LIMITS,
        mb=MB,
    )
    return page, 422 if form.is_submitted() else 200


@room.page("/import/example-<shape>.<kind>", may=RECORD, endpoint="import_example")
def example(shape: str, kind: str) -> Response:
    """A small file as it may look, of metrics that are there."""
    mine = [one for one in queries.metrics(db.session) if can(current.actor(), RECORD, one)]
    if shape not in examples.SHAPES:
        raise NotFound(shape)
    columns, rows = examples.table_of(shape, mine, current.today())
    return sheet_answer(kind, _("Example of values"), columns, rows)


@room.form("/import/columns", may=RECORD, endpoint="import_columns")
def columns() -> ResponseReturnValue:
    """What each column holds: proposed as it was last, else by its name."""
    found = _mine()
    if found is None:
        return redirect(url_for("metrics.import_values"), 303)
    actor = current.actor()
    mine = [one for one in queries.metrics(db.session) if can(actor, RECORD, one)]
    before = kept.mapping_of(db.session, found.signature, actor.person_id)
    names = {fold(name): one.code for one in mine for name in (one.name_en, one.name_zh) if name}
    names |= {fold(one.code): one.code for one in mine}
    roles = found.roles or propose(found.columns, names, before.roles if before is not None else {})
    decimals = found.decimals or (before.decimals if before is not None and not found.roles else "")
    unsure = [
        name for name, sign in zip(found.columns, found.signs, strict=True) if decided(Sign(sign)) is None
    ]
    if unsure and not decimals:
        decimals = likely(found.signs)
    form = mapping_form(found, mine, roles, decimals)
    if form.validate_on_submit():
        try:
            service.choose(db.session, actor, found, form.roles, form.decimals.data, now=current.now())
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
        else:
            return redirect(url_for("metrics.import_reading"), 303)
    page = render_template(
        "metrics/import_columns.html", form=form, found=found, before=before, unsure=unsure
    )
    return page, 422 if form.is_submitted() else 200


@room.form("/import/reading", may=RECORD, endpoint="import_reading")
def reading() -> ResponseReturnValue:
    """Some thousand lines are read with each request; the page asks for the next, or its reader does."""
    found = _mine()
    if found is None:
        return redirect(url_for("metrics.import_values"), 303)
    if request.method == "POST":
        service.read_on(db.session, current.actor(), found, now=current.now())
        if "HX-Request" in request.headers and found.stage is Stage.CHECKING:
            return render_template("metrics/_import_reading.html", found=found)
        here = url_for(HOMES[found.stage])
        if "HX-Request" in request.headers:
            return Response(headers={"HX-Redirect": here})
        return redirect(here, 303)
    if found.stage is not Stage.CHECKING:
        return redirect(url_for(HOMES[found.stage]), 303)
    return render_template("metrics/import_reading.html", found=found)


@room.form("/import/preview", may=RECORD, endpoint="import_preview")
def preview() -> ResponseReturnValue:
    """What the file would do, line by line; taken over as a whole or not at all."""
    found = _mine()
    if found is None or found.stage is not Stage.READY:
        return redirect(url_for("metrics.import_values" if found is None else HOMES[found.stage]), 303)
    form = TakeForm()
    if not form.is_submitted():
        form.sheet.data, form.lang.data = found.sha256, i18n.lang()
    if form.validate_on_submit() and form.sheet.data == found.sha256:
        given: dict[str, Any] = {"reason": form.reason.data or "", "lang": form.lang.data}
        try:
            batch = service.take_over(db.session, current.actor(), found, **given, now=current.now())
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
            found = _mine()
        else:
            return redirect(url_for("metrics.batch", number=batch.id), 303)
    return render_template("metrics/import_preview.html", **_previewed(found), form=form), (
        422 if form.is_submitted() else 200
    )


@room.verb("/import/discard", may=RECORD, endpoint="import_discard")
def discard() -> ResponseReturnValue:
    """The file is not wanted."""
    found = _mine()
    if found is not None:
        service.discard(db.session, current.actor(), found)
        flash(_("The file is discarded; nothing was changed."), "success")
    return redirect(url_for("metrics.import_values"), 303)


@room.page("/import/batches/<int:number>", may=READ, endpoint="batch")
def batch(number: int) -> ResponseReturnValue:
    """What came of one file: which metrics moved, whose verdicts changed, and every value."""
    found = kept.get_batch(db.session, number)
    by_channel = request.args.get("of") == "channels"
    after = request.args.get("after", type=int)
    rows = kept.values_of(db.session, found.id, by_channel=by_channel, after=after, size=VALUES)
    metrics = queries.by_ids(db.session, kept.metric_ids_of(db.session, found.id))
    links = registries.links(db.session, {one["ref"] for one in found.moved or ()})
    channels = {one.id: one.name for one in queries.channels(db.session)} if by_channel else {}
    shown = [
        (
            row,
            metrics[row.metric_id],
            _period(metrics[row.metric_id], row.period_start),
            _said(metrics[row.metric_id], row),
        )
        for row in rows[:VALUES]
        if row.metric_id in metrics
    ]
    older: dict[str, Any] = {"of": "channels"} if by_channel else {}
    return render_template(
        "metrics/batch.html",
        batch=found,
        rows=shown,
        metrics=i18n.by_name(list(metrics.values())),
        moved=[(metrics.get(one["metric"]), links.get(one["ref"]), one) for one in found.moved or ()],
        channels=channels,
        by_channel=by_channel,
        has_parts=by_channel or kept.has_parts(db.session, found.id),
        more=url_for("metrics.batch", number=number, after=rows[VALUES - 1].id, **older)
        if len(rows) > VALUES
        else "",
    )


def _mine() -> Any:
    return kept.waiting(db.session, current.actor().person_id, current.now())


def _previewed(found: Any) -> dict[str, Any]:
    changed = kept.lines_of(db.session, found, Mark.CHANGED)
    new = kept.lines_of(db.session, found, Mark.NEW)
    metrics = queries.by_ids(db.session, {row.metric_id for row, _before in (*changed, *new)})
    channels = {one.id: one.name for one in queries.channels(db.session)}

    def listed(rows: list[Any]) -> list[dict[str, Any]]:
        return [
            {
                "line": row.line,
                "metric": metrics[row.metric_id],
                "channel": channels.get(row.channel_id),
                "period": _period(metrics[row.metric_id], row.period_start),
                "said": _said(metrics[row.metric_id], row),
                "before": _said(metrics[row.metric_id], before) if before is not None else "",
                "row": row,
            }
            for row, before in rows
        ]

    return {
        "found": found,
        "problems": service.problems_of(found),
        "changed": listed(changed),
        "new": listed(new),
        "counts": found.counts,
        "fine": not found.problems["total"],
        "does": found.counts[Mark.NEW] + found.counts[Mark.CHANGED],
    }


def _period(metric: Any, start: Any) -> str:
    return spoken(period_name(Period(start, Frequency(metric.frequency))))


def _said(metric: Any, row: Any) -> str:
    """A value as a page shows it: with what it is made of."""
    if row.value is None:
        return str(row.level)
    shown = spoken(amount(row.value, unit=metric.unit, decimals=metric.decimals))
    if row.denominator is not None:
        return _(
            "%(value)s (%(above)s of %(below)s)",
            value=shown,
            above=f"{row.numerator:g}",
            below=f"{row.denominator:g}",
        )
    return shown
