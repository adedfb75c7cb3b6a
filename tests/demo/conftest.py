"""The demo council, loaded once for each language into databases of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from council.db import db
from council.demo import people, service
from council.factory import create_app
from tests import database
from tests.page import Visitor

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
"""Saturday 21 November 2026, three in the afternoon in Shanghai: where the demo's history ends here."""


@dataclass(frozen=True)
class Demo:
    """A loaded demo council."""

    app: Flask
    lang: str
    events: int

    def sign_in(self, part: str, lang: str | None = None) -> Visitor:
        """One of its people at a browser."""
        visitor = Visitor(self.app.test_client(), lang or self.lang)
        page = visitor.get("/sign-in")
        visitor.submit(page, "/sign-in", email=people.address(part), password=people.PASSWORD)
        return visitor


@pytest.fixture(scope="session")
def demo_in(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Callable[[str], Demo]]:
    """`demo_in("zh")` is the demo council with Chinese texts; each language is loaded once."""
    loaded: dict[str, Demo] = {}
    with ExitStack() as stack:

        def load(lang: str) -> Demo:
            if lang not in loaded:
                url = stack.enter_context(
                    database.fresh(tmp_path_factory.mktemp("demo"), f"{worker_id}_demo")
                )
                config = {
                    "SQLALCHEMY_ENGINES": {"default": url},
                    "MIGRATION_DATABASE_URL": url,
                    "CLOCK": lambda: NOW,
                    "PASSWORD_COST": (1, 8),
                }
                app = create_app(config, instance=tmp_path_factory.mktemp("instance"))
                with app.app_context():
                    events = service.load(db.session, lang=lang, now=NOW)
                loaded[lang] = Demo(app, lang, events)
            return loaded[lang]

        yield load
        for one in loaded.values():
            with one.app.app_context():
                db.engine.dispose()


@pytest.fixture(params=["en", "zh"])
def demo(request: pytest.FixtureRequest, demo_in: Callable[[str], Demo]) -> Demo:
    """The demo council in each language."""
    return demo_in(request.param)


@pytest.fixture
def told(demo_in: Callable[[str], Demo]) -> Iterator[Session]:
    """A session on the English demo council, for looking."""
    with demo_in("en").app.app_context(), db.sessionmaker() as session:
        yield session
