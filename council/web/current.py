"""What a view hands down to services: who acts, and what time it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import current_app, g

from council.core.actor import Actor
from council.core.clock import local_date
from council.web import registries

ANONYMOUS = Actor(person_id=None, name="")


def actor() -> Actor:
    """Who this request acts for; ANONYMOUS when signed out. Looked up once a request."""
    if "actor" not in g:
        g.actor = registries.actor_of_request()
    found: Actor = g.actor
    return found


def now() -> datetime:
    """The moment of this request: the same for everything it does."""
    if "now" not in g:
        g.now = current_app.config["CLOCK"]()
    moment: datetime = g.now
    return moment


def today() -> date:
    """The calendar day in the council's time zone."""
    profile()  # the council's own zone stands in the settings once its row is read
    return local_date(now(), current_app.config["TIME_ZONE"])


def profile() -> Any:
    """The council's own row (name, languages, time zone), or None before it is founded."""
    if "profile" not in g:
        g.profile = registries.council_profile()
    return g.profile
