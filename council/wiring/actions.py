"""What actions tells other rooms and shows on their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy import Select
from sqlalchemy.orm import Session

from council.actions import queries
from council.actions.events import ActionAssigned
from council.actions.rules import ActionState
from council.core.actor import Actor
from council.core.events import on as when
from council.core.saying import N_, Say
from council.notifications import service as notifications
from council.web import registries
from council.web.registries import Link, NavEntry, Panel, Waiting

WHERE = ("motion", "agenda_item", "meeting", "minutes", "initiative")
"""Things that actions are given in."""


def wire() -> None:
    """Fill the registries of this room."""
    registries.link_kind("action", queries.link_rows, link, may="actions:action:read")
    registries.docket_source(docket, lambda on: [queries.overdue_ask(on)])
    registries.waiting_source(waiting, lambda actor, on: [queries.open_ask(actor.person_id)])
    for kind in WHERE:
        registries.panel(kind, panel, lambda thing: [queries.origin_ask([thing.ref])])
    entry = NavEntry(N_("Actions"), "actions.listing", "checks", "actions:action:read", badge=badge)
    beside(registries.nav, "home.council", entry)
    when(ActionAssigned, tell_owner)


def beside(nav: list[NavEntry], endpoint: str, entry: NavEntry) -> None:
    """Put an entry under another room's, or at the end when that room is not there."""
    for i, one in enumerate(nav):
        if one.endpoint == endpoint:
            nav[i] = NavEntry(one.label, one.endpoint, one.icon, one.may, one.badge, (*one.children, entry))
            return
    nav.append(entry)


def link(row: Any) -> Link:
    """An action as a link."""
    return Link(
        f"action:{row.id}",
        N_("Action"),
        row.en,
        url_for("actions.action", code=row.code),
        code=row.code,
        state=ActionState(row.state),
        lang=row.lang,
        on=row.day,
    )


def docket(session: Session, on: date) -> Iterable[Waiting]:
    """Overdue actions belong on the next agenda."""
    for one in queries.overdue(session, on):
        yield Waiting(
            one.ref,
            one.text,
            Say("actions.docket_overdue", due=one.due_on),
            url=url_for("actions.action", code=one.code),
            since=one.due_on,
            minutes=5,
            tone="warn",
            lang=one.lang,
        )


def waiting(session: Session, actor: Actor, on: date) -> Iterable[Waiting]:
    """A person's own open actions."""
    if actor.person_id is None:
        return
    for one in queries.open_for(session, actor.person_id):
        late = one.due_on < on
        yield Waiting(
            one.ref,
            one.text,
            Say("actions.waiting_overdue" if late else "actions.waiting_open", code=one.code, due=one.due_on),
            url=url_for("actions.action", code=one.code),
            due=one.due_on,
            tone="bad" if late else "neutral",
            lang=one.lang,
        )


def panel(session: Session, actor: Actor, thing: Any, now: datetime) -> Iterable[Panel]:
    """What was given to people in this thing."""
    found = queries.of_origin(session, [thing.ref])
    if found:
        yield Panel("actions/_panel.html", {"actions": found})


def badge(actor: Actor, now: datetime) -> Select[int]:
    """How many open actions the person has."""
    return queries.count_for(actor.person_id)


def tell_owner(event: ActionAssigned) -> None:
    """Tell somebody who was given an action by another."""
    one = event.action
    if one.owner_id != event.actor.person_id:
        words = Say("actions.assigned_to_you", code=one.code, due=one.due_on, text=one.text)
        notifications.tell(event.session, [one.owner_id], words, one.ref, now=event.now)
