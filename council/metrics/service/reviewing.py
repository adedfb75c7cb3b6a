"""The yearly look at the set of metrics as a whole."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.core.actor import Actor
from council.core.errors import Refused
from council.db.thread import link
from council.metrics.models import THE_SET, SetReview


def review_set(
    session: Session,
    actor: Actor,
    *,
    reviewed_on: date,
    text: str,
    lang: str,
    decision_ref: str | None = None,
    today: date,
    now: datetime,
) -> SetReview:
    """Keep what the council found when it looked at the set; the next look is due a year later."""
    check(actor, "metrics:set:review")
    if not text.strip():
        raise Refused("core.required", field="text")
    if reviewed_on > today:
        raise Refused("metrics.review_in_future", field="reviewed_on")
    made = SetReview(
        reviewed_on=reviewed_on, text=text.strip(), lang=lang, decision_ref=decision_ref, at=now,
        person_id=actor.person_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    record(session, actor, "metrics.review_set", THE_SET, now=now, on=reviewed_on, decision=decision_ref)
    if decision_ref:
        link(session, decision_ref, THE_SET, "reviewed", now=now)
    return made
