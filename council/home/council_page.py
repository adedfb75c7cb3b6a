"""The council page: the law in force, who sits on it today, its lines and its rules in plain sentences."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.access.can import can
from council.db import db
from council.home import council_queries as queries
from council.web import current


def show() -> ResponseReturnValue:
    """What anybody asks first about the council."""
    council = queries.council_on(db.session, current.today())
    return render_template("home/council.html", council=council, links=_links())


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
