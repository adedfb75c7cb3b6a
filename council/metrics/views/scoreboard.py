"""The scoreboard: every metric in a line, filters that are addresses, and the four channels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.db import db
from council.i18n import spoken
from council.metrics import catalogue, queries, showing, spc, tables, watching
from council.metrics.kinds import Category
from council.metrics.standing import Standing
from council.metrics.views.room import READ, room
from council.seats import queries as seats
from council.sheets.writing import sheet_answer
from council.web import current

SIGNALS: dict[str, Callable[[Standing], bool]] = {
    "concern": lambda s: s.concern is not None,
    "improvement": lambda s: s.improvement is not None,
    "not-met": lambda s: s.assurance is spc.Assurance.NOT_MET,
    "stale": lambda s: s.stale,
}
FILTERS = ("signal", "category", "channel", "owner")


@room.page("", may=READ)
def scoreboard() -> ResponseReturnValue:
    """Each metric's latest value, how it varies, whether it will meet its target."""
    every, shown, owners, chosen = _asked()
    groups = [(c, [s for s in shown if s.metric.category == c]) for c in Category]
    judged = [s for s in every if s.variation is not None]
    alarms = sum(
        spc.false_alarm_share(s.chart.segment.n) or 0.0 for s in judged if s.chart.segment is not None
    )
    return render_template(
        "metrics/scoreboard.html",
        groups=[(c, found) for c, found in groups if found],
        sparks={s.metric.id: showing.spark(s) for s in shown},
        owners=owners,
        filters=_filters(every, owners, chosen),
        filtered=any(chosen.values()),
        total=len(every),
        shown=len(shown),
        with_limits=len(judged),
        catalogue=catalogue.size() if not every else None,
        alarms=round(alarms),
        matrix=_matrix(shown),
        review_due=queries.review_due(db.session) if every else None,
        Assurance=spc.Assurance,
        exports=[(kind, url_for("metrics.export", kind=kind, **_kept(chosen))) for kind in ("csv", "xlsx")],
    )


@room.page("/export.<kind>", may=READ)
def export(kind: str) -> ResponseReturnValue:
    """The scoreboard, filtered as it is, as CSV or XLSX."""
    _every, shown, owners, _chosen = _asked()
    name = f"{_('Metrics')} {current.today().isoformat()}"
    return sheet_answer(kind, name, tables.scoreboard_columns(), tables.scoreboard_rows(shown, owners))


@room.page("/channels", may=READ)
def channels() -> ResponseReturnValue:
    """Each channel against its standard, as the share answered in time."""
    stands = watching.stands(db.session, current.today())
    known = queries.channels(db.session)
    by_channel = {c.id: [s for s in stands if s.metric.channel_id == c.id] for c in known}
    return render_template(
        "metrics/channels.html",
        channels=[(c, by_channel[c.id]) for c in known],
        pictures={
            s.metric.id: showing.picture(s) for found in by_channel.values() for s in found if s.chart.n > 1
        },
        Variation=spc.Variation,
    )


def _asked() -> tuple[list[Standing], list[Standing], dict[int, Any], dict[str, str]]:
    """Every metric, those that fit the address's filters, their owners, and the filters."""
    every = watching.stands(db.session, current.today())
    owner_ids = {s.metric.owner_seat_id for s in every if s.metric.owner_seat_id is not None}
    owners = {seat.id: seat for seat in seats.find_by_ids(db.session, owner_ids)}
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    return every, [s for s in every if _fits(s, chosen)], owners, chosen


def _fits(stands: Standing, chosen: dict[str, str]) -> bool:
    metric = stands.metric
    return (
        (not chosen["signal"] or (chosen["signal"] in SIGNALS and SIGNALS[chosen["signal"]](stands)))
        and chosen["category"] in ("", metric.category)
        and (
            not chosen["channel"] or (metric.channel is not None and metric.channel.code == chosen["channel"])
        )
        and chosen["owner"] in ("", str(metric.owner_seat_id))
    )


def _kept(chosen: dict[str, str]) -> dict[str, Any]:
    return {name: value for name, value in chosen.items() if value}


def _filters(every: list[Standing], owners: dict[int, Any], chosen: dict[str, str]) -> list[dict[str, Any]]:
    def group(name: str, label: str, options: list[tuple[str, str, int]]) -> dict[str, Any]:
        def address(value: str) -> str:
            return url_for("metrics.scoreboard", **_kept({**chosen, name: value}))

        items = [{"label": _("All"), "url": address(""), "current": not chosen[name]}]
        items += [
            {"label": text, "url": address(value), "current": chosen[name] == value, "count": n}
            for value, text, n in options
            if n or chosen[name] == value
        ]
        return {"label": label, "items": items}

    signals = {
        "concern": _("Concern"),
        "improvement": _("Improvement"),
        "not-met": _("Target not met"),
        "stale": _("Overdue"),
    }
    in_category = Counter(s.metric.category for s in every)
    in_channel = Counter(s.metric.channel.code for s in every if s.metric.channel is not None)
    names = {
        s.metric.channel.code: spoken(s.metric.channel.name) for s in every if s.metric.channel is not None
    }
    owned = Counter(s.metric.owner_seat_id for s in every)
    return [
        group("signal", _("Signal"), [(k, text, sum(map(SIGNALS[k], every))) for k, text in signals.items()]),
        group("category", _("Group"), [(c.value, _(c.label), in_category[c.value]) for c in Category]),
        group("channel", _("Channel"), [(k, text, in_channel[k]) for k, text in names.items()]),
        group("owner", _("Owner"), [(str(k), spoken(seat.name), owned[k]) for k, seat in owners.items()]),
    ]


@dataclass(frozen=True)
class MatrixRow:
    """Metrics whose last value says the same, by how reliably they meet their target."""

    label: str
    sign: spc.Variation
    cells: list[list[Standing]]


ASSURANCES = (spc.Assurance.MET, spc.Assurance.HIT_AND_MISS, spc.Assurance.NOT_MET, None)


def _matrix(shown: list[Standing]) -> list[MatrixRow]:
    """Every metric with limits at its place between variation and assurance: first what wants to be looked at."""
    rows = {
        _("concern"): (spc.Variation.CONCERN_HIGH, spc.Variation.CONCERN_LOW),
        _("improvement"): (spc.Variation.IMPROVEMENT_HIGH, spc.Variation.IMPROVEMENT_LOW),
        _("common cause variation"): (spc.Variation.COMMON,),
        _("unusual, neither good nor bad"): (spc.Variation.NEUTRAL_HIGH, spc.Variation.NEUTRAL_LOW),
    }
    found = []
    for label, kinds in rows.items():
        cells = [[s for s in shown if s.variation in kinds and s.assurance is a] for a in ASSURANCES]
        if any(cells) or kinds[0] is not spc.Variation.NEUTRAL_HIGH:
            found.append(MatrixRow(label, kinds[0], cells))
    return found
