"""Reviews of the set of metrics, and when the next one is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session

from council.db.asking import Ask, answer
from council.metrics.models import SetReview
from council.metrics.queries.catalogue import metrics
from council.web.registries import link_columns

SHOWN = 10


def reviews(session: Session) -> list[SetReview]:
    """The latest reviews, newest first."""
    return sorted(answer(session, reviews_ask()), key=lambda one: (one.reviewed_on, one.id), reverse=True)


def reviews_ask() -> Ask:
    """The question for the latest reviews."""
    latest = select(SetReview.id).order_by(SetReview.reviewed_on.desc(), SetReview.id.desc()).limit(SHOWN)
    return Ask("set reviews", SetReview, latest)


def review_due(session: Session) -> date | None:
    """A year after the last review, or after the first metric was defined; None while there are no metrics."""
    known = metrics(session)
    if not known:
        return None
    past = reviews(session)
    last = past[0].reviewed_on if past else min(one.created_at for one in known).date()
    leap = (last.month, last.day) == (2, 29)
    return last.replace(year=last.year + 1, day=28 if leap else last.day)


def set_rows() -> Select[Any]:
    """The set as a whole, for links: there is one."""
    return select(*link_columns(literal(1)))
