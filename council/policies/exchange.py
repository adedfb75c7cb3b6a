"""Bringing folders of texts in as drafts, and putting what is kept back on disk."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from council.audit import service as audit
from council.core.actor import Actor
from council.policies import importer, queries, service
from council.policies.models import Policy, PolicyVersion
from council.policies.rules import VersionState


def import_folder(
    session: Session, actor: Actor, folder: Path, *, now: datetime
) -> tuple[Policy, PolicyVersion | None]:
    """A folder as a policy with a draft; the version is None when nothing in it is new.

    Only the council adopts: what comes in is a draft. A text that is in force or being drafted already
    is not drafted again, so that importing what was exported changes nothing.
    """
    found = importer.read(folder)
    policy = queries.find(session, found.slug)
    if policy is None:
        policy = service.create_policy(session, actor, found.slug, found.facts, now=now)
    else:
        facts = type(found.facts)(**{**vars(found.facts), "owner_seat_id": policy.owner_seat_id})
        service.edit_policy(session, actor, policy, facts, now=now)
    shelf = queries.shelf(session, policy, now.date())
    kept = [one for one in (shelf.open, *shelf.adopted[:1], shelf.in_force) if one is not None]
    if any(importer.same_text(one, found.content) for one in kept):
        return policy, None
    if shelf.open is not None and shelf.open.state == VersionState.DRAFT:
        version = service.edit_version(session, actor, shelf.open, found.content, now=now)
    else:
        version = service.draft_version(session, actor, policy, found.content, now=now)
    audit.record(session, actor, "policies.import", version, now=now, folder=found.slug)
    session.flush()
    return policy, version


def import_all(session: Session, actor: Actor, root: Path, *, now: datetime) -> list[PolicyVersion]:
    """Every folder under `root`; all of them or none. Returns the versions that are new or changed."""
    done = [import_folder(session, actor, folder, now=now)[1] for folder in importer.folders(root)]
    return [one for one in done if one is not None]


def export_all(session: Session, root: Path, *, on: date) -> list[Path]:
    """Every policy with the text in force, or the newest one when none is; returns the folders written."""
    written = []
    for policy in sorted(queries.all_policies(session), key=lambda one: one.slug):
        shelf = queries.shelf(session, policy, on)
        newest = next((v for v in shelf.versions if v.state != VersionState.WITHDRAWN), None)
        version = shelf.in_force or newest
        if version is not None:
            written.append(importer.write(root, policy, version))
    return written
