"""`make bench`: how much slower pages are with eighteen months of history than in a young council; one run, ratios."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from council.db import db
from council.demo import people, service
from council.factory import create_app
from tests import database
from tests.page import Visitor
from tests.people import PASSWORD

PAGES = (
    "/",
    "/metrics",
    "/meetings/",
    "/proposals/",
    "/decisions/",
    "/council",
    "/council/charter",
    "/policies/",
)
ROUNDS = 15
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Flask]:
    with database.fresh(tmp_path_factory.mktemp("grown"), f"{worker_id}_grown") as url:
        config = {"SQLALCHEMY_ENGINES": {"default": url}, "MIGRATION_DATABASE_URL": url, "CLOCK": lambda: NOW}
        app = create_app(config, instance=tmp_path_factory.mktemp("instance"))
        with app.app_context():
            service.load(db.session, lang="en", today=NOW.date(), now=NOW)
            db.session.commit()
        yield app


def signed_in(app: Flask, email: str, password: str) -> FlaskClient:
    visitor = Visitor(app.test_client())
    visitor.submit(visitor.get("/sign-in"), "/sign-in", email=email, password=password)
    return visitor.client


def spent(client: FlaskClient, path: str) -> float:
    """Milliseconds for the page, the median of some rounds after a first one."""
    assert client.get(path).status_code == 200
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def test_history_costs_little(own_app: Flask, grown: Flask) -> None:
    young = signed_in(own_app, "chair@example.org", PASSWORD)
    old = signed_in(grown, people.address("chair"), people.PASSWORD)
    print(f"\n{'page':<20}{'young ms':>10}{'grown ms':>10}{'ratio':>8}")
    for path in PAGES:
        small, large = spent(young, path), spent(old, path)
        print(f"{path:<20}{small:>10.1f}{large:>10.1f}{large / small:>8.2f}")
