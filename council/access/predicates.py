"""The words in which the permission table speaks: who an actor is, and how a thing belongs to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from council.core.actor import Actor


@dataclass(frozen=True)
class Predicate:
    """`test(actor, thing)`; a `thing` of None asks "could this be allowed for some thing?"."""

    name: str
    test: Callable[[Actor, Any], bool]

    def __call__(self, actor: Actor, thing: Any = None) -> bool:
        return self.test(actor, thing)

    def __or__(self, other: Predicate) -> Predicate:
        return Predicate(f"{self.name} or {other.name}", lambda a, t: self.test(a, t) or other.test(a, t))

    def __and__(self, other: Predicate) -> Predicate:
        return Predicate(f"({self.name} and {other.name})", lambda a, t: self.test(a, t) and other.test(a, t))


def holds(*roles: str) -> Predicate:
    """Holds one of the roles today."""
    return Predicate(" or ".join(roles), lambda actor, thing: actor.has(*roles))


def about(name: str, test: Callable[[Actor, Any], bool]) -> Predicate:
    """A predicate on the thing itself; undecided, so allowed, while the thing is not known."""
    return Predicate(name, lambda actor, thing: thing is None or test(actor, thing))


def owned(field: str) -> Predicate:
    """The thing's `field` is the actor's own person."""
    return about(f"own ({field})", lambda a, t: a.person_id is not None and getattr(t, field) == a.person_id)


def in_seat(field: str) -> Predicate:
    """The thing's `field` is a seat that the actor holds, or stands in for as alternate."""
    return about(f"seat ({field})", lambda a, t: getattr(t, field) in a.seat_ids | a.alternate_seat_ids)


def is_in(*states: str) -> Predicate:
    """The thing is in one of the states."""
    return about("/".join(states), lambda a, t: str(t.state) in states)


def not_in(*states: str) -> Predicate:
    """The thing is in none of the states."""
    return about("not " + "/".join(states), lambda a, t: str(t.state) not in states)


ANYONE = Predicate("anyone", lambda actor, thing: True)
SIGNED_IN = Predicate("signed in", lambda actor, thing: actor.person_id is not None)
SYSTEM = holds("system")
MEMBER = holds("member", "alternate")
OFFICERS = holds("chair", "vice_chair", "secretary")
SECRETARIAT = holds("chair", "secretary")
READER = holds("member", "alternate", "secretary", "management", "auditor")
COUNCIL = holds("member", "alternate", "secretary", "auditor")
