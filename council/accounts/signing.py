"""Signing in and out: sessions kept in the database, so that any of them can be ended from here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from flask import g, request
from flask import session as cookie
from flask.sansio.app import App
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, object_session

from council.accounts import queries, secrets
from council.accounts.models import Person, SignIn
from council.accounts.secrets import new_token, token_hash
from council.core.actor import Actor
from council.core.errors import NotFound
from council.db import db
from council.db.engine import reading
from council.web import current, edge, problems

log = logging.getLogger(__name__)
T = TypeVar("T")
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
WATCHED = ("/healthz", "/readyz")
"""Pages that answer also while the database does not."""
SEEN_EVERY = timedelta(minutes=1)


class Visitor:
    """What Flask-Login carries through a request: the token of a sign-in and whom it belongs to."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, token: str, sign_in_id: int, person: Person) -> None:
        self.token = token
        self.sign_in_id = sign_in_id
        self.person = person

    def get_id(self) -> str:
        """The cookie holds this and nothing about the person."""
        return self.token


def init_app(app: App) -> None:
    """Give the application its sign-in."""
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_visitor)
    manager.init_app(app)
    secrets.set_cost(*app.config.get("PASSWORD_COST", secrets.COST))


def begin() -> None:
    """Before each request: find out who comes, before the request's own transaction begins."""
    if request.endpoint == "static" or request.path in WATCHED:
        return
    if problems.asked():
        g.visitor = None  # a script shows its token at each call; cookies open nothing there
        return
    visitor = current_user._get_current_object()
    g.visitor = visitor if visitor.is_authenticated else None


def sign_in(session: Session, person: Person, *, browser: str, now: datetime) -> SignIn:
    """A new session under a new id; whatever the cookie held before is dropped."""
    token = new_token()
    found = SignIn(
        token_hash=token_hash(token), person_id=person.id, browser=browser[:200], created_at=now, last_seen_at=now,
        expires_at=now + LONGEST,
    )  # fmt: skip
    session.add(found)
    session.flush()
    cookie.clear()
    g.pop("csrf_token", None)
    visitor = Visitor(token, found.id, person)
    login_user(visitor)
    g.visitor = visitor
    forget_actor()
    return found


def sign_out(session: Session, *, now: datetime) -> None:
    """End this browser's session in the database; a copy of its cookie is worthless from now on."""
    mine = this_sign_in(session)
    if mine is not None:
        mine.revoked_at = now
    logout_user()
    cookie.clear()
    g.visitor = None
    forget_actor()


def this_sign_in(session: Session) -> SignIn | None:
    """The row of the session this request came with."""
    visitor = g.get("visitor")
    return session.get(SignIn, visitor.sign_in_id) if visitor else None


def person() -> Person | None:
    """Who is signed in; looked up once a request."""
    if "person" not in g:
        if "visitor" not in g:
            # A request refused before `begin` (a missing CSRF token) still wants to know.
            begin()
        visitor = g.get("visitor")
        found = _joined(visitor.person) if visitor else None
        g.person = found if found is not None and found.active else None
    known: Person | None = g.person
    return known


def me() -> Person:
    """Who is signed in; NotFound for a visitor."""
    who = person()
    if who is None:
        raise NotFound("person")
    return who


def actor() -> Actor:
    """Who this request acts for."""
    who = person()
    if who is None:
        return current.ANONYMOUS
    today = current.today()
    return queries.actor_for(db.session, who, today)


def forget_actor() -> None:
    """After signing in or out, ask anew who this is."""
    for name in ("actor", "person"):
        g.pop(name, None)


def aside(work: Callable[[Session], T]) -> T:
    """Write something in its own transaction; the request's own is let go first, for SQLite has one writer."""
    db.session.rollback()
    return edge.aside(work)


def _joined(known: Person) -> Person | None:
    """The person in the request's own session: as read with the sign-in, but anew where the request may write."""
    if object_session(known) is db.session:
        return known
    return db.session.merge(known, load=False) if reading.get() else db.session.get(Person, known.id)


def _visitor(token: str) -> Visitor | None:
    """Flask-Login's loader. Reads in a session of its own: the request's must not hold the write lock yet."""
    now = current.now()
    mark = reading.set(True)
    try:
        with db.sessionmaker() as session:
            found, whose = queries.find_sign_in(session, token) or (None, None)
            good = (
                found is not None
                and found.revoked_at is None
                and now < found.expires_at
                and now - found.last_seen_at < IDLE
            )
            visitor = (
                Visitor(token, found.id, whose) if found is not None and whose is not None and good else None
            )
            tired = visitor is not None and found is not None and now - found.last_seen_at >= SEEN_EVERY
    finally:
        reading.reset(mark)
    if visitor is not None and tired:
        sign_in_id = visitor.sign_in_id
        try:
            edge.aside(lambda session: _seen(session, sign_in_id, now))
        except DatabaseError:
            log.warning("the last-seen time could not be kept: the storage is locked, full or read-only")
    return visitor


def _seen(session: Session, sign_in_id: int, now: datetime) -> None:
    found = session.get(SignIn, sign_in_id)
    if found is not None:
        found.last_seen_at = max(found.last_seen_at, now)
