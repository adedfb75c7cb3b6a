"""The edge of a request: reading or writing, and short transactions of its own for what must be kept anyway."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter, ValidationError

from council.db import db
from council.db.engine import reading

T = TypeVar("T")
SAFE = ("GET", "HEAD", "OPTIONS")
BIGGEST = 2**31 - 1
"""The biggest whole number that either database keeps in an integer column."""


class Number(IntegerConverter):
    """`<int:…>` in an address: what no row can be numbered is not found, before anybody asks the database."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **{"max": BIGGEST, **options})


class Word(UnicodeConverter):
    """`<…>` in an address: a text that PostgreSQL cannot hold is not found, on either database."""

    def to_python(self, value: str) -> str:
        if "\0" in value:
            raise ValidationError
        return value


def init_app(app: Flask) -> None:
    """Say before each request whether it may write."""
    app.url_map.converters |= {"int": Number, "default": Word, "string": Word}
    app.before_request(_begin)
    app.teardown_request(_end)


def aside(work: Callable[[Session], T]) -> T:
    """Do something in its own short transaction before the request's own: limit counters and last-seen times only."""
    token = reading.set(False)
    try:
        with db.sessionmaker() as session, session.begin():
            return work(session)
    finally:
        reading.reset(token)


def _begin() -> None:
    if request.mimetype != "multipart/form-data":
        # Only an upload may be large; Werkzeug holds text fields to their own limit in multipart bodies alone.
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    g.reading = reading.set(request.method in SAFE)


def _end(error: BaseException | None) -> None:
    token = g.pop("reading", None)
    if token is not None:
        reading.reset(token)
