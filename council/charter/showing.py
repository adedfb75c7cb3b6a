"""A version as its page shows it: articles with rules, the other versions, the next steps."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.charter import queries, service
from council.charter.models import CharterVersion
from council.charter.reading import rules_by_article, sections
from council.charter.soundness import warnings
from council.charter.states import LIFE, VersionState
from council.web import current
from council.web.verbs import Verbs

DRAFT = "charter:version:draft"


def page_of(session: Session, found: CharterVersion) -> dict[str, Any]:
    """Everything the page of a version shows."""
    known = queries.versions(session)
    rules = queries.rules_of(found)
    open_draft = next((each for each in known if each.state in service.OPEN_STATES), None)
    return {
        "version": found,
        "sections": sections(found.articles),
        "rules": rules_by_article(rules),
        "warnings": warnings(rules) if found.state in service.OPEN_STATES else [],
        "versions": known,
        "standings": queries.standings(known, current.today()),
        "base": next((v for v in known if v.number < found.number and v.state == VersionState.ADOPTED), None),
        "verbs": _verbs(session, found, can_begin=open_draft is None),
        "open_draft": open_draft,
    }


def _verbs(session: Session, found: CharterVersion, *, can_begin: bool) -> Verbs:
    life, number = LIFE.verbs(found.state), found.number
    verbs = Verbs(found)
    verbs.add(
        DRAFT,
        _("Put up for the vote"),
        url_for("charter.step", number=number, step="submit"),
        when="submit" in life,
        icon="send",
        tone="primary",
        check=lambda: service.check_ready(session, found, on=current.today()),
    )
    verbs.add(
        DRAFT,
        _("Edit the summary"),
        url_for("charter.edit", number=number),
        when=found.state == VersionState.DRAFT,
        method="get",
        icon="pencil",
    )
    verbs.add(
        DRAFT,
        _("Take back to draft"),
        url_for("charter.step", number=number, step="take_back"),
        when="take_back" in life,
        icon="arrow-back-up",
    )
    verbs.add(
        DRAFT,
        _("Withdraw"),
        url_for("charter.step", number=number, step="withdraw"),
        when="withdraw" in life,
        icon="circle-x",
        tone="danger",
        confirm=_("Withdraw this version? Its number stays used."),
    )
    verbs.add(
        DRAFT,
        _("Draft a new version"),
        url_for("charter.draft"),
        when=can_begin and found.state == VersionState.ADOPTED,
        method="get",
        icon="file-plus",
    )
    return verbs
