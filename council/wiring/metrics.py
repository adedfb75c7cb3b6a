"""What metrics tells other rooms and shows on their pages: links, what waits for the agenda and for its owners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.core.saying import N_, Both, Say
from council.metrics import board, queries, watching, words
from council.metrics.kinds import Finding
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.web import registries
from council.web.registries import Link, NavEntry, Waiting

READ = "metrics:metric:read"


def wire() -> None:
    """Fill the registries of this room."""
    registries.link_kind("metric", queries.link_rows, metric_link, may="metrics:metric:read")
    registries.docket_source(for_the_docket, lambda on: [queries.every_ask()])
    registries.waiting_source(for_owners, lambda actor, on: [queries.every_ask()])
    registries.nav.append(
        NavEntry(
            N_("Metrics"),
            "metrics.scoreboard",
            "metrics",
            READ,
            children=(
                NavEntry(N_("Scoreboard"), "metrics.scoreboard", "", READ),
                NavEntry(N_("Channels"), "metrics.channels", "", READ),
            ),
        )
    )


def metric_link(row: Any) -> Link:
    """A metric as a link."""
    return Link(
        f"metric:{row.id}", N_("Metric"), Both(row.en, row.zh), url_for("metrics.metric", code=row.code)
    )


def for_the_docket(session: Session, on: date) -> Iterable[Waiting]:
    """One entry a metric: a new concern that includes the latest value, or an improvement that holds."""
    stands = watching.stands(session, on)
    keys = {
        None: "metrics.docket_concern",
        Finding.CAUSE: "metrics.docket_cause",
        Finding.NONE: "metrics.docket_no_cause",
    }
    for one in board.concerns(session, on, stands):
        found = one.look.finding_state if one.look is not None else None
        reason = Say(keys.get(found, "metrics.docket_concern"), why=one.reason)
        url = url_for("metrics.metric", code=one.metric.code)
        yield Waiting(one.metric.ref, one.metric.name, reason, url=url, since=one.since, tone="warn")
    for each in stands:
        proposal, signal, metric = each.rebase_proposal, each.improvement, each.metric
        if proposal is not None and signal is not None:
            url = url_for("metrics.metric", code=metric.code)
            yield Waiting(metric.ref, metric.name, proposal, url=url, since=each.since(signal), minutes=5)


def for_owners(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """Values that are overdue, for the owner and the analyst; signals nobody has looked at yet."""
    seats = actor.seat_ids | actor.alternate_seat_ids
    if not seats:
        return
    stands = [
        s for s in watching.stands(session, on) if actor.has("analyst") or s.metric.owner_seat_id in seats
    ]
    for each in stands:
        if each.stale and each.due is not None:
            metric = each.metric
            latest = (
                each.periods[-1]
                if each.periods
                else Period.containing(metric.created_at.date(), Frequency(metric.frequency)).previous
            )
            reason = Say("metrics.overdue", period=period_name(latest.next), due=each.due)
            url = url_for("metrics.record", code=metric.code)
            yield Waiting(metric.ref, metric.name, reason, url=url, due=each.due, minutes=5, tone="warn")
    for one in board.concerns(session, on, stands):
        if one.look is None:
            url = url_for("metrics.metric", code=one.metric.code)
            reason = Say("metrics.look_at_concern", why=one.reason)
            yield Waiting(one.metric.ref, one.metric.name, reason, url=url, since=one.since, tone="warn")
    better = [(s, signal) for s in stands if (signal := s.improvement) is not None]
    decided = queries.decided_of(session, [s.metric.id for s, _ in better])
    for each, signal in better:
        if not any(
            look.period_start >= each.periods[signal.first].start for look in decided[each.metric.id].looks
        ):
            why = words.reason(each.chart, signal, number=each.amount, period=each.named)
            url = url_for("metrics.metric", code=each.metric.code)
            reason = Say("metrics.look_at_improvement", why=why)
            yield Waiting(
                each.metric.ref, each.metric.name, reason, url=url, since=each.since(signal), tone="good"
            )
