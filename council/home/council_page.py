"""The council page: the law in force, who sits on it today, its next dates, who came, its rules in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from council.access.can import can
from council.charter.reading import RuleGroup
from council.charter.sentences import RuleLine
from council.db import db
from council.home import council_queries as queries
from council.home import dates
from council.web import current

SUBJECTS = (
    (_l("Meetings"), ("presiding", "notice", "late_items", "cadence", "requisition")),
    (_l("Minutes"), ("minutes",)),
    (_l("Without a meeting"), ("lazy", "written")),
    (_l("Members and terms"), ("terms", "department_cap", "alternates")),
    (_l("Policies"), ("review",)),
)
"""The rules that hold for the council as a whole, by what they are about."""


@dataclass(frozen=True)
class ClassRules:
    """What one class of decisions asks for: each rule by its name, None where the charter has none."""

    group: RuleGroup
    quorum: RuleLine | None = None
    majority: RuleLine | None = None
    methods: RuleLine | None = None
    conflict_limit: RuleLine | None = None


def show() -> ResponseReturnValue:
    """What anybody asks first about the council."""
    actor, today, now = current.actor(), current.today(), current.now()
    coming = dates.coming(db.session, actor, today=today, now=now)
    council = queries.council_on(db.session, today)
    meets = can(actor, "meetings:meeting:read")
    zone = current_app.config["TIME_ZONE"]
    return render_template(
        "home/council.html",
        council=council,
        coming=coming,
        came=queries.attendance(db.session, today, zone) if meets else None,
        classes=_by_class(council.rules),
        subjects=_by_subject(council.rules),
        links=_links(),
    )


def _by_class(groups: Iterable[RuleGroup]) -> list[ClassRules]:
    return [
        ClassRules(group, **{line.path.rpartition(".")[2]: line for line in group.lines})
        for group in groups
        if group.decision_class is not None
    ]


def _by_subject(groups: Iterable[RuleGroup]) -> list[tuple[str, list[RuleLine]]]:
    known = {line.path: line for group in groups if group.decision_class is None for line in group.lines}
    return [
        (str(title), found)
        for title, paths in SUBJECTS
        if (found := [known[path] for path in paths if path in known])
    ]


def _links() -> list[dict[str, str]]:
    """Where the council's work stands, as far as this reader may go."""
    register = _("Decision register"), _("What was decided, with votes and rule")
    actions = _("Actions"), _("Who does what by when")
    charter = _("Charter"), _("Articles, rules and earlier versions")
    seats = _("Seats and reporting lines"), _("Duty table, terms, any day in the past")
    offered = (
        ("decisions.register", "decisions:decision:read", "gavel", *register),
        ("actions.listing", "actions:action:read", "list-check", *actions),
        ("charter.in_force", "charter:version:read", "scale", *charter),
        ("seats.table", "seats:seat:read", "hierarchy", *seats),
    )
    return [
        {"url": url_for(endpoint), "icon": icon, "label": label, "text": text}
        for endpoint, may, icon, label, text in offered
        if can(current.actor(), may)
    ]
