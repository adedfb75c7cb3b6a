"""All that a quarterly report says, read once from the rooms below."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.core.clock import local_date
from council.core.saying import Both
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.reports.gather import actions, ahead, exceptions, initiatives, metrics, policies, seats, votes
from council.reports.models import Report
from council.reports.periods import Window
from council.reports.shapes import Contents

__all__ = ["contents", "window_of"]


def window_of(session: Session, report: Report) -> Window:
    """The days of a report, in the council's zone."""
    profile = charter.profile(session)
    return Window(report.period_from, report.period_to, profile.time_zone if profile else "UTC")


def contents(session: Session, report: Report, *, now: datetime) -> Contents:
    """Gather a report as the records stand now. Reads only."""
    window = window_of(session, report)
    today = local_date(now, window.zone)
    profile, law = charter.profile(session), charter.in_force(session, window.last)
    met = votes.meetings_in(session, window)
    measured = metrics.rows(session, window)
    members, changes = seats.members(session, window, [one.id for one in met])
    ages, closed = actions.by_age(session, window, today)
    return Contents(
        code=report.code,
        period=period_name(Period.containing(window.first, Frequency.QUARTERLY)),
        first=window.first,
        last=window.last,
        data_on=today,
        gathered_at=now,
        council=profile.name if profile else Both("", ""),
        charter=law.number if law else None,
        message=report.message,
        asked=tuple(report.asked_both),
        decisions=votes.decisions(session, window),
        meetings=votes.meeting_rows(session, met),
        metrics=tuple(measured),
        exceptions=exceptions.pages(session, measured, window),
        initiatives=initiatives.running(session, today),
        ended=initiatives.ended(session, window),
        adopted=policies.adopted(session, window),
        reviews=policies.reviews(session, window, today),
        seats=members,
        changes=changes,
        ages=ages,
        actions_closed=closed,
        coming=ahead.coming(session, window, today),
    )
