"""The room's blueprint, and what its pages share."""

from __future__ import annotations

from typing import Any

from council.access.can import check
from council.db import db
from council.minutes import queries
from council.web import current
from council.web.forms import EmptyForm
from council.web.rooms import Room

room = Room("minutes", __name__, url_prefix="/minutes")
READ = "minutes:minutes:read"
COMPOSE = "minutes:minutes:compose"


def get(code: str) -> Any:
    """The minutes of an address, when the reader may know of them."""
    found = queries.get(db.session, code)
    check(current.actor(), READ, found)
    return found


def seen() -> int | None:
    """The version of the thing that a button was pressed on."""
    return EmptyForm().row_version.data
