"""What the charter tells other rooms: the council's own row, links to versions, what waits for a vote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import current_app, url_for
from sqlalchemy.orm import Session

from council.charter import queries
from council.charter.models import CouncilProfile
from council.charter.states import VersionState
from council.core.saying import N_, Say
from council.db import db
from council.web import registries
from council.web.registries import Link, NavEntry, Waiting


def wire() -> None:
    """Fill the registries of this room."""
    registries.council_profile = council_profile
    registries.link_kind("charter_version", queries.link_rows, version_link, may="charter:version:read")
    registries.docket_source(waiting_for_vote, lambda on: [queries.in_review_ask()])
    registries.nav.append(
        NavEntry(
            N_("Council"),
            "home.council",
            "council",
            "home:council:read",
            children=(
                NavEntry(N_("Charter"), "charter.in_force", "scale", "charter:version:read"),
                NavEntry(N_("Seats and reporting lines"), "seats.table", "users", "seats:seat:read"),
            ),
        )
    )


def council_profile() -> CouncilProfile | None:
    """The council's own row; its time zone becomes the one that every page counts days in."""
    found = queries.profile(db.session)
    if found is not None:
        current_app.config["TIME_ZONE"] = found.time_zone
    return found


def version_link(row: Any) -> Link:
    """A charter version as a link."""
    number = int(row.more)
    return Link(
        f"charter_version:{row.id}",
        N_("Charter"),
        Say("charter.version_name", version=number),
        url_for("charter.version", number=number),
        code=f"v{number}",
        state=VersionState(row.state),
        on=row.day,
    )


def waiting_for_vote(session: Session, on: date) -> Iterable[Waiting]:
    """Versions in review belong on an agenda."""
    for each in queries.in_review(session):
        yield Waiting(
            each.ref,
            Say("charter.version_name", version=each.number),
            Say("charter.waits_for_vote"),
            url=url_for("charter.version", number=each.number),
            since=each.made_at.date(),
            minutes=30,
        )
