"""A policy version as a paper document: its text, its facts, and what it changed."""

from __future__ import annotations

import hashlib
from typing import Any

from council import i18n
from council.audit import queries as audit
from council.core.diff import condense, diff
from council.db import db
from council.paper.document import Document, print_document
from council.paper.press import Pdf
from council.policies.models import PolicyVersion
from council.policies.queries import Shelf
from council.policies.rules import VersionState


def print_version(shelf: Shelf, version: PolicyVersion, lang: str, profile: Any) -> Pdf:
    """The PDF of a version; a draft says so on every page."""
    policy, body = shelf.policy, version.body(lang)
    older = [v for v in shelf.adopted if v.number < version.number]
    before = older[0] if older else None
    with i18n.use_language(lang):
        doc = Document(
            title=policy.name.pick(lang),
            lang=lang,
            council_name=i18n.spoken(profile.name) if profile else "",
            reference=policy.slug,
            version_label=str(version.number),
            state_label=i18n.spoken(shelf.standing(version)),
            date_label=i18n.day(version.in_force_from or version.drafted_at.date()),
            draft=version.state in (VersionState.DRAFT, VersionState.IN_REVIEW),
            record_hash=hashlib.sha256(body.encode()).hexdigest(),
            log_head=audit.head(db.session),
            moment=version.adopted_at or version.submitted_at or version.drafted_at,
        )
    changes = condense(diff(before.body(lang), body, lang)) if before else []
    return print_document(
        "policies/paper.html",
        doc,
        policy=policy,
        version=version,
        body=body,
        before=before,
        changes=changes,
    )
