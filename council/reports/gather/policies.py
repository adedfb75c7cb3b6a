"""Policies adopted or revised in a quarter, and those whose review is due."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from council.core.clock import local_date
from council.core.refs import Ref
from council.decisions import queries as motions
from council.policies import queries
from council.reports.periods import Window
from council.reports.shapes import PolicyRow, ReviewRow, Text


def adopted(session: Session, window: Window) -> tuple[PolicyRow, ...]:
    """Versions adopted in the quarter, with the decision that did it."""
    found = [
        (shelf.policy, version)
        for shelf in queries.listing(session, window.last)
        for version in shelf.versions
        if version.adopted_at in window
    ]
    refs = [
        Ref.parse(v.decision_ref).id
        for _, v in found
        if v.decision_ref and v.decision_ref.startswith("motion:")
    ]
    numbers = {one.ref: one.number or "" for one in motions.find_by_ids(session, refs)} if refs else {}
    return tuple(
        PolicyRow(
            slug=policy.slug,
            title=policy.name,
            number=version.number,
            revised=version.number > 1,
            decision=numbers.get(version.decision_ref or "", ""),
            on=local_date(version.adopted_at, window.zone) if version.adopted_at else window.last,
            summary=Text(version.change_summary, version.lang),
        )
        for policy, version in sorted(found, key=lambda pair: (pair[1].adopted_at, pair[0].slug))
    )


def reviews(session: Session, window: Window, today: date) -> tuple[ReviewRow, ...]:
    """Versions in force whose review is due by the end of the next quarter, the oldest first."""
    limit = window.following.last
    rows = []
    for shelf in queries.listing(session, today):
        current = shelf.in_force
        if current is not None and current.next_review_on is not None and current.next_review_on <= limit:
            due = current.next_review_on
            rows.append(ReviewRow(shelf.policy.slug, shelf.policy.name, current.number, due, due < today))
    return tuple(sorted(rows, key=lambda row: (row.due, row.slug)))
