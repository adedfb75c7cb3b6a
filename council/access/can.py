"""The one question: may this actor do this with this thing?"""

from __future__ import annotations

from typing import Any

from council.access.table import TABLE
from council.core.actor import Actor
from council.core.errors import Forbidden, NotFound


def can(actor: Actor, permission: str, thing: Any = None) -> bool:
    """Whether the actor holds `room:thing:verb`; without a thing: whether they could for some thing.

    An unknown permission is a programming error (KeyError). The system may do everything.
    """
    predicate = TABLE[permission]
    return actor.has("system") or predicate(actor, thing)


def check(actor: Actor, permission: str, thing: Any = None) -> None:
    """Raise unless allowed: NotFound when the actor may not even read the thing, else Forbidden."""
    if can(actor, permission, thing):
        return
    room, noun, _ = permission.split(":")
    read = f"{room}:{noun}:read"
    if thing is not None and read in TABLE and not can(actor, read, thing):
        raise NotFound(permission)
    raise Forbidden(permission)
