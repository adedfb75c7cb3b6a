"""What accounts gives to all: who acts, the way to sign in, names of people, account roles, links to persons."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.accounts import queries, signing, views
from council.core.saying import N_, Both
from council.web import registries
from council.web.registries import Link, Places


def wire() -> None:
    """Fill the registries of this room."""
    registries.actor_of_request = signing.actor
    registries.ask_to_sign_in = views.ask_to_sign_in
    registries.people_named = queries.names
    registries.council_profile = _no_council
    registries.places_of = _no_seats
    registries.link_kind("person", queries.link_rows, _link, may="admin:people:read")


def _no_council() -> None:
    """Until charter says which council this is."""


def _no_seats(session: Session, person_id: int, on: date) -> Places:
    """Until seats says who sits where."""
    return Places()


def _link(row: Any) -> Link:
    return Link(
        f"person:{row.id}", N_("Person"), Both(row.en, row.zh), url_for("admin.person", person_id=row.id)
    )
