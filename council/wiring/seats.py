"""What seats tell other rooms: roles from seats held, links, who signs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.charter import hooks
from council.charter.hooks import Signer
from council.core.saying import N_, Both, Say
from council.seats import queries
from council.web import registries
from council.web.registries import Link


def wire() -> None:
    """Fill the registries of this room."""
    registries.places_of = queries.places
    hooks.voting_seats = queries.voting_seat_count
    hooks.seat_names = seat_names
    hooks.signers = signers
    registries.link_kind("seat", queries.seat_rows, seat_link, may="seats:seat:read")
    registries.link_kind("office", queries.office_rows, office_link, may="seats:seat:read")


def signers(session: Session, on: date) -> list[Signer]:
    """Chair and secretary of the day sign a charter; without a secretary's seat, the line stays open."""
    found = (
        ("chair", queries.chair_on(session, on)),
        ("secretary", queries.secretary_on(session, on)),
    )
    return [
        Signer(each.holder.name if each and each.holder else None, Say(f"charter.signer.{task}"))
        for task, each in found
    ]


def seat_names(session: Session, on: date) -> Mapping[str, Both]:
    """Each seat of a day by the token that charter rules know it by."""
    return {f"seat:{one.id}": one.name for one in queries.seats_on(session, on)}


def seat_link(row: Any) -> Link:
    """A seat as a link."""
    return Link(f"seat:{row.id}", N_("Seat"), Both(row.en, row.zh), url_for("seats.seat", seat_id=row.id))


def office_link(row: Any) -> Link:
    """Offices stand on the page of the reporting lines."""
    return Link(f"office:{row.id}", N_("Office"), Both(row.en, row.zh), url_for("seats.table") + "#lines")
