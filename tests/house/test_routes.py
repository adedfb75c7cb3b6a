"""Every route is guarded, every answer has its headers, generated documents are fresh."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from council.admin.generated import DOCUMENTS
from council.web.rooms import REGISTERED, check_all_guarded
from tests.page import Visitor

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {
    "accounts.sign_in", "accounts.language", "accounts.ticket", "accounts.reset", "accounts.resend", "accounts.sign_out",
    "admin.start", "admin.healthz", "admin.readyz", "api.openapi",
}  # fmt: skip


def test_every_route_came_through_a_room(app: Flask) -> None:
    check_all_guarded(app)
    public = {route.endpoint for route in REGISTERED.values() if route.may is None}
    assert public <= PUBLIC, public - PUBLIC


def test_a_stranger_route_stops_the_start(app: Flask) -> None:
    other = Flask("other")
    other.add_url_rule("/back-door", "back_door", lambda: "open")
    with pytest.raises(RuntimeError, match="back_door"):
        check_all_guarded(other)


@pytest.mark.parametrize("path", ["/sign-in", "/", "/no-such-page", "/static/css/tokens.css", "/healthz"])
def test_headers_on_every_answer(visitor: Visitor, path: str) -> None:
    headers = visitor.client.get(path).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    if not path.startswith("/static"):
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", sorted(DOCUMENTS))
def test_generated_documents_are_fresh(app: Flask, path: str) -> None:
    assert (ROOT / path).read_text() == DOCUMENTS[path](), "run `make docs`"
