"""What a lower room shows from upper ones: small lists that `wiring` fills at start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.core.saying import Both, Say
from council.core.states import State
from council.i18n import lang
from council.web.memory import remembered, remembered_each

Name = str | Both | Say


@dataclass(frozen=True)
class Link:
    """How a thing is shown elsewhere: its kind's label (msgid), reference, name, address, state, and language of the name."""

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
    """A room in the navigation. `badge(session, actor, now)` counts what waits there."""

    label: str
    endpoint: str
    icon: str
    may: str
    badge: Callable[[Session, Actor, datetime], int] | None = None
    children: tuple[NavEntry, ...] = ()


LinkResolver = Callable[[Session, list[int]], Mapping[int, Link]]

_links: dict[str, LinkResolver] = {}
_panels: dict[str, list[Callable[..., Iterable[Panel]]]] = {}
_docket_sources: list[Callable[[Session, date], Iterable[Waiting]]] = []
_waiting_sources: list[Callable[[Session, Actor, date], Iterable[Waiting]]] = []
_chart_marks: list[Callable[[Session, int], Iterable[ChartMark]]] = []
_roles: list[Callable[[Session, int, date], set[str]]] = []
nav: list[NavEntry] = []

actor_of_request: Callable[[], Actor]
ask_to_sign_in: Callable[[], Any]
"""The answer to a signed-out visitor; set by wiring from accounts."""
council_profile: Callable[[], Any]
seats_of: Callable[[Session, int, date], tuple[Iterable[int], Iterable[int]]]
"""Seats a person holds, and seats a person stands in for, on a day; set by wiring from seats."""
people_named: Callable[[Session, Iterable[int]], Mapping[int, Name]]
"""Names of people by id; set by wiring from accounts."""


def link_kind(kind: str, resolver: LinkResolver) -> None:
    """Say how references of a kind become links; the resolver takes many ids at once."""
    _links[kind] = resolver


def links(session: Session, refs: Iterable[str]) -> dict[str, Link]:
    """Links for references, one query a kind; what no longer resolves is left out."""
    return remembered_each(session, ("link", lang()), refs, work=lambda new: _resolved(session, new))


def _resolved(session: Session, refs: Iterable[str]) -> dict[str, Link]:
    by_kind: dict[str, list[int]] = {}
    for ref in set(refs):
        kind, _, number = ref.partition(":")
        if kind in _links:
            by_kind.setdefault(kind, []).append(int(number))
    return {link.ref: link for kind, ids in by_kind.items() for link in _links[kind](session, ids).values()}


def panel(kind: str, source: Callable[..., Iterable[Panel]]) -> None:
    """Hang something on every page of a kind: `source(session, actor, thing, now)` yields panels."""
    _panels.setdefault(kind, []).append(source)


def panels(session: Session, actor: Actor, thing: Any, now: datetime) -> list[Panel]:
    """What upper rooms hang on this thing's page."""
    found = [one for source in _panels.get(thing.REF, []) for one in source(session, actor, thing, now)]
    return sorted(found, key=lambda one: one.order)


def docket_source(source: Callable[[Session, date], Iterable[Waiting]]) -> None:
    """Add a source of what waits for an agenda."""
    _docket_sources.append(source)


def docket(session: Session, on: date) -> list[Waiting]:
    """All that waits for an agenda on this day, oldest first."""
    return remembered(session, "docket", on, lang(), work=lambda: _gathered(session, on))


def _gathered(session: Session, on: date) -> list[Waiting]:
    found = [one for source in _docket_sources for one in source(session, on)]
    return sorted(found, key=lambda one: (one.since or on, one.ref))


def waiting_source(source: Callable[[Session, Actor, date], Iterable[Waiting]]) -> None:
    """Add a source of what waits for one person."""
    _waiting_sources.append(source)


def waiting_for(session: Session, actor: Actor, on: date) -> list[Waiting]:
    """All that waits for this person, what is due first at the top."""
    found = [one for source in _waiting_sources for one in source(session, actor, on)]
    return sorted(found, key=lambda one: (one.due or date.max, one.ref))


def chart_mark_source(source: Callable[[Session, int], Iterable[ChartMark]]) -> None:
    """Add a source of vertical lines for a metric's chart."""
    _chart_marks.append(source)


def chart_marks(session: Session, metric_id: int) -> list[ChartMark]:
    """Vertical lines for a metric's chart, by day."""
    return remembered(session, "marks", metric_id, work=lambda: _marks(session, metric_id))


def _marks(session: Session, metric_id: int) -> list[ChartMark]:
    return sorted((m for source in _chart_marks for m in source(session, metric_id)), key=lambda m: m.on)


def role_source(source: Callable[[Session, int, date], set[str]]) -> None:
    """Add a source of roles: seats and appointments, account roles."""
    _roles.append(source)


def roles_of(session: Session, person_id: int, on: date) -> frozenset[str]:
    """Every role a person holds on this day."""
    return frozenset(role for source in _roles for role in source(session, person_id, on))


def clear() -> None:
    """Empty every registry: before wiring a second application in one process."""
    for one in (_links, _panels):
        one.clear()
    for many in (_docket_sources, _waiting_sources, _chart_marks, _roles, nav):
        many.clear()
