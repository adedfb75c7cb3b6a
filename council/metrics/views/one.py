"""One metric's page: its chart with words, the values behind it, targets, definition, what was found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.core.errors import NotFound
from council.db import db
from council.db.asking import ahead
from council.i18n import LANGUAGES, lang, spoken
from council.metrics import board, catalogue, paper, queries, showing
from council.metrics.forms import DismissForm, LookForm
from council.metrics.naming import period_name
from council.metrics.over import by_channel
from council.metrics.periods import Frequency, Period
from council.metrics.spc.shapes import LIMITS_FROM, ChartKind
from council.metrics.standing import Standing, wanted_of
from council.metrics.versions import versions_of
from council.metrics.views.room import DISMISS, EDIT, LOOK, READ, REBASE, RECORD, room
from council.web import current, registries
from council.web.context import threaded
from council.web.documents import pdf_answer
from council.web.verbs import Verbs

SUMS_BACK = 400
"""How many days back the page looks for what came over each channel."""


@room.page("/<code>", may=READ)
def metric(code: str) -> ResponseReturnValue:
    """How it stands, drawn and in words."""
    whole = request.args.get("span") == "all"
    shape = next((one for one in ChartKind if one.value == request.args.get("chart")), ChartKind.XMR)
    return render_template(
        "metrics/metric.html", **page_of(code, whole=whole, shape=shape, over=request.args.get("channel", ""))
    )


@room.page("/<code>/sheet.pdf", may=READ)
def sheet(code: str) -> ResponseReturnValue:
    """The metric on paper, in either language."""
    wanted = request.args.get("lang", lang())
    if wanted not in LANGUAGES:
        raise NotFound(wanted)
    found = queries.get_metric(db.session, code)
    printed = paper.print_sheet(db.session, found, wanted, now=current.now())
    return pdf_answer(printed.bytes, f"{code}-{wanted}.pdf")


def page_of(
    code: str, *, whole: bool = False, shape: ChartKind = ChartKind.XMR, over: str = ""
) -> dict[str, Any]:
    """Everything the page shows; the forms on it are shown again with their errors by other views."""
    found = queries.get_metric(db.session, code)
    since = current.today().replace(day=1) - timedelta(days=SUMS_BACK)
    ahead(
        db.session,
        [
            *queries.all_asks(found.id), queries.months_ask(found.id, since), queries.channels_ask(),
            *registries.chart_mark_asks(found.id), *registries.panel_asks(found),
        ],
    )  # fmt: skip
    months = queries.months_of(db.session, found.id, since=since)
    channels = by_channel(db.session, found, months)
    channel = next((one.channel for one in channels if one.channel.code == over), None)
    if over and channel is None:
        raise NotFound(over)
    history = board.history_of(
        db.session, found, current.today(), whole=whole, shape=shape,
        channel_id=channel.id if channel is not None else None,
    )  # fmt: skip
    stands, rebases = history.standing, history.decided.rebases
    owner = {f"seat:{found.owner_seat_id}"} if found.owner_seat_id else set()
    changed = {c.id: history.decided.verdicts(c) for c in history.decided.corrections}
    mentioned = {r.decision_ref for r in rebases} | {v["ref"] for many in changed.values() for v in many}
    links = decided = registries.links(db.session, mentioned | owner | threaded(found.ref))
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
    judged = channel is None and stands.chart.kind is ChartKind.XMR
    signal = (stands.concern or stands.improvement) if judged else None
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
        "versions": versions_of(history.decided.definitions),
        "batches": history.decided.batches,
        "channels": channels,
        "channel": channel,
        "charts": _charts(found.code, stands, channel, whole=whole),
        "shape": stands.chart.kind,
        "has_sums": bool(months),
        "rebases": [(r, named(r.from_period), decided.get(r.decision_ref)) for r in rebases],
        "corrections": [
            (c, named(c.period_start), [(links.get(v["ref"]), v) for v in changed[c.id]])
            for c in history.decided.corrections
        ],
        "looks": history.decided.looks,
        "concern": history.concern if judged else None,
        "signal": signal,
        "signal_start": stands.periods[signal.last].start if signal else None,
        "look_form": look_form,
        "dismiss_form": dismiss_form,
        "wanted_change": None if targets else catalogue.wanted_change(found.code),
        "verbs": _verbs(found, stands, by_channels=bool(queries.channels(db.session))),
        "may": {"look": LOOK, "dismiss": DISMISS, "edit": EDIT, "record": RECORD},
    }


def _charts(code: str, stands: Standing, channel: Any, *, whole: bool) -> list[dict[str, Any]]:
    """The charts its values can be drawn as, as links; none where there is only one."""
    if stands.chart.n < LIMITS_FROM or len(stands.charts) < 2:
        return []
    kept: dict[str, Any] = {
        "channel": channel.code if channel is not None else None,
        "span": "all" if whole else None,
    }
    return [
        {
            "label": _(one.label),
            "url": url_for(
                "metrics.metric", code=code, chart=None if one is ChartKind.XMR else one.value, **kept
            ),
            "current": one is stands.chart.kind,
        }
        for one in stands.charts
    ]


def _verbs(found: Any, stands: Standing, *, by_channels: bool) -> Verbs:
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
    buttons.add(
        RECORD,
        _("Record by channel"),
        url_for("metrics.split", code=code),
        method="get",
        icon="table",
        when=found.channel_id is None and not stands.is_qualitative and by_channels,
    )
    buttons.add(
        READ, _("Metric sheet (PDF)"), url_for("metrics.sheet", code=code), method="get", icon="file-text"
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
