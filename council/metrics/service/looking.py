"""Looking at signals: the analyst's finding, and the secretary's word that it needs no agenda."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.core.actor import Actor
from council.core.errors import Refused
from council.metrics.kinds import Finding
from council.metrics.models import Look, Metric


def look(
    session: Session,
    actor: Actor,
    metric: Metric,
    *,
    period_start: date,
    finding: str,
    text: str,
    lang: str,
    now: datetime,
) -> Look:
    """Note what came of looking at the signal that includes this period: a cause, or none found."""
    check(actor, "metrics:concern:look", metric)
    if finding not in (Finding.CAUSE, Finding.NONE):
        raise Refused("core.unknown", field="finding", value=finding)
    return _keep(session, actor, metric, period_start, Finding(finding), text, lang, now)


def dismiss(
    session: Session,
    actor: Actor,
    metric: Metric,
    *,
    period_start: date,
    reason: str,
    lang: str,
    now: datetime,
) -> Look:
    """Take a concern off the docket, with the reason; a later signal comes back."""
    check(actor, "metrics:concern:dismiss", metric)
    return _keep(session, actor, metric, period_start, Finding.DISMISSED, reason, lang, now)


def _keep(
    session: Session,
    actor: Actor,
    metric: Metric,
    period_start: date,
    finding: Finding,
    text: str,
    lang: str,
    now: datetime,
) -> Look:
    if not text.strip():
        raise Refused("core.required", field="text" if finding is not Finding.DISMISSED else "reason")
    made = Look(
        metric_id=metric.id, period_start=period_start, finding=finding.value, text=text.strip(), lang=lang,
        at=now, person_id=actor.person_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    verb = "dismiss" if finding is Finding.DISMISSED else "look"
    record(
        session,
        actor,
        f"metrics.{verb}",
        metric,
        now=now,
        period=period_start,
        finding=finding.value,
        text=made.text,
    )
    return made
