"""Problems: what a script is told instead of an error page (RFC 9457), its title in the language asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, json, request

from council import i18n

PREFIX = "/api/"
MEDIA_TYPE = "application/problem+json"
TYPE = "urn:council:problem:"
STATUS = {
    "malformed": 400, "no-token": 401, "wrong-token": 401, "not-allowed": 403, "scope": 403, "not-found": 404,
    "method": 405, "conflict": 409, "other-value": 409, "too-large": 413, "media-type": 415, "invalid": 422,
    "key-reused": 422, "too-often": 429, "internal": 500, "not-saved": 503,
}  # fmt: skip
"""Every kind of problem, and the status it is answered with."""
KIND = {
    400: "malformed", 403: "not-allowed", 404: "not-found", 405: "method", 409: "conflict", 413: "too-large",
    422: "invalid", 429: "too-often", 500: "internal", 503: "not-saved",
}  # fmt: skip
"""The kind for a status that the ground answers with by itself."""


class Problem(Exception):
    """A call that is refused: its kind, a sentence, and what is wrong in which place of what was sent."""

    def __init__(
        self,
        kind: str,
        *,
        detail: str = "",
        errors: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{kind} {detail}".strip())
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}


def asked() -> bool:
    """Whether this request came from a script and wants its answer as JSON."""
    return request.path.startswith(PREFIX)


def answer(
    kind: str,
    *,
    detail: str = "",
    errors: Sequence[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The problem as an answer; it asks nothing of the database."""
    status = STATUS[kind]
    said: dict[str, Any] = {"type": TYPE + kind, "title": i18n.say(f"web.problem.{kind}"), "status": status}
    if detail:
        said["detail"] = detail
    if errors:
        said["errors"] = list(errors)
    response = Response(json.dumps(said, ensure_ascii=False), status, mimetype=MEDIA_TYPE)
    response.headers["Content-Language"] = i18n.HTML_LANG[i18n.lang()]
    response.headers.extend(dict(headers or {}))
    return response
