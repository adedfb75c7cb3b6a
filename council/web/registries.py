"""What a lower room shows from upper ones: small lists that `wiring` fills at start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Date, Select, String, cast, literal, null, union_all
from sqlalchemy.orm import Session

from council.access.can import can
from council.core.actor import Actor
from council.core.saying import Both, Say
from council.core.states import State
from council.db.asking import Ask, ahead
from council.db.session import once
from council.db.types import UtcDateTime

Name = str | Both | Say


@dataclass(frozen=True)
class Link:
    """How a thing is shown elsewhere: its kind's label (msgid), name and its language, address, state."""

    ref: str
    kind_label: str
    title: Name
    url: str
    code: str = ""
    state: State | None = None
    lang: str | None = None
    on: date | datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """Something that waits: for the docket (`reason`, `since`) or for one person on Home (`url`, `due`)."""

    ref: str
    title: Name
    reason: Say
    url: str = ""
    since: date | None = None
    due: date | None = None
    minutes: int = 10
    tone: str = "neutral"
    lang: str | None = None


@dataclass(frozen=True)
class ChartMark:
    """A vertical line on a metric's chart: an initiative's implementation day, a logged event."""

    on: date
    code: str
    label: Name
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """A template part that an upper room hangs on a lower room's page."""

    template: str
    context: dict[str, Any]
    order: int = 50


@dataclass(frozen=True)
class NavEntry:
    """A room in the navigation. `badge(actor, now)` is the question how much waits there: one number, or None."""

    label: str
    endpoint: str
    icon: str
    may: str
    badge: Callable[[Actor, datetime], Select[int] | None] | None = None
    children: tuple[NavEntry, ...] = ()


class Places(NamedTuple):
    """The seats a person holds and stands in for on a day, and the roles that follow."""

    held: frozenset[int] = frozenset()
    stands_in: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()


_links: dict[str, tuple[Callable[[], Select[Any]], Callable[[Any], Link]]] = {}
_readable: dict[str, str] = {}
_panels: dict[str, list[tuple[Callable[..., Iterable[Panel]], Callable[[Any], Iterable[Ask]]]]] = {}
_docket_sources: list[
    tuple[Callable[[Session, date], Iterable[Waiting]], Callable[[date], Iterable[Ask]]]
] = []
_waiting_sources: list[
    tuple[Callable[[Session, Actor, date], Iterable[Waiting]], Callable[[Actor, date], Iterable[Ask]]]
] = []
_chart_marks: list[tuple[Callable[[Session, int], Iterable[ChartMark]], Callable[[int], Iterable[Ask]]]] = []
_verdicts: list[Callable[[Session, int], Mapping[str, State]]] = []
nav: list[NavEntry] = []

actor_of_request: Callable[[], Actor]
ask_to_sign_in: Callable[[], Any]
"""The answer to a signed-out visitor; set by wiring from accounts."""
council_profile: Callable[[], Any]
places_of: Callable[[Session, int, date], Places]
"""Where a person sits on a day; set by wiring from seats."""
people_named: Callable[[Session, Iterable[int]], Mapping[int, Name]]
"""Names of people by id; set by wiring from accounts."""


def link_kind(kind: str, rows: Callable[[], Select[Any]], shown: Callable[[Any], Link], *, may: str) -> None:
    """Say how references of a kind become links: which rows (of `link_columns`), how one is shown, who may open it."""
    _links[kind] = rows, shown
    _readable[kind] = may


def may_open(actor: Actor, ref: str) -> bool:
    """Whether the actor may open things of this kind; a thread names them to everybody, as plain text."""
    permission = _readable.get(ref.partition(":")[0])
    return permission is not None and can(actor, permission)


def link_columns(
    key: Any, *, code: Any = None, en: Any = None, zh: Any = None, lang: Any = None, state: Any = None,
    at: Any = None, day: Any = None, more: Any = None,
) -> tuple[Any, ...]:  # fmt: skip
    """What is known of a linked thing, in the same columns for every kind, so that one query finds them all."""
    words = {"code": code, "en": en, "zh": zh, "lang": lang, "state": state, "more": more}
    return (
        key.label("id"),
        *(cast(null() if each is None else each, String).label(name) for name, each in words.items()),
        (cast(null(), UtcDateTime) if at is None else at).label("at"),
        (cast(null(), Date) if day is None else day).label("day"),
    )


def links(session: Session, refs: Iterable[str]) -> dict[str, Link]:
    """Links for references, one query for all; what no longer resolves is left out."""
    wanted = frozenset(ref for ref in refs if ref)
    known: dict[str, Link] = once(session, "links", work=dict)
    asked: set[str] = once(session, "links asked", work=set)
    new = wanted - asked
    if new:
        known.update(_resolved(session, new))
        asked |= new
    return {ref: known[ref] for ref in wanted if ref in known}


def _resolved(session: Session, refs: Iterable[str]) -> dict[str, Link]:
    by_kind: dict[str, list[int]] = {}
    for ref in sorted(refs):
        kind, _, number = ref.partition(":")
        if kind in _links:
            by_kind.setdefault(kind, []).append(int(number))
    chosen = []
    for kind, ids in by_kind.items():
        rows = _links[kind][0]()
        chosen.append(rows.where(rows.selected_columns.id.in_(ids)).add_columns(literal(kind).label("kind")))
    found = session.execute(union_all(*chosen) if len(chosen) > 1 else chosen[0]) if chosen else ()
    shown = (_links[row.kind][1](row) for row in found)
    return {link.ref: link for link in shown}


def panel(
    kind: str, source: Callable[..., Iterable[Panel]], asks: Callable[[Any], Iterable[Ask]] = lambda thing: ()
) -> None:
    """Hang something on every page of a kind: `source(session, actor, thing, now)` yields panels.

    `asks(thing)` are its questions, so that all sources of a page ask together.
    """
    _panels.setdefault(kind, []).append((source, asks))


def panel_asks(thing: Any) -> list[Ask]:
    """What is hung on this thing's page will ask."""
    return [ask for _, asks in _panels.get(thing.REF, []) for ask in asks(thing)]


def panels(session: Session, actor: Actor, thing: Any, now: datetime) -> list[Panel]:
    """What upper rooms hang on this thing's page."""
    hung = _panels.get(thing.REF, [])
    ahead(session, panel_asks(thing))
    found = [one for source, _ in hung for one in source(session, actor, thing, now)]
    return sorted(found, key=lambda one: one.order)


def docket_source(
    source: Callable[[Session, date], Iterable[Waiting]],
    asks: Callable[[date], Iterable[Ask]] = lambda on: (),
) -> None:
    """Add a source of what waits for an agenda; `asks` are its questions, so that all sources ask together."""
    _docket_sources.append((source, asks))


def docket(session: Session, on: date) -> list[Waiting]:
    """All that waits for an agenda on this day, oldest first."""
    return list(once(session, "docket", on, work=lambda: _gathered(session, on)))


def docket_asks(on: date) -> list[Ask]:
    """What the sources of the docket will ask."""
    return [ask for _, asks in _docket_sources for ask in asks(on)]


def _gathered(session: Session, on: date) -> list[Waiting]:
    ahead(session, docket_asks(on))
    found = [one for source, _ in _docket_sources for one in source(session, on)]
    return sorted(found, key=lambda one: (one.since or on, one.ref))


def waiting_source(
    source: Callable[[Session, Actor, date], Iterable[Waiting]],
    asks: Callable[[Actor, date], Iterable[Ask]] = lambda actor, on: (),
) -> None:
    """Add a source of what waits for one person; `asks` are its questions, so that all sources ask together."""
    _waiting_sources.append((source, asks))


def waiting_for(session: Session, actor: Actor, on: date) -> list[Waiting]:
    """All that waits for this person, what is due first at the top."""
    ahead(session, waiting_asks(actor, on))
    found = [one for source, _ in _waiting_sources for one in source(session, actor, on)]
    return sorted(found, key=lambda one: (one.due or date.max, one.ref))


def waiting_asks(actor: Actor, on: date) -> list[Ask]:
    """What the sources of what waits for a person will ask."""
    return [ask for _, asks in _waiting_sources for ask in asks(actor, on)]


def chart_mark_source(
    source: Callable[[Session, int], Iterable[ChartMark]],
    asks: Callable[[int], Iterable[Ask]] = lambda metric_id: (),
) -> None:
    """Add a source of vertical lines for a metric's chart; `asks` are its questions, to be asked with the page's."""
    _chart_marks.append((source, asks))


def chart_mark_asks(metric_id: int) -> list[Ask]:
    """What the sources of lines on a metric's chart will ask."""
    return [ask for _, asks in _chart_marks for ask in asks(metric_id)]


def chart_marks(session: Session, metric_id: int) -> list[ChartMark]:
    """Vertical lines for a metric's chart, by day."""
    return sorted((m for source, _ in _chart_marks for m in source(session, metric_id)), key=lambda m: m.on)


def verdict_source(source: Callable[[Session, int], Mapping[str, State]]) -> None:
    """Add a source of what upper rooms conclude from a metric's values, by the reference of who concludes."""
    _verdicts.append(source)


def verdicts(session: Session, metric_id: int) -> dict[str, State]:
    """What is concluded from a metric's values as they are recorded now."""
    return {ref: state for source in _verdicts for ref, state in source(session, metric_id).items()}


def clear() -> None:
    """Empty every registry: before wiring a second application in one process."""
    for one in (_links, _readable, _panels):
        one.clear()
    for many in (_docket_sources, _waiting_sources, _chart_marks, _verdicts, nav):
        many.clear()
