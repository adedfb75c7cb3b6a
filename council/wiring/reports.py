"""What reports tells other rooms: its links, its place in the navigation, the report that is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.access.can import can
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.saying import N_, Say
from council.db.asking import Ask
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.reports import queries, rules
from council.reports.models import Report
from council.reports.periods import due_on, offered
from council.reports.rules import ReportState
from council.web import registries
from council.web.registries import Link, NavEntry, Panel, Waiting


def wire() -> None:
    """Fill the registries of this room."""
    registries.link_kind("report", queries.link_rows, link, may="reports:report:read")
    registries.waiting_source(waiting, _asks)
    registries.panel("desk", on_the_desk)
    registries.nav.append(NavEntry(N_("Reports"), "reports.listing", "reports", "reports:report:read"))


def link(row: Any) -> Link:
    """A report as a link."""
    return Link(
        f"report:{row.id}",
        N_("Report"),
        title_of(row.code),
        url_for("reports.report", code=row.code),
        code=row.code,
        state=ReportState(row.state),
        on=row.day,
    )


def title_of(code: str) -> Say:
    """What a report is called."""
    return Say("reports.quarter_name", period=period_name(rules.quarter(code)))


def on_the_desk(session: Session, actor: Actor, thing: Any, now: datetime) -> Iterable[Panel]:
    """On the first page of those who govern without a seat, reports are the main thing."""
    if actor.has("management", "auditor") and not actor.has("member", "alternate"):
        yield Panel("reports/_panel.html", {"reports": queries.latest_issued(session)})


def waiting(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """For those who issue it: the report on the last quarter, until it is out."""
    if not can(actor, "reports:report:issue"):
        return
    found = queries.every(session)
    for one in found:
        if one.state == ReportState.DRAFT:
            yield _waiting(
                one,
                one.code,
                "reports.waiting_issue",
                url_for("reports.report", code=one.code),
                one.period_to,
                on,
            )
    profile = charter.profile(session)
    free = offered(on, {one.code for one in found}, founded_on=profile.founded_on if profile else None)
    latest = Period.containing(on, Frequency.QUARTERLY).previous
    if latest in free:
        yield _waiting(None, latest.code, "reports.waiting_begin", url_for("reports.new"), latest.end, on)


def _asks(actor: Actor, on: date) -> list[Ask]:
    return [queries.every_ask()] if can(actor, "reports:report:issue") else []


def _waiting(report: Report | None, code: str, key: str, url: str, period_to: date, on: date) -> Waiting:
    due = due_on(period_to)
    return Waiting(
        report.ref if report else f"report:{code}",
        title_of(code),
        Say(key),
        url=url,
        due=due,
        tone="bad" if due < on else "neutral",
    )
