"""The description of the addresses for scripts as OpenAPI 3.1, made from the shapes and this list of answers."""

from __future__ import annotations

from functools import cache
from typing import Any

from council.accounts.kinds import Scope
from council.accounts.tokens import A_MINUTE, MARK
from council.api.shapes import MOST, SCHEMAS, Schema, ref
from council.web.problems import MEDIA_TYPE, STATUS

VERSION = "1.0"
WORDS = {
    "malformed": "What was sent is not JSON in UTF-8, has a member twice or NaN, or the key has no right form.",
    "no-token": "No token was shown.",
    "wrong-token": "The token is not known, has run out or was revoked.",
    "not-allowed": "Whoever made the token may not do this today.",
    "scope": "The token is not good for this.",
    "not-found": "There is no such metric, or the address does not exist.",
    "method": "The address does not take that method.",
    "conflict": "Somebody else changed the same thing at the same moment.",
    "other-value": "Other values stand there; each is named with its period and the value that stands there.",
    "too-large": "The body is larger than 3 MB.",
    "media-type": "The body is not plain application/json.",
    "invalid": "Something in what was sent cannot be kept; each fault is named with its place.",
    "key-reused": "The Idempotency-Key came with another call before.",
    "too-often": f"More than {A_MINUTE} calls of a token in a minute, or too many wrong tokens from an address.",
    "not-saved": "The record cannot be written just now.",
    "internal": "Something went wrong here.",
}
"""What each kind of problem means."""
ALWAYS = ("no-token", "wrong-token", "not-allowed", "scope", "too-often", "not-saved", "internal")
_PERIOD: Schema = {"type": "string"}


@cache
def document() -> dict[str, Any]:
    """The whole description; the same for everybody."""
    code = _parameter("code", "path", "The metric's code, as in the address of its page.", {"type": "string"})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Metrics of the council",
            "version": VERSION,
            "description": (
                "Values of metrics for scripts. What is saved is saved all or none, in the name of whoever made the "
                "token, by the same rules and with the same lines in the log as on the pages."
            ),
        },
        "paths": {
            "/api/v1/metrics": {
                "get": _operation(
                    "listMetrics", "The metrics in use", "Metrics", ALWAYS, scope=Scope.READ,
                ),
            },
            "/api/v1/metrics/{code}/observations": {
                "parameters": [code],
                "get": _operation(
                    "listObservations", "A metric's current values in order of time", "Observations",
                    (*ALWAYS, "not-found", "invalid"), scope=Scope.READ,
                    parameters=[
                        _parameter("from", "query", "The first period wanted.", _PERIOD),
                        _parameter("to", "query", "The last period wanted.", _PERIOD),
                        _parameter("channel", "query", "Only the parts of this channel.", {"type": "string"}),
                        _parameter("after", "query", "Only what follows this period.", _PERIOD),
                        _parameter(
                            "limit", "query", "How many at once.",
                            {"type": "integer", "minimum": 1, "maximum": MOST, "default": 500},
                        ),
                    ],
                ),
                "post": _operation(
                    "recordObservations", "Record values, or correct them", "Outcome",
                    (*ALWAYS, "malformed", "not-found", "conflict", "other-value", "too-large", "media-type",
                     "invalid", "key-reused"),
                    scope=Scope.WRITE,
                    parameters=[
                        _parameter(
                            "Idempotency-Key", "header",
                            "The same call with the same key is answered as before, for a day.",
                            {"type": "string", "minLength": 1, "maxLength": 200},
                        ),
                    ],
                    requestBody={
                        "required": True,
                        "content": {"application/json": {"schema": ref("Body"), "examples": _EXAMPLES}},
                    },
                ),
            },
        },
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": f"{MARK}…",
                    "description": "A token made on the page of one's account; its scopes are named with each call.",
                }
            },
        },
        "security": [{"token": []}],
    }  # fmt: skip


_EXAMPLES = {
    "one": {"summary": "One value", "value": {"period": "2026-08", "value": 4.2, "n": 310}},
    "many": {
        "summary": "Several values",
        "value": {
            "observations": [
                {"period": "2026-07", "numerator": 812, "denominator": 1104},
                {"period": "2026-08", "numerator": "790", "denominator": "1066"},
            ]
        },
    },
    "correction": {
        "summary": "A correction",
        "value": {"period": "2026-08", "value": 4.3, "correct": True, "note": "Late answers came in."},
    },
}


def _operation(
    name: str, summary: str, shape: str, problems: tuple[str, ...], *, scope: Scope, **more: Any
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "200": {"description": "Done.", "content": {"application/json": {"schema": ref(shape)}}}
    }
    for kind in sorted(problems, key=lambda one: STATUS[one]):
        at = found.setdefault(
            str(STATUS[kind]),
            {
                "description": "",
                "content": {MEDIA_TYPE: {"schema": ref("Problem")}},
                "headers": _headers(kind),
            },
        )
        at["description"] = f"{at['description']} {kind}: {WORDS[kind]}".strip()
    said = f"Needs a token that is good for {scope}."
    return {"operationId": name, "summary": summary, "description": said, "responses": found, **more}


def _headers(kind: str) -> dict[str, Any]:
    if STATUS[kind] == 401 or kind == "scope":
        return {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "Always Bearer."}}
    if kind == "too-often":
        return {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}
    return {}


def _parameter(name: str, place: str, about: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "description": about, "schema": schema}
