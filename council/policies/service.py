"""Drafting, reviewing and adopting versions of policies, each step with its line in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit import service as audit
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.db.thread import link
from council.meetings import queries as meetings
from council.policies import queries, rules
from council.policies.events import PolicyAdopted, PolicyLeaving, PolicySubmitted
from council.policies.models import Policy, PolicyVersion
from council.policies.rules import LIFE, Category, VersionState


@dataclass(frozen=True)
class PolicyFacts:
    """What a policy is, beside its texts."""

    name_en: str
    name_zh: str
    category: str = Category.SERVICE.value
    owner_seat_id: int | None = None
    audience_en: str = ""
    audience_zh: str = ""
    review_months: int | None = None
    """Months between reviews; None: as often as the charter asks for."""


@dataclass(frozen=True)
class VersionContent:
    """What a version says, and what is said about it."""

    body_en: str
    body_zh: str
    change_summary: str = ""
    lang: str = "en"
    authoritative_lang: str = "zh"
    planned_from: date | None = None
    legal_asked: bool = False


def create_policy(session: Session, actor: Actor, slug: str, facts: PolicyFacts, *, now: datetime) -> Policy:
    """Begin a policy; it has no text yet."""
    check(actor, "policies:policy:create")
    slug = rules.need_slug(slug)
    if queries.find(session, slug) is not None:
        raise Refused("policies.slug_taken", field="slug", slug=slug)
    policy = Policy(slug=slug, created_at=now, **_checked(session, facts, now))
    session.add(policy)
    session.flush()
    audit.record(session, actor, "policies.create", policy, now=now, slug=slug)
    return policy


def edit_policy(
    session: Session,
    actor: Actor,
    policy: Policy,
    facts: PolicyFacts,
    *,
    now: datetime,
    expected: int | None = None,
) -> Policy:
    """Change title, category, owner, audience or review interval."""
    check(actor, "policies:policy:edit", policy)
    audit.expect(policy, expected)
    for name, value in _checked(session, facts, now).items():
        setattr(policy, name, value)
    changed = audit.changes(policy)
    if changed:
        audit.record(session, actor, "policies.edit", policy, now=now, changed=changed)
        session.flush()
    return policy


def draft_version(
    session: Session, actor: Actor, policy: Policy, content: VersionContent, *, now: datetime
) -> PolicyVersion:
    """Begin the next numbered version; one at a time."""
    check(actor, "policies:version:draft", policy)
    session.flush()
    unfinished = session.scalar(
        select(PolicyVersion.number).where(
            PolicyVersion.policy_id == policy.id, PolicyVersion.state.in_(queries.OPEN)
        )
    )
    if unfinished is not None:
        raise Refused("policies.one_at_a_time", number=unfinished)
    last = session.scalar(select(func.max(PolicyVersion.number)).where(PolicyVersion.policy_id == policy.id))
    version = PolicyVersion(
        policy_id=policy.id,
        number=(last or 0) + 1,
        state=VersionState.DRAFT.value,
        author_id=actor.person_id,
        drafted_at=now,
        **_tidied(content),
    )
    version.policy = policy
    session.add(version)
    session.flush()
    audit.record(session, actor, "policies.draft", version, now=now, number=version.number)
    link(session, policy.ref, version.ref, "drafted", now=now)
    return version


def edit_version(
    session: Session,
    actor: Actor,
    version: PolicyVersion,
    content: VersionContent,
    *,
    now: datetime,
    expected: int | None = None,
) -> PolicyVersion:
    """Change the texts of a draft; a version in review is taken back first."""
    check(actor, "policies:version:edit", version)
    audit.expect(version, expected)
    if version.state != VersionState.DRAFT:
        raise Refused("policies.not_a_draft")
    for name, value in _tidied(content).items():
        setattr(version, name, value)
    changed = audit.changes(version)
    if changed:
        # Legal counsel looked at the old text; the new one has not been seen.
        version.legal_by_id, version.legal_at, version.legal_note = None, None, ""
        audit.record(session, actor, "policies.edit_version", version, now=now, fields=sorted(changed))
        session.flush()
    return version


def submit(
    session: Session, actor: Actor, version: PolicyVersion, *, now: datetime, expected: int | None = None
) -> PolicyVersion:
    """Put a complete draft before reviewers and the council; its text is then fixed."""
    check(actor, "policies:version:edit", version)
    rules.need_complete(version.body_en, version.body_zh, version.change_summary)
    audit.move(session, actor, version, LIFE, "submit", now=now, expected=expected, submitted_at=now)
    announce(PolicySubmitted(session, actor, now, version))
    return version


def take_back(
    session: Session,
    actor: Actor,
    version: PolicyVersion,
    *,
    reason: str,
    now: datetime,
    expected: int | None = None,
) -> PolicyVersion:
    """Bring a version in review back to a draft, with the reason."""
    check(actor, "policies:version:edit", version)
    announce(PolicyLeaving(session, actor, now, version))
    detail = {"reason": reason.strip()}
    audit.move(
        session,
        actor,
        version,
        LIFE,
        "take_back",
        now=now,
        expected=expected,
        detail=detail,
        submitted_at=None,
    )
    return version


def withdraw(
    session: Session,
    actor: Actor,
    version: PolicyVersion,
    *,
    reason: str,
    now: datetime,
    expected: int | None = None,
) -> PolicyVersion:
    """Give a version up; its number is not used again."""
    check(actor, "policies:version:edit", version)
    announce(PolicyLeaving(session, actor, now, version))
    detail = {"reason": reason.strip()}
    audit.move(session, actor, version, LIFE, "withdraw", now=now, expected=expected, detail=detail)
    return version


def review_legally(
    session: Session,
    actor: Actor,
    version: PolicyVersion,
    *,
    note: str,
    now: datetime,
    expected: int | None = None,
) -> PolicyVersion:
    """Legal counsel's note on a version in review."""
    check(actor, "policies:version:legal", version)
    audit.expect(version, expected)
    if version.state != VersionState.IN_REVIEW:
        raise Refused("core.not_in_this_state")
    if not note.strip():
        raise Refused("core.required", field="note")
    version.legal_by_id, version.legal_at, version.legal_note = actor.person_id, now, note.strip()
    audit.record(session, actor, "policies.legal_review", version, now=now)
    session.flush()
    return version


def adopt(
    session: Session,
    actor: Actor,
    version: PolicyVersion,
    *,
    decision_ref: str,
    in_force_from: date,
    now: datetime,
) -> PolicyVersion:
    """Make a version the council's word by a carried decision; from then it is sealed."""
    check(actor, "policies:version:adopt", version)
    before = queries.in_force(session, version.policy_id, in_force_from)
    months = interval_of(session, version.policy, in_force_from)
    review = rules.first_review(in_force_from, months, before.next_review_on if before else None)
    audit.move(
        session,
        actor,
        version,
        LIFE,
        "adopt",
        now=now,
        detail={"decision": decision_ref, "in_force_from": in_force_from},
        decision_ref=decision_ref,
        adopted_at=now,
        in_force_from=in_force_from,
        next_review_on=review,
    )
    link(session, decision_ref, version.ref, "adopted", now=now)
    announce(PolicyAdopted(session, actor, now, version))
    return version


def confirm(
    session: Session, actor: Actor, policy: Policy, *, reason: str, on: date, now: datetime
) -> PolicyVersion:
    """Record that the text in force was reviewed and stays; the next review counts from the planned day."""
    check(actor, "policies:policy:edit", policy)
    version = queries.in_force(session, policy.id, on)
    if version is None or version.next_review_on is None:
        raise Refused("policies.nothing_in_force")
    if not reason.strip():
        raise Refused("core.required", field="reason")
    planned = version.next_review_on
    version.next_review_on = rules.next_review(planned, interval_of(session, policy, on), after=on)
    audit.record(
        session,
        actor,
        "policies.confirm",
        version,
        now=now,
        planned=planned,
        next=version.next_review_on,
        reason=reason.strip(),
    )
    session.flush()
    return version


def interval_of(session: Session, policy: Policy, on: date) -> int:
    """After how many months a policy is reviewed by the charter in force on a day."""
    law = charter.law_on(session, on)
    return rules.interval(policy.review_months, law.rules.review if law else None)


def _checked(session: Session, facts: PolicyFacts, now: datetime) -> dict[str, object]:
    for field in ("name_en", "name_zh"):
        if not getattr(facts, field).strip():
            raise Refused("core.required", field=field)
    if facts.category not in Category.values():
        raise Refused("core.unknown", field="category", value=facts.category)
    law = charter.law_on(session, meetings.day_of(session, now))
    months = rules.check_interval(
        facts.review_months, law.rules.review if law else None, law.version if law else None
    )
    return {**vars(facts), "review_months": months}


def _tidied(content: VersionContent) -> dict[str, object]:
    for field in ("lang", "authoritative_lang"):
        if getattr(content, field) not in ("en", "zh"):
            raise Refused("core.unknown", field=field, value=getattr(content, field))
    return {
        **vars(content),
        "body_en": rules.tidy(content.body_en),
        "body_zh": rules.tidy(content.body_zh),
        "change_summary": content.change_summary.strip(),
    }
