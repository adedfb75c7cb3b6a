"""The entry grid: one period, every metric one may record, all values kept together or none."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from council import i18n
from council.access.can import can
from council.core.errors import Refused, RefusedMany
from council.db import db
from council.i18n import spoken
from council.metrics import queries, service
from council.metrics.grid import grid_of
from council.metrics.naming import amount, period_name
from council.metrics.periods import Frequency, Period, last_complete
from council.metrics.views.room import RECORD, room
from council.web import current

OFFERED = 12
"""How many past periods the grid can be opened for."""


@room.form("/entry", may=RECORD)
def entry() -> ResponseReturnValue:
    """Record a period's values in one go."""
    actor = current.actor()
    mine = [m for m in queries.metrics(db.session) if can(actor, RECORD, m)]
    known = [f for f in Frequency if any(m.frequency == f for m in mine)]
    frequency = _frequency(known)
    period = _period(frequency)
    rows = [m for m in mine if m.frequency == frequency]
    there = {o.metric_id: o for o in queries.of_period(db.session, [m.id for m in rows], period.start)}
    form = grid_of([m for m in rows if m.id not in there])
    if not form.is_submitted() and form.has_words:
        form.lang.data = i18n.lang()
    if form.validate_on_submit():
        sent = form.entries(period.start)
        try:
            if not sent:
                raise Refused("metrics.nothing_entered")
            service.record_many(db.session, actor, sent, source="form", now=current.now())
        except RefusedMany as refusals:
            db.session.rollback()
            form.retry()
            form.refuse_rows(sent, refusals)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
        else:
            flash(
                ngettext("%(num)s value is recorded.", "%(num)s values are recorded.", len(sent)), "success"
            )
            return redirect(
                url_for("metrics.entry", frequency=frequency.value, period=period.start.isoformat()), 303
            )
    return _shown(form, rows, there, known, period), 422 if form.is_submitted() else 200


def _shown(form: Any, rows: list[Any], there: dict[int, Any], known: list[Frequency], period: Period) -> str:
    frequency = period.frequency
    last = last_complete(current.today(), frequency)
    periods = [last.plus(-k) for k in range(OFFERED)]

    def url(f: Frequency, start: date | None = None) -> str:
        chosen = {} if start is None else {"period": start.isoformat()}
        return url_for("metrics.entry", frequency=f.value, **chosen)  # type: ignore[arg-type]

    recorded = {
        key: one.level if one.value is None else spoken(amount(one.value, unit=m.unit, decimals=m.decimals))
        for m in rows
        if (one := there.get(key := m.id)) is not None
    }
    return render_template(
        "metrics/entry.html",
        form=form,
        rows=rows,
        there=there,
        words=form.has_words,
        recorded=recorded,
        period=period_name(period),
        start=period.start.isoformat(),
        filters=[
            {
                "label": _("How often"),
                "items": [{"label": _(f.label), "url": url(f), "current": f is frequency} for f in known],
            },
            {
                "label": _("Period"),
                "items": [
                    {"label": spoken(period_name(p)), "url": url(frequency, p.start), "current": p == period}
                    for p in periods
                ],
            },
        ],
    )


def _frequency(known: list[Frequency]) -> Frequency:
    asked = request.args.get("frequency", "")
    if asked in known:
        return Frequency(asked)
    return Frequency.MONTHLY if Frequency.MONTHLY in known or not known else known[0]


def _period(frequency: Frequency) -> Period:
    last = last_complete(current.today(), frequency)
    try:
        asked = Period.containing(date.fromisoformat(request.args.get("period", "")), frequency)
    except ValueError:
        return last
    return min(asked, last)
