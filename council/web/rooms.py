"""Routes: each is registered with its permission, and the edge commits what a view changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from council.access.can import can
from council.access.table import TABLE
from council.core.actor import Actor
from council.core.errors import Forbidden, NotFound
from council.db import db
from council.web import current, registries
from council.web.models import FormKey

View = Callable[..., ResponseReturnValue]


@dataclass(frozen=True)
class Route:
    """What the access matrix knows of a route."""

    endpoint: str
    rule: str
    methods: tuple[str, ...]
    may: str | None


REGISTERED: dict[str, Route] = {}


class Room(Blueprint):
    """A room's blueprint: templates, address prefix and permissions share its name."""

    def page(self, rule: str, *, may: str | None, **options: Any) -> Callable[[View], View]:
        """A page that only reads (GET). `may=None` makes it public."""
        return self._route(rule, may, ("GET",), options)

    def form(self, rule: str, *, may: str | None, **options: Any) -> Callable[[View], View]:
        """A page with a form: GET shows it, POST takes it."""
        return self._route(rule, may, ("GET", "POST"), options)

    def verb(self, rule: str, *, may: str | None, **options: Any) -> Callable[[View], View]:
        """A step that is only done (POST)."""
        return self._route(rule, may, ("POST",), options)

    def guarded(self, view: View, may: str | None) -> View:
        """The view behind the room's guard and edge; a room of scripts has others."""
        return _at_the_edge(_guarded(view, may))

    def _route(
        self, rule: str, may: str | None, methods: tuple[str, ...], options: dict[str, Any]
    ) -> Callable[[View], View]:
        if may is not None and may not in TABLE:
            raise LookupError(f"{self.name}: no permission {may!r} in the table")

        def register(view: View) -> View:
            endpoint = f"{self.name}.{options.get('endpoint', view.__name__)}"
            REGISTERED[endpoint] = Route(endpoint, rule, methods, may)
            self.add_url_rule(rule, view_func=self.guarded(view, may), methods=list(methods), **options)
            return view

        return register


def check_all_guarded(app: Flask) -> None:
    """Start-up error when a route came in by another door than a Room."""
    strangers = {rule.endpoint for rule in app.url_map.iter_rules()} - set(REGISTERED) - {"static"}
    if strangers:
        raise RuntimeError(f"routes without a permission: {sorted(strangers)}")


def _guarded(view: View, may: str | None) -> View:
    @wraps(view)
    def inner(**arguments: Any) -> ResponseReturnValue:
        if may is None:
            return view(**arguments)
        actor = current.actor()
        if actor.person_id is None:
            return registries.ask_to_sign_in()
        require(actor, may, arguments)
        return view(**arguments)

    return inner


def require(actor: Actor, may: str, arguments: dict[str, Any]) -> None:
    """Refuse who may not: as if there were nothing, where they may not even read the thing that is named."""
    if not can(actor, may):
        room, noun, _ = may.split(":")
        read = f"{room}:{noun}:read"
        raise NotFound(may) if read in TABLE and not can(actor, read) and arguments else Forbidden(may)


def _at_the_edge(view: View) -> View:
    @wraps(view)
    def inner(**arguments: Any) -> ResponseReturnValue:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return view(**arguments)
        key = request.form.get("form_key", "")[:64]
        taken = _already_taken(key)
        if taken is not None:
            return taken
        response = make_response(view(**arguments))
        if response.status_code >= 400:
            db.session.rollback()
            return response
        try:
            if key:
                location = response.headers.get("Location", request.path)
                db.session.add(
                    FormKey(key=key, person_id=current.actor().person_id, location=location, at=current.now())
                )
                db.session.flush()
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            taken = _already_taken(key)
            if taken is None:
                raise
            return taken
        return response

    return inner


def _already_taken(key: str) -> ResponseReturnValue | None:
    if not key:
        return None
    known = db.session.get(FormKey, key)
    if known is None or known.person_id != current.actor().person_id:
        return None
    return redirect(known.location, 303)
