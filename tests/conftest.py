"""One migrated database a worker, a transaction a test, a cast of people, and visitors who inspect what they open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from council.db import db
from council.factory import create_app
from council.paper import press
from tests import database, people
from tests.page import Visitor

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday 2 March 2026, nine o'clock in Shanghai: the time of every test unless it says otherwise."""


class Clock:
    """The application's clock; tests move it."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **delta: float) -> datetime:
        self.moment += timedelta(**delta)
        return self.moment


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What touches no data is not repeated on PostgreSQL: rules, words, floors."""
    if not database.POSTGRES:
        return
    kept = [one for one in items if _touches_data(one)]
    config.hook.pytest_deselected(items=[one for one in items if not _touches_data(one)])
    items[:] = kept


def _touches_data(item: pytest.Item) -> bool:
    """Whether a test asks for a database, or its file makes one for itself."""
    fixtures = getattr(item, "fixturenames", ())
    return not {"template", "demo_in"}.isdisjoint(fixtures) or hasattr(
        getattr(item, "module", None), "database"
    )


@pytest.fixture(scope="session", autouse=True)
def tidy_press() -> Iterator[None]:
    """End the printing process with the tests: a worker of theirs leaves without running what waits for its exit."""
    yield
    press.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A database at the head of the migrations, with a founded council and the cast in it; only ever copied."""
    with database.fresh(tmp_path_factory.mktemp("database"), worker_id) as made:
        app = _application(made, tmp_path_factory.mktemp("instance"))
        with app.app_context():
            people.found(db.session, NOW - timedelta(days=60))
            db.session.commit()
            db.engine.dispose()
        yield made


@pytest.fixture(scope="session")
def url(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The database of this worker's tests."""
    with database.copy(template, tmp_path_factory.mktemp("copy")) as made:
        yield made


@pytest.fixture(scope="session")
def the_app(url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return _application(url, tmp_path_factory.mktemp("instance"))


def _application(url: str, instance: Path) -> Flask:
    config: dict[str, Any] = {
        "TESTING": False,
        "SQLALCHEMY_ENGINES": {"default": url},
        "PROPAGATE_EXCEPTIONS": False,
    }
    cheap = {"PASSWORD_COST": (1, 8)}
    return create_app({**config, **cheap, "CLOCK": Clock(), "MIGRATION_DATABASE_URL": url}, instance=instance)


@pytest.fixture
def app(the_app: Flask) -> Iterator[Flask]:
    """The application on one connection whose transaction is rolled back after the test."""
    the_app.config["CLOCK"].moment = NOW
    with the_app.app_context():
        engine, maker = db.engine, db.sessionmaker
    with engine.connect() as connection:
        outer = connection.begin()
        maker.configure(bind=connection, join_transaction_mode="create_savepoint")
        try:
            yield the_app
        finally:
            maker.configure(bind=engine, join_transaction_mode="conditional_savepoint")
            outer.rollback()


@pytest.fixture
def clock(app: Flask) -> Clock:
    found: Clock = app.config["CLOCK"]
    return found


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session of its own for calling services; commit it before a visitor looks."""
    with app.app_context():
        maker = db.sessionmaker
    with maker() as one:
        yield one


@pytest.fixture
def cast(session: Session) -> people.Cast:
    """Everybody: `cast.chair` is a Person, `cast.actor("chair")` acts for them."""
    return people.Cast(session, NOW.date())


@pytest.fixture
def sign_in(app: Flask, session: Session, cast: people.Cast) -> Callable[..., Visitor]:
    """`sign_in("chair", lang="zh")` gives a visitor who is signed in."""

    def enter(name: str, lang: str = "en") -> Visitor:
        visitor = Visitor(app.test_client(), lang)
        with app.app_context():
            address = cast[name].email
        page = visitor.get("/sign-in")
        visitor.submit(page, "/sign-in", email=address, password=people.PASSWORD)
        return visitor

    return enter


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody signed out."""
    return Visitor(app.test_client())


@pytest.fixture
def own_database(tmp_path: Path, template: str) -> Iterator[str]:
    """A copy for races, commands and servers: no savepoints, real commits."""
    with database.copy(template, tmp_path) as made:
        yield made


@pytest.fixture
def own_app(own_database: str, tmp_path: Path) -> Iterator[Flask]:
    """An application on its own copy."""
    made = _application(own_database, tmp_path / "instance")
    yield made
    with made.app_context():
        db.engine.dispose()
