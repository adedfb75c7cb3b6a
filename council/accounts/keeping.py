"""What was typed when the session had ended: carried, signed, through the sign-in page and offered again after it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

_DROPPED = {"csrf_token"}
_LONGEST = 12 * 60 * 60
_MOST = 400_000


@dataclass(frozen=True)
class Kept:
    """A form that was not taken: where it was going and what it held. Passwords and files are never carried."""

    path: str
    fields: list[tuple[str, str]]


def pack() -> str:
    """The posted form of this request as signed text; empty when there is nothing worth keeping."""
    fields = [
        (name, value)
        for name, values in request.form.lists()
        if name not in _DROPPED and "password" not in name
        for value in values
    ]
    if not fields or sum(len(v) for _, v in fields) > _MOST:
        return ""
    return _serializer().dumps({"path": request.full_path.rstrip("?"), "fields": fields})


def unpack(text: str) -> Kept | None:
    """What `pack` signed, or None when it is not ours or too old."""
    if not text:
        return None
    try:
        data = _serializer().loads(text, max_age=_LONGEST)
    except (BadData, zlib.error):
        return None
    return Kept(data["path"], [(name, value) for name, value in data["fields"]])


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kept-form")
