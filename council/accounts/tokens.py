"""Tokens of scripts: made by a person, shown once, good for what that person may do today, revoked at any time."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.access.can import check
from council.accounts import limits, queries, signing
from council.accounts.kinds import Scope
from council.accounts.models import ApiToken, Person
from council.accounts.secrets import new_token, token_hash
from council.audit import service as audit
from council.core.actor import Actor
from council.core.clock import at
from council.core.errors import Forbidden, Refused
from council.db import db
from council.db.engine import reading

log = logging.getLogger(__name__)
MARK = "cscp_"
"""How every token begins, so that a leaked one can be told for what it is."""
SHOWN = len(MARK) + 6
LASTS = timedelta(days=365)
LONGEST = timedelta(days=2 * 366)
MOST = 20
"""Tokens of one person that are in use at the same time."""
A_MINUTE = 120
"""Calls of one token in the minute that begins with the first of them."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Came:
    """A script that came with a token: whose it is and what it is good for; `wait` seconds when it comes too often."""

    token_id: int
    prefix: str
    person_id: int
    scopes: frozenset[str]
    wait: int = 0


@dataclass(frozen=True)
class Wrong:
    """A token that is none, or none any more; `often` when too many of them came from that address."""

    often: bool = False


def make(
    session: Session,
    actor: Actor,
    person: Person,
    *,
    name: str,
    scopes: Iterable[str],
    expires_on: date,
    today: date,
    zone: str,
    now: datetime,
) -> tuple[ApiToken, str]:
    """A new token of one's own, good until the end of a day; its text comes back once and is kept nowhere."""
    check(actor, "accounts:token:make")
    if actor.person_id != person.id:
        raise Forbidden("accounts:token:make")
    wanted = [str(one) for one in Scope if str(one) in set(scopes)]
    if not wanted:
        raise Refused("accounts.token_scope", field="scopes")
    if not today < expires_on <= today + LONGEST:
        raise Refused("accounts.token_expiry", field="expires_on", latest=today + LONGEST)
    if len([one for one in queries.tokens_of(session, person) if in_use(one, now)]) >= MOST:
        raise Refused("accounts.token_many", most=MOST)
    text = MARK + new_token()
    token = ApiToken(
        token_hash=token_hash(text), prefix=text[:SHOWN], person_id=person.id, name=name.strip(), scopes=wanted,
        created_at=now, expires_at=at(expires_on + timedelta(days=1), 0, 0, zone), calls=0,
    )  # fmt: skip
    session.add(token)
    said = {"token": token.prefix, "name": token.name, "scopes": wanted, "until": expires_on}
    audit.record(session, actor, "accounts.token_made", person, now=now, **said)
    session.flush()
    return token, text


def revoke(session: Session, actor: Actor, token: ApiToken, *, now: datetime) -> None:
    """End a token for good, one's own or as administrator anybody's; whichever of two comes first does it."""
    check(actor, "accounts:token:revoke", token)
    query = update(ApiToken).where(ApiToken.id == token.id, ApiToken.revoked_at.is_(None))
    done = session.execute(query.values(revoked_at=now, revoked_by_id=actor.person_id))
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused("accounts.token_revoked")
    said = {"token": token.prefix, "name": token.name}
    audit.record(session, actor, "accounts.token_revoked", token.person, now=now, **said)


def in_use(token: ApiToken, now: datetime) -> bool:
    """Whether it can still be used."""
    return token.revoked_at is None and now < token.expires_at


def enter(text: str, address: str, *, now: datetime) -> Came | Wrong:
    """Who comes with this token, each call counted, as is each wrong token of an address.

    Counts in a short transaction of its own. While the storage cannot be written, a token is only looked up:
    what is then read costs nothing, and what is sent is not saved anyway.
    """
    try:
        return signing.aside(lambda session: _entered(session, text, address, now))
    except DatabaseError:
        log.warning("a call could not be counted: the storage is locked, full or read-only")
    mark = reading.set(True)
    try:
        with db.sessionmaker() as session:
            token = _found(session, text, now)
            return Wrong() if token is None else _came(token)
    finally:
        reading.reset(mark)


def _entered(session: Session, text: str, address: str, now: datetime) -> Came | Wrong:
    token = _found(session, text, now)
    if token is None:
        return Wrong(often=not limits.wrong_token(session, address, now=now))
    begun = token.last_used_at
    if begun is None or not begun <= now < begun + MINUTE:
        token.last_used_at, token.calls = now, 1
        return _came(token)
    token.calls += 1
    if token.calls <= A_MINUTE:
        return _came(token)
    return _came(token, wait=max(1, -int((now - begun - MINUTE).total_seconds() // 1)))


def _found(session: Session, text: str, now: datetime) -> ApiToken | None:
    if not text.startswith(MARK):
        return None
    token = session.scalar(select(ApiToken).where(ApiToken.token_hash == token_hash(text)))
    return token if token is not None and in_use(token, now) and token.person.active else None


def _came(token: ApiToken, wait: int = 0) -> Came:
    return Came(token.id, token.prefix, token.person_id, frozenset(map(str, token.scopes)), wait)
