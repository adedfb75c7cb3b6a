"""What accounts gives to all: who acts, the way to sign in, names of people, account roles, links to persons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from council.accounts import queries, signing, views
from council.core.saying import N_
from council.web import registries
from council.web.registries import Link


def wire() -> None:
    """Fill the registries of this room."""
    registries.actor_of_request = signing.actor
    registries.ask_to_sign_in = views.ask_to_sign_in
    registries.people_named = queries.names
    registries.council_profile = _no_council
    registries.seats_of = _no_seats
    registries.role_source(queries.account_roles)
    registries.link_kind("person", _links)


def _no_council() -> None:
    """Until charter says which council this is."""


def _no_seats(session: Session, person_id: int, on: date) -> tuple[set[int], set[int]]:
    """Until seats says who sits where."""
    return set(), set()


def _links(session: Session, ids: list[int]) -> Mapping[int, Link]:
    return {
        one: Link(f"person:{one}", N_("Person"), name, url_for("admin.person", person_id=one))
        for one, name in queries.names(session, ids).items()
    }
