"""What somebody leaves open, of any room: each kind says what there is and how it gets another owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.accounts.models import Person
from council.core.actor import Actor


@dataclass(frozen=True)
class Held:
    """Something in a person's name: what it is (msgid), the endpoint of its page, its code, title, language, day."""

    ref: str
    kind_label: str
    endpoint: str
    code: str
    title: str
    lang: str
    due: date | None = None


Source = Callable[[Session, int], Iterable[Held]]
Step = Callable[[Session, Actor, int, Person, datetime], None]
_kinds: dict[str, tuple[Source, Step]] = {}


def kind(name: str, held: Source, give: Step) -> None:
    """Say what of a kind a person holds and how one thing, by its key, is given to another; wiring calls this."""
    _kinds[name] = held, give


def held(session: Session, person_id: int) -> list[Held]:
    """All that is open in a person's name, kind by kind."""
    return [one for source, _ in _kinds.values() for one in source(session, person_id)]


def give(session: Session, actor: Actor, ref: str, to: Person, *, now: datetime) -> None:
    """Put one thing into another person's name, with its line in the log."""
    name, _, key = ref.partition(":")
    _kinds[name][1](session, actor, int(key), to, now)
