"""The rich council of the house's tests, and everybody signed in to it once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from werkzeug.test import TestResponse

from council.core.actor import Actor
from council.db import db
from council.db.base import Base
from council.paper.press import Pdf, Press
from council.paper.press.job import Job
from council.web.current import ANONYMOUS
from tests import database
from tests.conftest import _application
from tests.house.samples import Sample, samples_of
from tests.house.scene import SCENE, a_scene, token_of
from tests.people import PASSWORD

PARTS = (
    "chair", "vice_chair", "secretary", "sales", "marketing", "analyst", "counsel", "manager", "auditor", "outsider",
    "administrator",
)  # fmt: skip
"""`sales` wrote the proposals, `marketing` is of another department, `outsider` once stood in for sales."""
EVERYBODY = (*PARTS, "anonymous")


@dataclass
class House:
    """The application on one connection; whatever a request writes is taken back."""

    app: Flask
    connection: Connection
    samples: dict[tuple[str, str], list[Sample]]
    actors: dict[str, Actor]
    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    printed: dict[tuple[str, str, str], Pdf] = field(default_factory=dict)

    def client(self, part: str, lang: str = "en") -> FlaskClient:
        """A browser of somebody who is signed in."""
        client = self.app.test_client()
        client.set_cookie("council", self.cookies[part])
        client.set_cookie("language", lang)
        return client

    def get(self, part: str, url: str, lang: str = "en", **options: Any) -> TestResponse:
        if url.startswith("/api/"):
            return self.call(part, url, lang, **options)
        with printing_once(self.printed):
            return self.client(part, lang).get(url, **options)

    def post(
        self, part: str, url: str, data: dict[str, Any] | None = None, lang: str = "en", **options: Any
    ) -> TestResponse:
        """Send a form; the database is as before afterwards."""
        if url.startswith("/api/"):
            return self.call(part, url, lang, method="POST", json=data or {})
        point = self.connection.begin_nested()
        try:
            sent = {"csrf_token": self.tokens[part], **(data or {})}
            with printing_once(self.printed):
                return self.client(part, lang).post(url, data=sent, **options)
        finally:
            point.rollback()

    def call(self, part: str, url: str, lang: str = "en", **options: Any) -> TestResponse:
        """Ask as somebody's script; the database is as before afterwards, the count of calls too."""
        named = {"vice_chair": "operations", "secretary": "service"}.get(part, part)
        told = {} if part == "anonymous" else {"Authorization": f"Bearer {token_of(named)}"}
        point = self.connection.begin_nested()
        try:
            return self.client(part, lang).open(url, headers={**told, "Accept-Language": lang}, **options)
        finally:
            point.rollback()

    def state(self) -> list[Any]:
        """How many rows each table has, what their versions add up to, and the end of the log."""
        parts = [
            f"SELECT '{one.name}', count(*), {'sum(row_version)' if 'row_version' in one.c else '0'} FROM {one.name}"
            for one in Base.metadata.sorted_tables
        ]
        rows = self.connection.execute(text(" UNION ALL ".join(parts))).all()
        return [*rows, *self.connection.execute(text("SELECT seq, hash FROM audit_head")).all()]

    def enter(self, part: str) -> None:
        """Sign somebody in, and keep the cookie and its CSRF token."""
        client = self.app.test_client()
        page = client.get("/sign-in").get_data(as_text=True)
        if part != "anonymous":
            email = {"vice_chair": "operations", "secretary": "service"}.get(part, part) + "@example.org"
            sent = {"csrf_token": _token(page), "email": email, "password": PASSWORD}
            assert client.post("/sign-in", data=sent).status_code == 303, part
            page = client.get("/account").get_data(as_text=True)
        cookie = client.get_cookie("council")
        assert cookie is not None
        self.cookies[part], self.tokens[part] = cookie.value, _token(page)


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, page[:500]
    return found[1]


@contextmanager
def printing_once(kept: dict[tuple[str, str, str], Pdf]) -> Iterator[None]:
    """The same pages are printed once and handed to everybody: the doors are tried here, not the press."""
    real = Press.print

    def once(press: Press, job: Job) -> Pdf:
        key = (job.title, job.lang, job.html)
        if key not in kept:
            kept[key] = real(press, job)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Press, "print", once)
        yield


@pytest.fixture(scope="session")
def house(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Everybody at home in the rich council; made once a worker."""
    with database.copy(template, tmp_path_factory.mktemp("house")) as url:
        app = _application(url, tmp_path_factory.mktemp("instance"))
        app.config["CLOCK"].moment = SCENE
        with app.app_context():
            engine, maker = db.engine, db.sessionmaker
        with engine.connect() as connection:
            outer = connection.begin()
            maker.configure(bind=connection, join_transaction_mode="create_savepoint")
            with app.app_context():
                with printing_once({}):
                    scene = a_scene(db.session)
                samples = samples_of(scene)
                actors = {part: scene.cast.actor(part) for part in PARTS}
            made = House(app, connection, samples, {**actors, "anonymous": ANONYMOUS})
            for part in EVERYBODY:
                made.enter(part)
            yield made
            outer.rollback()
        engine.dispose()
