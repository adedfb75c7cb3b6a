"""What the charter tells other rooms: the council's own row, links to versions, what waits for a vote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import current_app, url_for
from sqlalchemy.orm import Session

from council.charter import queries
from council.charter.models import CouncilProfile
from council.core.saying import N_, Say
from council.db import db
from council.web import registries
from council.web.memory import remembered
from council.web.registries import Link, NavEntry, Waiting


def wire() -> None:
    """Fill the registries of this room."""
    registries.council_profile = council_profile
    registries.link_kind("charter_version", version_links)
    registries.docket_source(waiting_for_vote)
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
    found = remembered(db.session, "profile", work=lambda: queries.profile(db.session))
    if found is not None:
        # Kept from an earlier page, it joins this page's session without being asked for again.
        found = db.session.merge(found, load=False)
        current_app.config["TIME_ZONE"] = found.time_zone
    return found


def version_links(session: Session, ids: list[int]) -> dict[int, Link]:
    """Charter versions as links."""
    return {
        each.id: Link(
            each.ref,
            N_("Charter"),
            Say("charter.version_name", version=each.number),
            url_for("charter.version", number=each.number),
            code=each.code,
            state=each.status,
            on=each.in_force_from,
        )
        for each in queries.find_by_ids(session, ids)
    }


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
