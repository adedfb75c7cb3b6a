"""Reports by code and by period, and the bytes of an edition."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer, selectinload, undefer

from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.reports.models import Edition, Report
from council.reports.rules import ReportState
from council.web.registries import link_columns

__all__ = ["Report", "codes", "edition", "every", "every_ask", "find", "get", "latest_issued", "listing"]


def get(session: Session, code: str) -> Report:
    """The report with this code, its editions without their bytes; NotFound."""
    found = find(session, code)
    if found is None:
        raise NotFound(code)
    return found


def find(session: Session, code: str) -> Report | None:
    """The report with this code, if there is one."""
    return session.scalar(select(Report).where(Report.code == code).options(selectinload(Report.editions)))


def listing(session: Session, *, drafts: bool) -> list[Report]:
    """Every report, the latest period first; drafts only for those who write them."""
    query = select(Report).order_by(Report.period_to.desc(), Report.id.desc())
    if not drafts:
        query = query.where(Report.state == ReportState.ISSUED)
    return list(session.scalars(query.options(selectinload(Report.editions))))


def latest_issued(session: Session, limit: int = 3) -> list[Report]:
    """The last reports that were issued."""
    query = (
        select(Report)
        .where(Report.state == ReportState.ISSUED)
        .order_by(Report.period_to.desc())
        .limit(limit)
    )
    return list(session.scalars(query.options(selectinload(Report.editions))))


def edition(session: Session, report: Report, lang: str) -> Edition:
    """An edition with its bytes; NotFound when the report is not issued."""
    query = select(Edition).where(Edition.report_id == report.id, Edition.lang == lang)
    found = session.scalar(query.options(undefer(Edition.content)))
    if found is None:
        raise NotFound(f"{report.code} {lang}")
    return found


def codes(session: Session) -> set[str]:
    """Codes of every report there is."""
    return set(session.scalars(select(Report.code)))


def link_rows() -> Select[Any]:
    """Reports for links."""
    return select(*link_columns(Report.id, code=Report.code, state=Report.state, day=Report.period_to))


def every(session: Session) -> list[Report]:
    """Every report with its period and state, the latest first; what it says is left out."""
    return sorted(answer(session, every_ask()), key=lambda one: (one.period_to, one.id), reverse=True)


def every_ask() -> Ask:
    """The question for every report; what it says is left out."""
    return Ask("reports", Report, select(Report.id), lambda one: (defer(one.snapshot),))
