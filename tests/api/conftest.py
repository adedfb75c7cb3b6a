"""A script at the door: it shows a token, and each answer is held against the description."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from council.accounts import tokens
from council.accounts.kinds import Scope
from council.api.openapi import document
from tests.conftest import NOW
from tests.people import ZONE, Cast

TODAY = date(2026, 3, 2)


class Script:
    """Calls addresses with a token; what comes back is what the description promises."""

    def __init__(self, app: Flask, token: str = "", lang: str = "en") -> None:
        self.client = app.test_client(use_cookies=False)
        self.token = token
        self.lang = lang

    def get(self, url: str, status: int = 200, **options: Any) -> dict[str, Any]:
        return self._told(self.call("GET", url, **options), "get", url, status)

    def post(self, url: str, sent: Any, status: int = 200, **options: Any) -> dict[str, Any]:
        given = (
            {"data": sent, "content_type": "application/json"} if isinstance(sent, bytes) else {"json": sent}
        )
        return self._told(self.call("POST", url, **{**given, **options}), "post", url, status)

    def call(
        self, method: str, url: str, headers: dict[str, str] | None = None, **options: Any
    ) -> TestResponse:
        shown = {"Accept-Language": self.lang}
        if self.token:
            shown["Authorization"] = f"Bearer {self.token}"
        return self.client.open(url, method=method, headers={**shown, **(headers or {})}, **options)

    def _told(self, answer: TestResponse, method: str, url: str, status: int) -> dict[str, Any]:
        assert answer.status_code == status, (
            f"{method} {url}: {answer.status_code} {answer.get_data(as_text=True)[:600]}"
        )
        hold(answer, method, url)
        self.last = answer
        found: dict[str, Any] = answer.get_json(force=True)
        return found


def hold(answer: TestResponse, method: str, url: str) -> None:
    """The status is documented, and so is the shape of what came back."""
    whole = document()
    path = url.partition("?")[0]
    form = re.sub(r"(/metrics/)[^/]+/", r"\1{code}/", path)
    described = whole["paths"][form][method]["responses"]
    assert str(answer.status_code) in described, f"{method} {form} does not say {answer.status_code}"
    shapes = described[str(answer.status_code)]["content"]
    assert answer.mimetype in shapes, answer.mimetype
    schema = {**shapes[answer.mimetype]["schema"], "components": whole["components"]}
    found = [
        f"{list(e.path)}: {e.message}"
        for e in Draft202012Validator(schema).iter_errors(answer.get_json(force=True))
    ]
    assert not found, found
    if answer.status_code >= 400:
        told = answer.get_json(force=True)
        assert told["status"] == answer.status_code
        for name in described[str(answer.status_code)].get("headers", {}):
            assert name in answer.headers, name


@pytest.fixture
def a_token(session: Session, cast: Cast) -> Callable[..., str]:
    """`a_token("analyst")` makes a token and gives its text."""

    def make(part: str = "analyst", scopes: Any = None, days: int = 365) -> str:
        _, text = tokens.make(
            session, cast.actor(part), cast[part], name=f"Script of {part}",
            scopes=Scope.values() if scopes is None else scopes, expires_on=TODAY + timedelta(days=days),
            today=TODAY, zone=ZONE, now=NOW,
        )  # fmt: skip
        session.commit()
        return text

    return make


@pytest.fixture
def script(app: Flask, a_token: Callable[..., str]) -> Script:
    """The analyst's script."""
    return Script(app, a_token())
