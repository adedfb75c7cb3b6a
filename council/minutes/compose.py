"""The record of a meeting as plain values: composed from what was recorded, kept as data, never retyped."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from council.core.saying import Both, Say


@dataclass(frozen=True)
class Stay:
    """In the room from a moment to another."""

    arrived: datetime
    left: datetime | None


@dataclass(frozen=True)
class Attendee:
    """How a person took part: `present`, `apology`, `absent`, `alternate` or `guest`; the seat they sat for."""

    status: str
    person: Both
    seat: Both | None = None
    voting: bool = False
    stands_in_for: Both | None = None
    stays: tuple[Stay, ...] = ()
    remote: bool = False
    reason: str = ""


@dataclass(frozen=True)
class QuorumLine:
    """From this moment the quorum stood so."""

    at: datetime
    met: bool
    say: Say


@dataclass(frozen=True)
class InterestLine:
    """An interest declared on an item."""

    person: Both
    seat: Both | None
    reason: str
    declared: datetime
    withdrawn: datetime | None


@dataclass(frozen=True)
class RollLine:
    """What a seat said in a vote; `choice` is yes, no, abstain, recused, voted, silent or out."""

    seat: Both
    person: Both | None
    choice: str
    by_alternate: bool = False
    note: str = ""


@dataclass(frozen=True)
class VoteLine:
    """A motion with its text as put, its numbers and how its verdict came about."""

    ref: str
    state: str
    text: str
    lang: str
    decision_class: str
    method: str
    number: str | None
    printed_number: str | None
    mover: Both | None
    seconder: Both | None
    opened: datetime
    closed: datetime | None
    yes: int | None
    no: int | None
    abstain: int | None
    recused: int | None
    casting: Both | None
    casting_choice: str | None
    opening: Say
    working: tuple[Say, ...]
    roll: tuple[RollLine, ...]
    reason: str = ""


@dataclass(frozen=True)
class ElectionLine:
    """Whom those present elected to preside, over which item, and how it was judged."""

    person: Both
    item: int | None
    at: datetime
    yes: int
    no: int
    abstain: int
    working: tuple[Say, ...]


@dataclass(frozen=True)
class ActionLine:
    """What somebody was given to do."""

    code: str
    text: str
    lang: str
    owner: Both
    due: date


@dataclass(frozen=True)
class ItemLine:
    """A point of the agenda as it was treated."""

    number: int
    title: str
    lang: str
    kind: str
    state: str
    late: bool
    minutes: int
    presenter: Both | None
    subject_ref: str | None
    started: datetime | None
    ended: datetime | None
    notes: str
    interests: tuple[InterestLine, ...]
    votes: tuple[VoteLine, ...]
    actions: tuple[ActionLine, ...]
    presider: Both | None = None
    """Who presided over this item, where it was not who presided over the meeting."""
    presides: Say | None = None


@dataclass(frozen=True)
class Span:
    """A stretch in session."""

    started: datetime
    ended: datetime | None


@dataclass(frozen=True)
class Record:
    """Everything that the minutes of a meeting hold."""

    code: str
    kind: str
    state: str
    lang: str
    starts: datetime
    opened: datetime | None
    closed: datetime | None
    place: str
    link: str
    charter: int
    notice: Say | None
    presider: Both | None
    presides: Say | None
    minute_taker: Both | None
    spans: tuple[Span, ...]
    attendance: tuple[Attendee, ...]
    quorum: tuple[QuorumLine, ...]
    items: tuple[ItemLine, ...]
    actions: tuple[ActionLine, ...]
    opening_note: str = ""
    closing_note: str = ""
    next_code: str = ""
    next_starts: datetime | None = None
    next_place: str = ""
    circulated: Say | None = None
    """How the circulation kept to the charter; a draft does not know yet."""
    elections: tuple[ElectionLine, ...] = ()

    def decisions(self) -> list[VoteLine]:
        """The votes that decided, in order."""
        return [vote for item in self.items for vote in item.votes if vote.number]

    def all_actions(self) -> list[ActionLine]:
        """Every action given in the meeting, by code."""
        found = [*self.actions, *(action for item in self.items for action in item.actions)]
        return sorted(found, key=lambda action: action.code)

    def who(self, *statuses: str) -> list[Attendee]:
        """The persons of these statuses, in order."""
        return [each for each in self.attendance if each.status in statuses]


def to_json(value: Any) -> Any:
    """A record as JSON keeps it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_json(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [to_json(each) for each in value]
    if isinstance(value, Say):
        return value.to_json()
    if isinstance(value, Both):
        return [value.en, value.zh]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


def from_json(data: Mapping[str, Any]) -> Record:
    """The record that was kept."""
    read: Record = _read(Record, data)
    return read


def digest(body: Any) -> str:
    """The hash of a kept record, as papers print it at their foot."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, data: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        if data is None:
            return None
        kind = next(each for each in get_args(kind) if each is not type(None))
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in data)
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _read(hints[name], each) for name, each in data.items()})  # type: ignore[operator]
    if kind is Say:
        return Say.from_json(data)
    if kind is Both:
        return Both(*data)
    if kind in (datetime, date):
        return kind.fromisoformat(data)
    return data
