"""What metrics tells other rooms and shows on their pages: links, what waits for the agenda and for its owners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.events import on as when
from council.core.saying import N_, Both, Say
from council.decisions.events import Decided
from council.metrics import board, queries, service, watching, words
from council.metrics.kinds import Finding
from council.metrics.models import THE_SET
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.metrics.queries import importing
from council.metrics.standing import Standing
from council.notifications import due
from council.seats import queries as seats
from council.web import registries
from council.web.registries import Link, NavEntry, Waiting
from council.wiring.subjects import subject_of

READ = "metrics:metric:read"


def wire() -> None:
    """Fill the registries of this room."""
    registries.link_kind("metric", queries.link_rows, metric_link, may="metrics:metric:read")
    registries.link_kind("metric_set", queries.set_rows, set_link, may=READ)
    registries.link_kind("batch", importing.batch_rows, batch_link, may=READ)
    registries.docket_source(for_the_docket, lambda on: [queries.every_ask(), queries.reviews_ask()])
    due.source(overdue)
    when(Decided, review_what_was_decided)
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


def set_link(row: Any) -> Link:
    """The set as a whole as a link."""
    return Link(THE_SET, N_("Metrics"), Say("metrics.the_set"), url_for("metrics.review"))


def batch_link(row: Any) -> Link:
    """A file of values as a link."""
    name = Both(row.en, row.zh)
    return Link(f"batch:{row.id}", N_("Values from a file"), name, url_for("metrics.batch", number=row.id))


def review_what_was_decided(event: Decided) -> None:
    """A carried motion on the set as a whole is its review."""
    motion = event.motion
    if motion.state != "carried" or subject_of(motion) != THE_SET:
        return
    profile = charter.profile(event.session)
    day = local_date(event.now, profile.time_zone if profile else "UTC")
    service.review_set(
        event.session, event.actor, reviewed_on=day, text=motion.text, lang=motion.lang, decision_ref=motion.ref,
        today=day, now=event.now,
    )  # fmt: skip


def overdue(session: Session, on: date) -> Iterable[due.Due]:
    """Tell the owner of a metric, once for each period, that its value is past its lag."""
    late = [one for one in watching.stands(session, on) if one.stale and one.due is not None]
    holders = {each.seat.id: each.holder for each in seats.seats_on(session, on)} if late else {}
    for one in late:
        holder = holders.get(one.metric.owner_seat_id or 0)
        if holder is None:
            continue
        period = _missing(one)
        words = Say("metrics.value_overdue", metric=one.metric.name, period=period_name(period), due=one.due)
        key = f"{one.metric.ref}:overdue:{period.code}"
        yield due.Due(key, frozenset({holder.id}), words, one.metric.ref)


def _missing(stands: Standing) -> Period:
    """The period whose value is waited for."""
    metric = stands.metric
    if stands.periods:
        return stands.periods[-1].next
    return Period.containing(metric.created_at.date(), Frequency(metric.frequency))


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
    review = queries.review_due(session)
    if review is not None and review <= on:
        reason = Say("metrics.review_due", due=review)
        yield Waiting(
            THE_SET, Say("metrics.the_set"), reason, url=url_for("metrics.review"), since=review, minutes=15
        )


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
            reason = Say("metrics.overdue", period=period_name(_missing(each)), due=each.due)
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
