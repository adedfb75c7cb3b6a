"""The log in words: who did what, for the history panel and the log page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask
from flask_babel import gettext

from council import i18n
from council.audit import queries
from council.audit.models import AuditLine
from council.core.saying import Both, Say
from council.db import db
from council.web import registries
from council.web.registries import Name

HELD = ("owner", "lead", "author")
"""Under these words a line keeps who had a thing and who has it now."""


def init_app(app: Flask) -> None:
    """Let every template show a thing's history."""
    app.jinja_env.globals["history_of"] = history_of


def history_of(*refs: str, limit: int = 30) -> list[dict[str, Any]]:
    """Lines of the log about these things, newest first, ready for the history panel."""
    return told(queries.history_of(db.session, *refs, limit=limit))


def told(lines: Iterable[AuditLine]) -> list[dict[str, Any]]:
    """Log lines in words: who, when, what, about whom; two queries however many lines."""
    lines = list(lines)
    actors = {line.actor_id for line in lines if line.actor_id is not None}
    names = registries.people_named(db.session, actors | {key for one in lines for key in _people(one)})
    portal = gettext("The portal")
    return [
        {
            "at": line.at,
            "who": i18n.spoken(names.get(line.actor_id, portal)) if line.actor_id is not None else portal,
            "what": what(line.verb),
            "detail": _detail(line, names),
            "fields": line.detail,
            "seq": line.seq,
            "ref": line.ref,
            "hash": line.hash,
        }
        for line in lines
    ]


def _people(line: AuditLine) -> list[int]:
    """Whom a line names by their keys: the one it is about, or who had a thing and who has it now."""
    person = line.detail.get("person")
    if isinstance(person, int):
        return [person] if person != line.actor_id else []
    pairs = (line.detail.get(each) for each in HELD)
    return [key for pair in pairs if isinstance(pair, list) for key in pair if isinstance(key, int)]


def _detail(line: AuditLine, names: Mapping[int, Name]) -> str:
    """What a line adds to its phrase: the sentence it keeps, or whom it is about."""
    if "said" in line.detail:
        return i18n.say(Say.from_json(line.detail["said"]))
    person = line.detail.get("person")
    if isinstance(person, list):
        return i18n.spoken(Both(*person))
    return " → ".join(i18n.spoken(names[each]) for each in _people(line) if each in names)


def what(verb: str) -> str:
    """A verb of the log as a phrase; rooms keep theirs under `log.<room>.<verb>`."""
    key = f"log.{verb}"
    return i18n.say(key) if key in i18n.known_messages() else verb
