"""Reading policies: what is in force on a day, what is coming, what is due for review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from council.core.errors import NotFound
from council.db.asking import Ask, ahead, answer
from council.policies import rules
from council.policies.models import Policy, PolicyVersion
from council.policies.rules import Standing, VersionState
from council.web.registries import link_columns

OPEN = (VersionState.DRAFT.value, VersionState.IN_REVIEW.value)


@dataclass(frozen=True)
class Shelf:
    """A policy with its versions (newest first) as they stand on a day."""

    policy: Policy
    versions: tuple[PolicyVersion, ...]
    on: date

    @property
    def adopted(self) -> list[PolicyVersion]:
        return [v for v in self.versions if v.state == VersionState.ADOPTED]

    @property
    def in_force(self) -> PolicyVersion | None:
        """The version that counts on the day."""
        found = rules.in_force([v.dated for v in self.adopted], self.on)
        return next((v for v in self.adopted if found and v.number == found.number), None)

    @property
    def open(self) -> PolicyVersion | None:
        """The version being drafted or reviewed."""
        return next((v for v in self.versions if v.state in OPEN), None)

    def standing(self, version: PolicyVersion) -> Standing | VersionState:
        """In force, superseded or coming for an adopted version; else its state."""
        if version.state != VersionState.ADOPTED:
            return version.status
        return rules.standing(version.dated, [v.dated for v in self.adopted], self.on)

    @property
    def review_due(self) -> bool:
        """Whether the version in force should have been reviewed by now."""
        current = self.in_force
        return bool(current and current.next_review_on and current.next_review_on <= self.on)


def find(session: Session, slug: str) -> Policy | None:
    """The policy of an address, if there is one."""
    return session.scalar(select(Policy).where(Policy.slug == slug))


def get(session: Session, slug: str) -> Policy:
    """The policy of an address; NotFound."""
    found = find(session, slug)
    if found is None:
        raise NotFound(slug)
    return found


def shelf(session: Session, policy: Policy, on: date) -> Shelf:
    """A policy with all its versions."""
    query = select(PolicyVersion).where(PolicyVersion.policy_id == policy.id)
    return Shelf(policy, tuple(session.scalars(query.order_by(PolicyVersion.number.desc()))), on)


def listing(session: Session, on: date) -> list[Shelf]:
    """Every policy with its versions, texts left out; one query."""
    ahead(session, every_asks())
    policies, versions = (answer(session, ask) for ask in every_asks())
    by_policy: dict[int, list[PolicyVersion]] = {}
    for version in sorted(versions, key=lambda one: one.number, reverse=True):
        by_policy.setdefault(version.policy_id, []).append(version)
    policies.sort(key=lambda one: (one.category, one.slug))
    return [Shelf(p, tuple(by_policy.get(p.id, ())), on) for p in policies]


def every_asks() -> tuple[Ask, Ask]:
    """The questions for every policy and every version, texts left out."""
    return (
        Ask("policies", Policy, select(Policy.id)),
        Ask(
            "policy versions",
            PolicyVersion,
            select(PolicyVersion.id),
            lambda one: (defer(one.body_en), defer(one.body_zh)),
        ),
    )


def get_version(session: Session, policy: Policy, number: int) -> PolicyVersion:
    """A numbered version; NotFound."""
    found = session.scalar(select(PolicyVersion).filter_by(policy_id=policy.id, number=number))
    if found is None:
        raise NotFound(f"{policy.slug} v{number}")
    return found


def find_version(session: Session, version_id: int) -> PolicyVersion | None:
    """A version by its id."""
    return session.get(PolicyVersion, version_id)


def in_force(session: Session, policy_id: int, on: date) -> PolicyVersion | None:
    """The version that counts on a day."""
    query = select(PolicyVersion).where(
        PolicyVersion.policy_id == policy_id,
        PolicyVersion.state == VersionState.ADOPTED,
        PolicyVersion.in_force_from <= on,
    )
    ordered = query.order_by(PolicyVersion.in_force_from.desc(), PolicyVersion.number.desc())
    return session.scalars(ordered.limit(1)).first()


def in_review(session: Session) -> list[PolicyVersion]:
    """Versions that wait for the council, oldest first; texts left out."""
    found = [one for one in answer(session, every_asks()[1]) if one.state == VersionState.IN_REVIEW]
    return sorted(found, key=lambda one: (one.submitted_at, one.id))


def due_for_review(session: Session, on: date) -> list[Shelf]:
    """Policies whose version in force should have been reviewed by now, and that nobody is redrafting."""
    return [one for one in listing(session, on) if one.review_due and one.open is None]


def drafts_of(session: Session, person_id: int) -> list[PolicyVersion]:
    """Drafts that a person began and has not submitted; texts left out."""
    found = answer(session, every_asks()[1])
    mine = [one for one in found if one.state == VersionState.DRAFT and one.author_id == person_id]
    return sorted(mine, key=lambda one: one.id)


def all_policies(session: Session) -> list[Policy]:
    """Every policy."""
    return list(session.scalars(select(Policy).order_by(Policy.slug)))


def policy_rows() -> Select[Any]:
    """Policies for links."""
    return select(*link_columns(Policy.id, en=Policy.name_en, zh=Policy.name_zh, more=Policy.slug))


def version_rows() -> Select[Any]:
    """Versions for links."""
    known = link_columns(
        PolicyVersion.id, code=PolicyVersion.number, en=Policy.name_en, zh=Policy.name_zh, more=Policy.slug,
        state=PolicyVersion.state, day=PolicyVersion.in_force_from,
    )  # fmt: skip
    return select(*known).select_from(PolicyVersion).join(Policy, Policy.id == PolicyVersion.policy_id)
