"""Every documented answer is given by a real call, and looks as documented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import validate
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from council.accounts import queries, tokens
from council.api import views
from council.api.openapi import WORDS, document
from council.api.shapes import SENT
from council.metrics import service as metrics
from council.web.problems import STATUS, TYPE
from tests.api.conftest import Script
from tests.make import a_metric
from tests.people import Cast

METRICS, VALUES = "/api/v1/metrics", "/api/v1/metrics/fcr/observations"
ONE = {"period": "2026-01", "numerator": 71, "denominator": 100}
Call = Callable[..., dict[str, Any]]
DOORS = {
    "listMetrics": ("get", METRICS),
    "listObservations": ("get", VALUES),
    "recordObservations": ("post", VALUES),
}


@pytest.fixture
def metric(session: Session, cast: Cast) -> Any:
    made = a_metric(session, cast)
    session.commit()
    return made


def ask(script: Script, door: str, status: int, **options: Any) -> dict[str, Any]:
    method, url = DOORS[door]
    return script.get(url, status, **options) if method == "get" else script.post(url, ONE, status, **options)


def kind_of(told: dict[str, Any]) -> str:
    return str(told["type"]).removeprefix(TYPE)


def test_the_description_is_valid_and_public(app: Flask) -> None:
    answer = Script(app).call("GET", "/api/v1/openapi.json")
    assert answer.status_code == 200 and answer.get_json() == document()
    validate(answer.get_json())
    assert set(WORDS) == set(STATUS)


def test_the_examples_are_what_is_taken(script: Script, session: Session, cast: Cast) -> None:
    a_metric(session, cast, code="csat", kind="score", scale=1.0)
    session.commit()
    op = document()["paths"]["/api/v1/metrics/{code}/observations"]["post"]
    examples = op["requestBody"]["content"]["application/json"]["examples"]
    # the demo's days lie ahead of the test's: the same shape a year before
    for name in ("one", "correction"):
        script.post("/api/v1/metrics/csat/observations", {**examples[name]["value"], "period": "2025-08"})
    a_metric(session, cast)
    session.commit()
    sent = [
        {**row, "period": row["period"].replace("2026", "2025")}
        for row in examples["many"]["value"]["observations"]
    ]
    assert script.post(VALUES, {"observations": sent})["recorded"] == 2
    assert {field.name for field in SENT} >= set(ONE)


@pytest.mark.parametrize("door", DOORS)
def test_done(script: Script, metric: Any, door: str) -> None:
    ask(script, door, 200)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ({}, "no-token"), ({"Authorization": "Basic eDp5"}, "no-token"), ({"Authorization": "Bearer "}, "no-token"),
        ({"Authorization": "Bearer cscp_nobody"}, "wrong-token"), ({"Authorization": "Bearer 令牌".encode().decode("latin-1")}, "wrong-token"),
    ],
)  # fmt: skip
def test_without_a_good_token(app: Flask, metric: Any, door: str, header: dict[str, str], kind: str) -> None:
    told = ask(Script(app), door, 401, headers=header)
    assert kind_of(told) == kind


@pytest.mark.parametrize("door", DOORS)
def test_a_scope_is_needed(app: Flask, metric: Any, a_token: Callable[..., str], door: str) -> None:
    other = "metrics:read" if door == "recordObservations" else "observations:write"
    script = Script(app, a_token(scopes=[other]))
    assert kind_of(ask(script, door, 403)) == "scope"
    assert 'error="insufficient_scope"' in script.last.headers["WWW-Authenticate"]


@pytest.mark.parametrize("door", DOORS)
def test_who_lost_the_role(
    app: Flask, metric: Any, a_token: Callable[..., str], door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, real = Script(app, a_token()), queries.actor_for
    ask(script, door, 200)
    with monkeypatch.context() as patch:
        patch.setattr(
            queries, "actor_for", lambda session, person, on: real(session, person, on.replace(year=2000))
        )
        assert kind_of(ask(script, door, 403)) == "not-allowed"


@pytest.mark.parametrize("door", DOORS)
def test_too_often(script: Script, metric: Any, door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "A_MINUTE", 2)
    for _ in range(2):
        ask(script, door, 200)
    assert kind_of(ask(script, door, 429)) == "too-often"
    assert 1 <= int(script.last.headers["Retry-After"]) <= 60


FAULTS = {
    "not-saved": OperationalError("x", {}, Exception("database is locked")),
    "internal": RuntimeError("x"),
    "conflict": IntegrityError("x", {}, Exception("unique")),
}


@pytest.mark.parametrize(
    ("door", "kind"),
    [
        *((door, kind) for door in DOORS for kind in ("not-saved", "internal")),
        ("recordObservations", "conflict"),
    ],
)
def test_when_the_ground_gives_way(
    script: Script, metric: Any, door: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The storage is made to fail in the middle of the call; everything around it is real."""

    def fail(*args: object, **options: object) -> None:
        raise FAULTS[kind]

    monkeypatch.setattr(views.queries, "metrics" if door == "listMetrics" else "channels", fail)
    assert kind_of(ask(script, door, STATUS[kind])) == kind


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_problems_of_what_is_sent(app: Flask, metric: Any, a_token: Callable[..., str], lang: str) -> None:
    script = Script(app, a_token(), lang)

    def told(status: int, sent: Any, url: str = VALUES, **options: Any) -> str:
        found = script.post(url, sent, status, **options)
        assert ("。" in found["title"]) == (lang == "zh")
        assert script.last.headers["Content-Language"] == {"en": "en", "zh": "zh-Hans"}[lang]
        return kind_of(found)

    for broken in (
        b"",
        b"{",
        b'{"period": NaN}',
        b'{"a": 1, "a": 2}',
        b"\xff",
        b"[" * 100_000,
        b'"\xed\xa0\x80"',
    ):
        assert told(400, broken) == "malformed"
    assert told(400, ONE, headers={"Idempotency-Key": "x" * 201}) == "malformed"
    assert told(404, ONE, "/api/v1/metrics/none/observations") == "not-found"
    assert told(413, b" " * (3 * 1024 * 1024 + 1)) == "too-large"
    assert (
        told(415, None, data=b"period=2026-01", content_type="application/x-www-form-urlencoded")
        == "media-type"
    )
    assert told(415, None, data=b"{}", content_type="text/plain") == "media-type"
    assert told(415, ONE, headers={"Content-Encoding": "gzip"}) == "media-type"
    assert told(422, {}) == "invalid"
    script.post(VALUES, ONE, headers={"Idempotency-Key": "k"})
    assert told(422, {**ONE, "period": "2026-02"}, headers={"Idempotency-Key": "k"}) == "key-reused"
    assert told(409, {**ONE, "numerator": 72}) == "other-value"
    assert kind_of(script.get("/api/v1/metrics/none/observations", 404)) == "not-found"
    for asked in ("from=x", "to=2026-13", "after=", "limit=0", "limit=x", "limit=99999", "channel=none"):
        found = script.get(f"{VALUES}?{asked}", 422)
        assert found["errors"][0]["parameter"] == asked.partition("=")[0]


def test_addresses_that_are_none(script: Script, metric: Any) -> None:
    """These are in no description: another method, another address."""
    answer = script.call("DELETE", VALUES)
    assert answer.status_code == 405 and answer.mimetype == "application/problem+json"
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", ")) and kind_of(
        answer.get_json(force=True)
    ) == "method"
    answer = script.call("POST", "/api/v1/metrics", json={})
    assert answer.status_code == 405
    answer = script.call("GET", "/api/v2/metrics")
    assert answer.status_code == 404 and kind_of(answer.get_json(force=True)) == "not-found"


def test_every_documented_status_has_a_case() -> None:
    """The cases of this file, counted: whoever documents another answer adds its call here."""
    everywhere = {"200", "401", "403", "429", "500", "503"}
    tried = {
        "listMetrics": everywhere,
        "listObservations": everywhere | {"404", "422"},
        "recordObservations": everywhere | {"400", "404", "409", "413", "415", "422"},
    }
    said = {
        op["operationId"]: set(op["responses"])
        for path in document()["paths"].values()
        for name, op in path.items()
        if name in ("get", "post")
    }
    assert said == tried


def test_nothing_refused_is_kept(script: Script, metric: Any, session: Session) -> None:
    script.post(VALUES, {"observations": [ONE, {"period": "2026-02", "numerator": 5, "denominator": 2}]}, 422)
    assert script.get(VALUES)["observations"] == []
    assert metrics.recount(session, metric) == 0
