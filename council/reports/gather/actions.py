"""Open actions by age, and how many were closed in a quarter."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.actions import queries
from council.actions.models import Action
from council.core.saying import Both, Say
from council.reports.periods import Window
from council.reports.shapes import ActionRow, Age, Text

AGES = (("older", 91), ("quarter", 31), ("month", 1), ("not_due", None))
"""Days late from which an age begins, the oldest first."""


def by_age(session: Session, window: Window, today: date) -> tuple[tuple[Age, ...], int]:
    """Open actions as of today in their ages; and the number closed in the quarter."""
    found = queries.listing(session, "open", on=today)
    names = accounts.names(session, {one.owner_id for one in found})
    rows: dict[str, list[ActionRow]] = {name: [] for name, _ in AGES}
    for one in found:
        late = max(0, (today - one.due_on).days)
        row = ActionRow(
            one.code, Text(one.text, one.lang), names.get(one.owner_id, Both("", "")), one.due_on, late
        )
        rows[age_of(late)].append(row)
    ages = tuple(Age(Say(f"reports.age_{name}"), len(rows[name]), tuple(rows[name])) for name, _ in AGES)
    closed = session.scalar(
        select(func.count())
        .select_from(Action)
        .where(Action.closed_at >= window.since, Action.closed_at < window.until)
    )
    return ages, closed or 0


def age_of(days_late: int) -> str:
    """The name of an age: not_due, month, quarter, older."""
    return next(name for name, begins in AGES if begins is None or days_late >= begins)
