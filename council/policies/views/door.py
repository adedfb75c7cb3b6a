"""The room's blueprint, and what its pages share."""

from __future__ import annotations

from typing import Any

from council.access.can import check
from council.db import db
from council.policies import queries
from council.policies.queries import Shelf
from council.web import current
from council.web.rooms import Room

room = Room("policies", __name__, url_prefix="/policies")


def shelf_of(slug: str) -> Shelf:
    """A policy with its versions as they stand today."""
    return queries.shelf(db.session, queries.get(db.session, slug), current.today())


def version_of(shelf: Shelf, number: int) -> Any:
    """A version that the reader may know of."""
    found = queries.get_version(db.session, shelf.policy, number)
    check(current.actor(), "policies:version:read", found)
    return found
