"""What policies tells other rooms and shows on their pages; a carried decision adopts the version it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.events import on as when
from council.core.refs import Ref
from council.core.saying import N_, Both, Say
from council.decisions.events import Decided
from council.policies import queries, service
from council.policies.models import PolicyVersion
from council.policies.rules import VersionState
from council.web import registries
from council.web.registries import Link, NavEntry, Waiting
from council.wiring.subjects import subject_of


def wire() -> None:
    """Fill the registries of this room."""
    registries.link_kind("policy", queries.policy_rows, policy_link, may="policies:policy:read")
    registries.link_kind("policy_version", queries.version_rows, version_link, may="policies:version:read")
    registries.docket_source(docket, lambda on: queries.every_asks())
    registries.waiting_source(waiting, lambda actor, on: queries.every_asks()[1:])
    registries.nav.append(NavEntry(N_("Policies"), "policies.listing", "policies", "policies:policy:read"))
    when(Decided, adopt_what_was_decided)


def adopt_what_was_decided(event: Decided) -> None:
    """A carried motion on a version in review adopts it, in force from its planned day or today."""
    ref = subject_of(event.motion)
    if event.motion.state != "carried" or ref is None or not ref.startswith("policy_version:"):
        return
    version = queries.find_version(event.session, Ref.parse(ref).id)
    if version is None or version.state != VersionState.IN_REVIEW:
        return
    profile = charter.profile(event.session)
    today = local_date(event.now, profile.time_zone if profile else "UTC")
    start = max(today, version.planned_from) if version.planned_from else today
    service.adopt(
        event.session, event.actor, version, decision_ref=event.motion.ref, in_force_from=start, now=event.now
    )


def policy_link(row: Any) -> Link:
    """A policy as a link."""
    return Link(
        f"policy:{row.id}", N_("Policy"), Both(row.en, row.zh), url_for("policies.policy", slug=row.more)
    )


def version_link(row: Any) -> Link:
    """A version as a link."""
    number = int(row.code)
    return Link(
        f"policy_version:{row.id}",
        N_("Policy version"),
        Say("policies.version_title", policy=Both(row.en, row.zh), number=number),
        url_for("policies.version", slug=row.more, number=number),
        code=f"v{number}",
        state=VersionState(row.state),
        on=row.day,
    )


def title_of(version: PolicyVersion) -> Say:
    """A version's name: its policy's and its number."""
    return Say("policies.version_title", policy=version.policy.name, number=version.number)


def docket(session: Session, on: date) -> Iterable[Waiting]:
    """Versions in review and policies due for review belong on the next agenda."""
    for version in queries.in_review(session):
        still_legal = version.legal_asked and version.legal_at is None
        key = "policies.docket_legal" if still_legal else "policies.docket_in_review"
        yield Waiting(
            version.ref,
            title_of(version),
            Say(key, number=version.number),
            url=_url(version),
            since=version.submitted_at.date() if version.submitted_at else None,
            minutes=20,
            tone="warn" if still_legal else "neutral",
        )
    for shelf in queries.due_for_review(session, on):
        current = shelf.in_force
        assert current is not None and current.next_review_on is not None
        yield Waiting(
            shelf.policy.ref,
            shelf.policy.name,
            Say("policies.docket_review", due=current.next_review_on),
            url=url_for("policies.policy", slug=shelf.policy.slug),
            since=current.next_review_on,
            minutes=10,
        )


def waiting(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """Legal reviews for counsel, and one's own unfinished drafts."""
    if actor.has("legal_counsel"):
        for version in queries.in_review(session):
            if version.legal_asked and version.legal_at is None:
                words = Say("policies.waiting_legal", number=version.number, policy=version.policy.name)
                yield Waiting(version.ref, title_of(version), words, url=_url(version), tone="warn")
    if actor.person_id is not None:
        for version in queries.drafts_of(session, actor.person_id):
            words = Say("policies.waiting_draft", number=version.number)
            yield Waiting(version.ref, title_of(version), words, url=_url(version))


def _url(version: PolicyVersion) -> str:
    return url_for("policies.version", slug=version.policy.slug, number=version.number)
