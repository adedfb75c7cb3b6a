"""One metric's page: its chart with words, the values behind it, targets, definition, what was found."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.db import db
from council.i18n import lang, spoken
from council.metrics import board, catalogue, queries, showing
from council.metrics.forms import DismissForm, LookForm
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.metrics.standing import Standing, wanted_of
from council.metrics.views.room import DISMISS, EDIT, LOOK, READ, REBASE, RECORD, room
from council.web import current, registries
from council.web.context import threaded
from council.web.verbs import Verbs


@room.page("/<code>", may=READ)
def metric(code: str) -> ResponseReturnValue:
    """How it stands, drawn and in words."""
    return render_template("metrics/metric.html", **page_of(code, whole=request.args.get("span") == "all"))


def page_of(code: str, *, whole: bool = False) -> dict[str, Any]:
    """Everything the page shows; the forms on it are shown again with their errors by other views."""
    found = queries.get_metric(db.session, code)
    history = board.history_of(db.session, found, current.today(), whole=whole)
    stands, rebases = history.standing, history.decided.rebases
    owner = {f"seat:{found.owner_seat_id}"} if found.owner_seat_id else set()
    links = decided = registries.links(
        db.session, {r.decision_ref for r in rebases} | owner | threaded(found.ref)
    )
    shown_rebases = [
        (
            r.from_period,
            decided[r.decision_ref].code if r.decision_ref in decided else _("reset"),
            _("Limits reset: %(reason)s", reason=r.reason),
        )
        for r in rebases
    ]
    picture = None
    if not stands.is_qualitative and stands.chart.n:
        marks = registries.chart_marks(db.session, found.id)
        picture = showing.picture(stands, marks=marks, rebases=shown_rebases)
    signal = stands.concern or stands.improvement
    look_form, dismiss_form = LookForm(lang=lang()), DismissForm(lang=lang())
    look_form.offer()
    targets = history.targets

    def named(start: date) -> str:
        return spoken(period_name(Period(start, Frequency(found.frequency))))

    return {
        "metric": found,
        "stands": stands,
        "picture": picture,
        "rows": showing.rows(stands),
        "whole": whole,
        "window": queries.WINDOW,
        "longer": len(stands.periods) >= queries.WINDOW,
        "owner": links.get(f"seat:{found.owner_seat_id}"),
        "targets": [(t, wanted_of(found, t, history.baselines.get(t.id, ())).say) for t in targets],
        "definitions": history.decided.definitions,
        "rebases": [(r, named(r.from_period), decided.get(r.decision_ref)) for r in rebases],
        "corrections": [(c, named(c.period_start)) for c in history.decided.corrections],
        "looks": history.decided.looks,
        "concern": history.concern,
        "signal": signal,
        "signal_start": stands.periods[signal.last].start if signal else None,
        "look_form": look_form,
        "dismiss_form": dismiss_form,
        "wanted_change": None if targets else catalogue.wanted_change(found.code),
        "verbs": _verbs(found, stands),
        "may": {"look": LOOK, "dismiss": DISMISS, "edit": EDIT, "record": RECORD},
    }


def _verbs(found: Any, stands: Standing) -> Verbs:
    code = found.code
    buttons = Verbs(found)
    buttons.add(
        RECORD,
        _("Record a value"),
        url_for("metrics.record", code=code),
        method="get",
        icon="plus",
        tone="primary",
    )
    buttons.add(EDIT, _("Set a target"), url_for("metrics.target", code=code), method="get", icon="target")
    buttons.add(
        EDIT, _("Change the definition"), url_for("metrics.edit", code=code), method="get", icon="pencil"
    )
    buttons.add(
        REBASE,
        _("Reset the limits"),
        url_for("metrics.rebase", code=code),
        method="get",
        icon="adjustments",
        when=stands.chart.n > 0,
    )
    return buttons
