"""Links that let a person set a password: 256 random bits, one use, one hour; only the hash is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import update
from sqlalchemy.orm import Session

from council.access.can import check
from council.accounts import queries
from council.accounts.kinds import TicketKind
from council.accounts.models import Person, Ticket
from council.accounts.secrets import new_token, token_hash
from council.audit import service as audit
from council.core.actor import SYSTEM, Actor
from council.core.errors import Refused
from council.mail import letters

LASTS = timedelta(hours=1)


def invite(session: Session, actor: Actor, person: Person, *, now: datetime) -> str:
    """A new invitation (or, for somebody with a password, reset) link; returned to be shown, and put in the outbox."""
    check(actor, "admin:people:edit", person)
    if not person.active:
        raise Refused("accounts.inactive", name=person.name)
    kind = TicketKind.RESET if person.password_hash else TicketKind.INVITATION
    return _make(session, actor, person, kind, now=now)


def request_reset(session: Session, email: str, *, now: datetime) -> None:
    """A reset link by mail when the address belongs to an open account; nothing else tells whether it does."""
    person = queries.find_person(session, email)
    if person is not None and person.active:
        _make(session, SYSTEM, person, TicketKind.RESET, now=now)


def use(session: Session, ticket: Ticket, *, now: datetime) -> None:
    """Spend a ticket; of two browsers that try at once, one is refused."""
    query = update(Ticket).where(Ticket.id == ticket.id, Ticket.used_at.is_(None)).values(used_at=now)
    if session.execute(query).rowcount != 1:  # type: ignore[attr-defined]
        raise Refused("accounts.ticket_spent")


def _make(session: Session, actor: Actor, person: Person, kind: TicketKind, *, now: datetime) -> str:
    session.execute(
        update(Ticket).where(Ticket.person_id == person.id, Ticket.used_at.is_(None)).values(used_at=now)
    )
    token = new_token()
    session.add(
        Ticket(
            token_hash=token_hash(token),
            person_id=person.id,
            kind=kind,
            created_at=now,
            expires_at=now + LASTS,
        )
    )
    verb = "accounts.invited" if kind == TicketKind.INVITATION else "accounts.reset_made"
    audit.record(session, actor, verb, person, now=now)
    # Built from the configured base address, never from the request's Host header.
    path = current_app.url_map.bind("").build("accounts.ticket", {"token": token})
    link = current_app.config["BASE_URL"] + path
    letters.write(
        session, f"accounts.mail.{kind}_subject", f"mail/{kind}.txt", to=person, link=link, hours=1, now=now
    )
    return link
