"""One metric's page: its chart with words, the values behind it, targets, definition, what was found."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.db import db
from council.i18n import spoken
from council.metrics import board, catalogue, queries, showing, spc
from council.metrics.forms import DismissForm, LookForm
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.metrics.standing import Standing, wanted_of
from council.metrics.views.room import DISMISS, EDIT, LOOK, READ, REBASE, RECORD, room
from council.seats import queries as seats
from council.web import current, registries
from council.web.verbs import Verbs


@room.page("/<code>", may=READ)
def metric(code: str) -> ResponseReturnValue:
    """How it stands, drawn and in words."""
    return render_template("metrics/metric.html", **page_of(code, whole=request.args.get("span") == "all"))


def page_of(code: str, *, whole: bool = False) -> dict[str, Any]:
    """Everything the page shows; the forms on it are shown again with their errors by other views."""
    found = queries.get_metric(db.session, code)
    stands = board.standing_of(db.session, found, current.today(), whole=whole)
    rebases = queries.rebases_of(db.session, [found.id]).get(found.id, [])
    decided = registries.links(db.session, {r.decision_ref for r in rebases})
    shown_rebases = [
        (
            r.from_period,
            decided[r.decision_ref].code if r.decision_ref in decided else _("reset"),
            _("Limits reset: %(reason)s", reason=r.reason),
        )
        for r in rebases
    ]
    looks = queries.looks_of(db.session, [found.id]).get(found.id, [])
    concern = next(iter(board.concerns(db.session, current.today(), [stands])), None)
    signal = stands.concern or stands.improvement
    targets = queries.targets(db.session, found.id)
    baselines = queries.baselines(db.session, targets)
    look_form, dismiss_form = LookForm(), DismissForm()
    look_form.offer()
    drawn = not stands.is_qualitative and stands.chart.n > 0
    owner = next(
        iter(seats.find_by_ids(db.session, [found.owner_seat_id] if found.owner_seat_id else [])), None
    )
    return {
        "metric": found,
        "stands": stands,
        "picture": showing.picture(
            stands, marks=registries.chart_marks(db.session, found.id), rebases=shown_rebases
        )
        if drawn
        else None,
        "rows": showing.rows(stands),
        "whole": whole,
        "window": queries.WINDOW,
        "longer": len(stands.periods) >= queries.WINDOW,
        "owner": owner,
        "targets": [(t, wanted_of(found, t, baselines.get(t.id, ())).say) for t in targets],
        "definitions": queries.definitions_of(db.session, [found.id]).get(found.id, []),
        "rebases": [
            (
                r,
                spoken(period_name(Period(r.from_period, Frequency(found.frequency)))),
                decided.get(r.decision_ref),
            )
            for r in rebases
        ],
        "corrections": [
            (c, spoken(period_name(Period(c.period_start, Frequency(found.frequency)))))
            for c in queries.corrections(db.session, found.id)
        ],
        "looks": looks,
        "concern": concern,
        "signal": signal,
        "signal_start": stands.periods[signal.last].start if signal else None,
        "look_form": look_form,
        "dismiss_form": dismiss_form,
        "wanted_change": None if targets else catalogue.wanted_change(found.code),
        "verbs": _verbs(found, stands),
        "Variation": spc.Variation,
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
