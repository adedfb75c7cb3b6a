"""The door for scripts: a token at each call, rights as its person has them today, problems as answers."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import Any

from flask import g, make_response, request
from flask.typing import ResponseReturnValue

from council.access.can import can
from council.accounts import queries, tokens
from council.accounts.kinds import Scope
from council.accounts.tokens import Came, Wrong
from council.db import db
from council.web import current
from council.web.edge import SAFE
from council.web.problems import Problem
from council.web.rooms import Room, View, require

USE = "accounts:token:make"
"""Who may not make a token may not use one either: when the role goes, the token is worth nothing."""
SCOPES = {"metrics:metric:read": Scope.READ, "metrics:observation:record": Scope.WRITE}
"""What a token must be good for, by the permission of the address."""
ASK = 'Bearer realm="council"'


class Scripts(Room):
    """A room whose visitors are scripts; its routes stand in the same table of permissions."""

    def guarded(self, view: View, may: str | None) -> View:
        """The view behind the token, and an edge that saves when the answer is good."""
        if may is not None and may not in SCOPES:
            raise LookupError(f"{self.name}: no scope for {may!r}")

        @wraps(view)
        def inner(**arguments: Any) -> ResponseReturnValue:
            if may is not None:
                _let_in(may, arguments)
            response = make_response(view(**arguments))
            if request.method in SAFE:
                return response
            if response.status_code < 400:
                db.session.commit()
            else:
                db.session.rollback()
            return response

        return inner


def came() -> Came:
    """The token this call came with."""
    found: Came = g.came
    return found


def _let_in(may: str, arguments: dict[str, Any]) -> None:
    way, _, text = request.headers.get("Authorization", "").partition(" ")
    if way.lower() != "bearer" or not text.strip():
        raise Problem("no-token", headers={"WWW-Authenticate": ASK})
    found = tokens.enter(text.strip(), request.remote_addr or "", now=current.now())
    if isinstance(found, Wrong):
        if found.often:
            raise Problem("too-often", headers={"Retry-After": str(int(tokens.MINUTE.total_seconds()))})
        raise Problem("wrong-token", headers={"WWW-Authenticate": f'{ASK}, error="invalid_token"'})
    if found.wait:
        raise Problem("too-often", headers={"Retry-After": str(found.wait)})
    person = queries.get_person(db.session, found.person_id)
    actor = queries.actor_for(db.session, person, current.today())
    g.actor, g.came = replace(actor, label=f"api {found.prefix}"), found
    if not can(actor, USE):
        raise Problem("not-allowed")
    if SCOPES[may] not in found.scopes:
        said = f'{ASK}, error="insufficient_scope", scope="{SCOPES[may]}"'
        raise Problem("scope", headers={"WWW-Authenticate": said})
    require(actor, may, arguments)
