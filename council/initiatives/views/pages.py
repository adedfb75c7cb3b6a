"""The list of initiatives by phase, and one initiative: wheel, gates, charts with verdicts, steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.accounts import queries as accounts
from council.db import db
from council.initiatives import queries, rules
from council.initiatives.kinds import CYCLE, Bone, Outcome, Phase, VerdictKind
from council.initiatives.picture import Picture, picture
from council.initiatives.reading import Reading, facts_of, readings, readings_of
from council.initiatives.views.door import cycle_of, room
from council.initiatives.wheel import wheel
from council.web import current
from council.web.verbs import Verbs

GATE_OF = {Phase.PLAN: "start_do", Phase.DO: "start_check", Phase.CHECK: "conclude", Phase.ACT: "close"}


@dataclass(frozen=True)
class Row:
    """One initiative of the list with the verdicts on its primary metrics."""

    initiative: Any
    verdicts: tuple[tuple[Reading, VerdictKind], ...]


@room.page("/", may="initiatives:initiative:read")
def listing() -> ResponseReturnValue:
    """Every initiative, by the phase of its latest cycle."""
    found = queries.listing(db.session)
    read = readings_of(db.session, [one.cycle for one in found])
    groups: list[tuple[Phase, list[Row]]] = []
    for phase in Phase:
        rows = [_row(one, read[one.cycle.id]) for one in found if one.cycle.state == phase]
        if rows:
            groups.append((phase, rows))
    names = accounts.names(db.session, {one.lead_id for one in found})
    return render_template("initiatives/list.html", groups=groups, names=names)


@room.page("/<code>", may="initiatives:initiative:read")
def initiative(code: str) -> ResponseReturnValue:
    """One initiative as it stands."""
    cycle = cycle_of(code, lead=False)
    read = readings(db.session, cycle)
    pictures = [picture(one, code) for one in read]
    gate = GATE_OF.get(cycle.phase)
    checks = rules.gate(gate, facts_of(cycle, read, current.actor(), current.today())) if gate else []
    return render_template(
        "initiatives/initiative.html",
        initiative=cycle.initiative,
        cycle=cycle,
        primary=_first(pictures),
        pictures=pictures,
        gate=gate,
        checks=checks,
        verbs=_verbs(cycle, read),
        wheel=wheel(cycle.phase, cycle.number),
        bones={one.value: one for one in Bone},
        outcomes={one.value: one for one in Outcome},
    )


def _row(one: Any, read: list[Reading]) -> Row:
    return Row(one, tuple((r, r.verdict.kind) for r in read if r.is_primary))


def _first(pictures: list[Picture]) -> Picture | None:
    return next((one for one in pictures if one.reading.is_primary), None)


def _verbs(cycle: Any, read: list[Reading]) -> Verbs:
    code, lead = cycle.initiative.code, "initiatives:initiative:lead"
    life = CYCLE.verbs(cycle.state)

    def to(endpoint: str) -> str:
        return url_for(f"initiatives.{endpoint}", code=code)

    def through(verb: str) -> None:
        rules.pass_gate(verb, facts_of(cycle, read, current.actor(), current.today()))

    verbs = Verbs(cycle)
    if cycle.state == Phase.PLAN:
        open_gate = not rules.missing(
            rules.gate("start_do", facts_of(cycle, read, current.actor(), current.today()))
        )
        if not open_gate:
            verbs.add(lead, _("Write the plan"), to("plan"), method="get", icon="pencil")
        verbs.add(lead, _("Begin Do"), to("start_do"), check=lambda: through("start_do"), icon="player-play")
        if open_gate:
            verbs.add(lead, _("Write the plan"), to("plan"), method="get", icon="pencil")
    if cycle.state == Phase.DO:
        if cycle.implementation_on is None:
            verbs.add(lead, _("Record the implementation"), to("implement"), method="get", icon="flag")
        verbs.add(
            lead, _("Begin Check"), to("start_check"), check=lambda: through("start_check"), icon="zoom-check"
        )
        if cycle.implementation_on is not None:
            verbs.add(lead, _("Correct the implementation day"), to("implement"), method="get", icon="flag")
    if cycle.state == Phase.CHECK:
        verbs.add(lead, _("Write the conclusion"), to("conclude"), method="get", icon="writing")
    if cycle.state == Phase.ACT:
        verbs.add(lead, _("Adopt, adapt, extend or abandon"), to("close"), method="get", icon="adjustments")
    if cycle.state in (Phase.PLAN, Phase.DO):
        verbs.add(lead, _("Add a step"), to("add_step"), method="get", icon="plus")
    for phase, verb in GATE_OF.items():
        if cycle.state == phase and verb in ("start_do", "start_check"):
            url = url_for("initiatives.override", code=code, gate=verb)
            label = _("Override the gate")
            verbs.add("initiatives:gate:override", label, url, method="get", icon="lock-open", tone="danger")
    verbs.add(
        lead,
        _("Abandon"),
        to("abandon"),
        when="abandon" in life,
        method="get",
        icon="circle-minus",
        tone="danger",
    )
    return verbs
