"""A policy with versions in any state, made through the services."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from council.policies import queries, service
from council.policies.models import Policy, PolicyVersion
from council.policies.service import PolicyFacts, VersionContent
from tests.conftest import NOW
from tests.people import Cast

CONTENT = VersionContent(
    body_en="## 1 Purpose\n\n1.1 Every complaint is answered within one working day.",
    body_zh="## 1 目的\n\n1.1 每件投诉在一个工作日内答复。",
    change_summary="12",
)


def a_policy(session: Session, cast: Cast, slug: str = "complaint-handling") -> Policy:
    """A policy without a text."""
    facts = PolicyFacts("Complaint handling", "投诉处理制度", owner_seat_id=cast.seat("service").id)
    made = service.create_policy(session, cast.actor("service"), slug, facts, now=NOW)
    session.commit()
    return made


def a_version(
    session: Session,
    cast: Cast,
    policy: Policy | None = None,
    *,
    state: str = "draft",
    content: VersionContent = CONTENT,
    in_force_from: date = date(2026, 3, 2),
    now: datetime = NOW,
) -> PolicyVersion:
    """A version brought to draft, in_review or adopted."""
    policy = policy or queries.find(session, "complaint-handling") or a_policy(session, cast)
    author = cast.actor("service")
    made = service.draft_version(session, author, policy, content, now=now)
    if state != "draft":
        service.submit(session, author, made, now=now)
    if state == "adopted":
        service.adopt(
            session, cast.actor("chair"), made, decision_ref="motion:1", in_force_from=in_force_from, now=now
        )
    session.commit()
    return made
