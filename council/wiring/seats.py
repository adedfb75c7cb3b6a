"""What seats tell other rooms: roles from seats held, links, terms that end soon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from council.charter import hooks
from council.charter.hooks import Signer
from council.core.saying import N_, Both, Say
from council.seats import queries
from council.web import registries
from council.web.registries import Link, Waiting

WARN_DAYS = 60
LAST_DAYS = 30


def wire() -> None:
    """Fill the registries of this room."""
    registries.places_of = queries.places
    hooks.voting_seats = queries.voting_seat_count
    hooks.signers = signers
    registries.link_kind("seat", queries.seat_rows, seat_link, may="seats:seat:read")
    registries.link_kind("office", queries.office_rows, office_link, may="seats:seat:read")
    registries.docket_source(terms_ending, lambda on: [queries.terms_ending_ask(**_soon(on))])


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


def seat_link(row: Any) -> Link:
    """A seat as a link."""
    return Link(f"seat:{row.id}", N_("Seat"), Both(row.en, row.zh), url_for("seats.seat", seat_id=row.id))


def office_link(row: Any) -> Link:
    """Offices stand on the page of the reporting lines."""
    return Link(f"office:{row.id}", N_("Office"), Both(row.en, row.zh), url_for("seats.table") + "#lines")


def terms_ending(session: Session, on: date) -> Iterable[Waiting]:
    """Terms that end within sixty days and have no successor yet; the last thirty are pressing."""
    for term in queries.terms_ending(session, **_soon(on)):
        last = term.last_day
        if last is None:
            continue
        yield Waiting(
            term.seat.ref,
            term.seat.name,
            Say("seats.term_ends", person=term.person.name, last=last),
            url=url_for("seats.seat", seat_id=term.seat_id),
            since=last - timedelta(days=WARN_DAYS),
            due=last,
            minutes=5,
            tone="warn" if (last - on).days <= LAST_DAYS else "neutral",
        )


def _soon(on: date) -> dict[str, date]:
    return {"after": on, "until": on + timedelta(days=WARN_DAYS)}
