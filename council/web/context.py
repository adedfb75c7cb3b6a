"""What every template knows: the actor, the navigation, names, dates and numbers in the reader's language."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext
from sqlalchemy import select

from council import i18n
from council.access.can import can
from council.core.actor import Actor
from council.core.saying import Both
from council.db import db
from council.db.session import once
from council.db.thread import around
from council.web import current, registries
from council.web.markdown import to_html


def init_app(app: Flask) -> None:
    """Give Jinja the filters and the shared context."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        say=i18n.spoken, name=i18n.spoken, day=i18n.day, moment=i18n.moment, until=i18n.until, clock=i18n.clock,
        number=i18n.number, md=to_html, tr=gettext, ago=lambda value: i18n.ago(value, _local_now()),
    )  # fmt: skip
    app.jinja_env.globals.update(
        static_url=static_url, can=lambda may, thing=None: can(current.actor(), may, thing), say=i18n.say,
        thread_of=thread_of, panels_of=panels_of, link_to=link_to, person_name=person_name,
    )  # fmt: skip
    app.context_processor(_shared)


def _shared() -> dict[str, Any]:
    if g.get("plain_page"):
        return {
            "lang": i18n.lang(),
            "html_lang": i18n.HTML_LANG[i18n.lang()],
            "nav": [],
            "current_actor": None,
        }
    actor = current.actor()
    profile = current.profile()
    signed_in = actor if actor.person_id is not None else None
    here = request.full_path.rstrip("?")
    return {
        "current_actor": signed_in,
        "council_name": i18n.spoken(profile.name) if profile else gettext("Customer Service Council"),
        "lang": i18n.lang(),
        "html_lang": i18n.HTML_LANG[i18n.lang()],
        "theme": g.get("theme") or request.cookies.get("theme", "auto"),
        "languages": [
            (c, n, url_for("accounts.language", code=c, next=here)) for c, n in i18n.LANGUAGES.items()
        ],
        "demo_mode": bool(profile and profile.demo),
        "read_only": current_app.config["READ_ONLY"],
        "time_zone": current_app.config["TIME_ZONE"],
        "today": current.today(),
        "now": current.now(),
        "nav": _nav() if signed_in else [],
    }


def _nav() -> list[dict[str, Any]]:
    actor, now = current.actor(), current.now()
    room = (request.endpoint or "").split(".")[0]
    named = request.endpoint in {entry.endpoint for entry in registries.nav}  # else the room decides

    badges = _badges(actor, now)

    def shown(entry: registries.NavEntry) -> dict[str, Any]:
        children = [shown(child) for child in entry.children if can(actor, child.may)]
        active = request.endpoint == entry.endpoint or any(c["active"] for c in children)
        active = active or (not named and not children and entry.endpoint.split(".")[0] == room)
        return {
            "label": gettext(entry.label), "url": url_for(entry.endpoint), "icon": entry.icon,
            "active": active, "badge": badges.get(entry.endpoint, 0), "children": children,
        }  # fmt: skip

    return [shown(entry) for entry in registries.nav if can(actor, entry.may)]


def _badges(actor: Actor, now: datetime) -> dict[str, int]:
    """How much waits in each room that counts it: one query for all."""
    entries = [one for entry in registries.nav for one in (entry, *entry.children) if can(actor, one.may)]
    asked = {one.endpoint: one.badge(actor, now) for one in entries if one.badge}
    counts = {endpoint: query.scalar_subquery() for endpoint, query in asked.items() if query is not None}
    return (
        dict(zip(counts, db.session.execute(select(*counts.values())).one(), strict=True)) if counts else {}
    )


@cache
def _digest(path: Path, changed: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file with its content's hash, so that it may be kept for ever."""
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=_digest(path, path.stat().st_mtime))


def thread_of(ref: str) -> dict[str, list[dict[str, Any]]]:
    """Where a thing came from and what it led to, as links; two queries, however long the thread."""
    back, forth = once(db.session, "thread", ref, work=lambda: _around(ref))
    links = registries.links(db.session, {far for far, _ in (*back, *forth)})
    return {
        "came_from": [_step(links[far], kind) for far, kind in back if far in links],
        "led_to": [_step(links[far], kind) for far, kind in forth if far in links],
    }


def threaded(ref: str) -> set[str]:
    """References of all that `thread_of` will show, for a view that asks for its other links at the same time."""
    back, forth = once(db.session, "thread", ref, work=lambda: _around(ref))
    return {far for far, _ in (*back, *forth)}


def _around(ref: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    back, forth = around(db.session, ref)
    before = {one.from_ref for one in back}
    forth = [one for one in forth if one.to_ref not in before]
    return [(one.from_ref, one.kind) for one in back], [(one.to_ref, one.kind) for one in forth]


def _step(link: registries.Link, kind: str) -> dict[str, Any]:
    return {
        "kind_label": gettext(link.kind_label), "title": i18n.spoken(link.title), "code": link.code,
        "url": link.url if registries.may_open(current.actor(), link.ref) else "",
        "state": link.state, "date": link.on, "lang": link.lang, "kind": kind,
    }  # fmt: skip


def panels_of(thing: Any) -> list[registries.Panel]:
    """What upper rooms hang on this thing's page."""
    return registries.panels(db.session, current.actor(), thing, current.now())


def link_to(ref: str) -> registries.Link | None:
    """One reference as a link."""
    return registries.links(db.session, [ref]).get(ref)


def person_name(person_id: int | None) -> str:
    """A person's name by id."""
    if person_id is None:
        return ""
    found = registries.people_named(db.session, [person_id])
    return i18n.spoken(found.get(person_id, Both("", "")))


def _local_now() -> datetime:
    return current.now()
