"""What the pages of proposals show beside the texts: the buttons, the filters, the metrics drawn small."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from council.access.can import check
from council.db import db
from council.metrics import board
from council.metrics import queries as metrics
from council.metrics.drawing import Spark
from council.metrics.showing import spark
from council.proposals import queries, rules
from council.proposals.life import DECIDED, ON_DOCKET, WITH_AUTHOR, ProposalState
from council.proposals.models import Proposal
from council.web import current
from council.web.verbs import Verbs

READ = "proposals:proposal:read"


def asked_for(code: str) -> Proposal:
    """The proposal of an address, when the reader may know of it."""
    found = queries.get(db.session, code)
    check(current.actor(), READ, found)
    return found


def sparks(found: Proposal) -> dict[int, Spark]:
    """The last values of each metric that the proposal aims at, drawn small."""
    known = list(metrics.by_ids(db.session, [one.metric_id for one in found.metrics]).values())
    drawn = {one.metric.id: spark(one) for one in board.standings(db.session, known, current.today())}
    return {key: one for key, one in drawn.items() if one is not None}


def buttons(found: Proposal) -> Verbs:
    """The steps of a proposal's life as buttons; writing comes first while something is missing."""
    steps = found.next_steps

    def here(endpoint: str) -> str:
        return url_for(f"proposals.{endpoint}", code=found.code)

    def complete() -> None:
        rules.check_complete(problem=found.problem, request=found.request, benefit=found.benefit)

    verbs = Verbs(found)
    unfinished = found.state in WITH_AUTHOR and bool(
        rules.missing(found.problem, found.request, found.benefit)
    )
    if unfinished:
        verbs.add("proposals:proposal:edit", _("Edit"), here("edit"), method="get", icon="pencil")
    verbs.add(
        "proposals:proposal:submit",
        _("Submit"),
        here("submit"),
        when="submit" in steps,
        check=complete,
        icon="send",
    )
    verbs.add(
        "proposals:proposal:docket",
        _("Take on to the docket"),
        here("docket"),
        when="docket" in steps,
        icon="inbox",
    )
    verbs.add(
        "proposals:proposal:edit",
        _("Edit"),
        here("edit"),
        when=found.state in WITH_AUTHOR and not unfinished,
        method="get",
        icon="pencil",
    )
    verbs.add(
        "proposals:proposal:return", _("Return for changes"), here("return_"), when="return" in steps,
        method="get", icon="arrow-back-up", tone="quiet",
    )  # fmt: skip
    verbs.add(
        "proposals:proposal:schedule", _("Defer"), here("defer"),
        when="defer" in steps and found.state != ProposalState.SCHEDULED,  # an agenda gives it back first
        method="get", icon="player-pause", tone="quiet",
    )  # fmt: skip
    verbs.add(
        "proposals:proposal:withdraw", _("Withdraw"), here("withdraw"), when="withdraw" in steps, icon="trash",
        tone="danger", confirm=_("Withdraw this proposal for good? It stays in the record as withdrawn."),
    )  # fmt: skip
    return verbs


_OPEN = tuple(one for one in ProposalState if one not in (*DECIDED, ProposalState.WITHDRAWN))


def states_of(chosen: str) -> tuple[str, ...]:
    """The states that a filter asks for; what it does not know means all that is undecided."""
    groups = {"open": _OPEN, "docket": ON_DOCKET, "all": ()}
    if chosen in groups:
        return tuple(map(str, groups[chosen]))
    return (chosen,) if chosen in ProposalState.values() else tuple(map(str, _OPEN))


def filters(chosen: str, mine: bool, counts: dict[str, int]) -> list[dict[str, object]]:
    """Filters as addresses, with how many each would show."""

    def entry(key: str, label: str, count: int | None) -> dict[str, object]:
        where: dict[str, Any] = {"state": key, **({"mine": 1} if mine else {})}
        return {
            "label": label,
            "url": url_for("proposals.listing", **where),
            "current": key == chosen,
            "count": count,
        }

    states = [
        entry(one.value, _(one.label), counts[one.value]) for one in ProposalState if counts.get(one.value)
    ]
    choices: tuple[tuple[str, dict[str, Any]], ...] = ((_("Everybody's"), {}), (_("Mine"), {"mine": 1}))
    whose = [
        {
            "label": label,
            "url": url_for("proposals.listing", state=chosen, **extra),
            "current": mine == bool(extra),
        }
        for label, extra in choices
    ]
    everything = [
        entry("open", _("Not decided yet"), sum(counts.get(one.value, 0) for one in _OPEN)),
        *states,
        entry("all", _("All"), sum(counts.values())),
    ]
    return [{"label": _("State"), "items": everything}, {"label": _("Author"), "items": whose}]
