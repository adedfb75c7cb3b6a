"""The room's blueprint, and what its pages share."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from council.access.can import check
from council.accounts import queries as accounts
from council.core.errors import NotFound
from council.db import db
from council.i18n import spoken
from council.initiatives import queries
from council.web import current
from council.web.rooms import Room

room = Room("initiatives", __name__, url_prefix="/initiatives")


def cycle_of(code: str, *, lead: bool = True) -> Any:
    """The latest cycle of an initiative, for those who may lead it."""
    found = queries.get(db.session, code).cycle
    if lead:
        check(current.actor(), "initiatives:initiative:lead", found)
    return found


def step_of(code: str, step_id: int) -> Any:
    """A step of the latest cycle."""
    for one in cycle_of(code, lead=False).steps:
        if one.id == step_id:
            return one
    raise NotFound(f"{code} step {step_id}")


def back(code: str) -> ResponseReturnValue:
    """To the initiative's page."""
    return redirect(url_for("initiatives.initiative", code=code), 303)


def people() -> list[tuple[int, str]]:
    """Who may be given something, by name."""
    return [(one.id, spoken(one.name)) for one in accounts.people(db.session, active=True)]
