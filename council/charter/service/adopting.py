"""A version's way to the vote and into force."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import move
from council.charter import queries
from council.charter.events import VersionLeaving
from council.charter.models import CharterVersion
from council.charter.service.soundly import refuse_unsound, texts_of
from council.charter.states import LIFE, VersionState
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused, RefusedMany
from council.core.events import announce
from council.db.thread import link


def submit(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    *,
    expected: int | None = None,
    now: datetime,
) -> CharterVersion:
    """Put a draft up for the vote; refused while a rule is impossible or names an article that is not there."""
    check(actor, "charter:version:draft", version)
    check_ready(session, version, on=_today(session, now))
    move(session, actor, version, LIFE, "submit", now=now, expected=expected)
    return version


def check_ready(session: Session, version: CharterVersion, *, on: date) -> None:
    """Refused while a draft cannot be voted on: the first reason why."""
    LIFE.after(version.state, "submit")
    if not version.change_summary:
        raise Refused("charter.no_summary", field="change_summary")
    try:
        seats = queries.voting_seats(session, on)
        refuse_unsound(queries.rules_of(version), texts_of(version), voting_seats=seats)
    except RefusedMany as many:
        raise many.refusals[0] from None


def check_leaving(session: Session, actor: Actor, version: CharterVersion, *, now: datetime) -> None:
    """Refused while the council deals with a version: on an agenda, or under an open vote."""
    if version.state == VersionState.IN_REVIEW:
        announce(VersionLeaving(session, actor, now, version))


def take_back(
    session: Session, actor: Actor, version: CharterVersion, *, expected: int | None = None, now: datetime
) -> CharterVersion:
    """Back to the desk: a version in review becomes a draft again."""
    check(actor, "charter:version:draft", version)
    check_leaving(session, actor, version, now=now)
    move(session, actor, version, LIFE, "take_back", now=now, expected=expected)
    return version


def withdraw(
    session: Session, actor: Actor, version: CharterVersion, *, expected: int | None = None, now: datetime
) -> CharterVersion:
    """Give a draft up; its number stays used."""
    check(actor, "charter:version:draft", version)
    check_leaving(session, actor, version, now=now)
    move(session, actor, version, LIFE, "withdraw", now=now, expected=expected)
    return version


def adopt(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    *,
    decision_ref: str,
    in_force_from: date | None = None,
    now: datetime,
) -> CharterVersion:
    """Follow a carried decision of class `charter`: the version is law from its day, never before today."""
    check(actor, "charter:version:adopt", version)
    refuse_unsound(queries.rules_of(version), texts_of(version))
    today = _today(session, now)
    begins = max(in_force_from or version.in_force_from or today, today)
    move(
        session, actor, version, LIFE, "adopt", now=now, detail={"decision": decision_ref},
        adopted_at=now, decision_ref=decision_ref, in_force_from=begins,
    )  # fmt: skip
    link(session, decision_ref, version.ref, "adopted", now=now)
    return version


def _today(session: Session, now: datetime) -> date:
    council = queries.profile(session)
    return local_date(now, council.time_zone if council else "UTC")
