"""The log in words: who did what, for the history panel and the log page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from flask_babel import gettext

from council import i18n
from council.audit import queries
from council.audit.models import AuditLine
from council.core.saying import Say
from council.db import db
from council.web import registries


def init_app(app: Flask) -> None:
    """Let every template show a thing's history."""
    app.jinja_env.globals["history_of"] = history_of


def history_of(*refs: str, limit: int = 30) -> list[dict[str, Any]]:
    """Lines of the log about these things, newest first, ready for the history panel."""
    return told(queries.history_of(db.session, *refs, limit=limit))


def told(lines: Iterable[AuditLine]) -> list[dict[str, Any]]:
    """Log lines in words: who, when, what; two queries however many lines."""
    lines = list(lines)
    actors = {line.actor_id for line in lines if line.actor_id is not None}
    names = registries.people_named(db.session, actors)
    portal = gettext("The portal")
    return [
        {
            "at": line.at,
            "who": i18n.spoken(names.get(line.actor_id, portal)) if line.actor_id is not None else portal,
            "what": what(line.verb),
            "detail": i18n.say(Say.from_json(line.detail["said"])) if "said" in line.detail else "",
            "fields": line.detail,
            "seq": line.seq,
            "ref": line.ref,
            "hash": line.hash,
        }
        for line in lines
    ]


def what(verb: str) -> str:
    """A verb of the log as a phrase; rooms keep theirs under `log.<room>.<verb>`."""
    key = f"log.{verb}"
    return i18n.say(key) if key in i18n.known_messages() else verb
