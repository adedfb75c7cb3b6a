"""A real browser against a real server: one demo council a language, with a clock that the test moves."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from council.db import db
from council.demo import service as demo
from council.factory import create_app
from council.i18n import FOLDER
from tests import database

TODAY = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
"""The day the demo council ends on in these tests: Saturday 21 November 2026, ten in the morning in Shanghai."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Moving:
    """The server's clock: real seconds go on, and the test jumps."""

    def __init__(self, start: datetime) -> None:
        self.offset = start - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def jump_to(self, moment: datetime) -> None:
        self.offset = moment - datetime.now(UTC)

    def forward(self, **delta: float) -> None:
        self.offset += timedelta(**delta)


class Served:
    """A running portal: its address, its application and its clock."""

    def __init__(self, app: Flask, clock: Moving) -> None:
        self.app, self.clock = app, clock
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.port}"
        app.config["BASE_URL"] = self.address
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()


def serve(url: str, instance: Path, clock: Moving) -> Served:
    config: dict[str, Any] = {
        "SQLALCHEMY_ENGINES": {"default": url},
        "MIGRATION_DATABASE_URL": url,
        "CLOCK": clock,
    }
    return Served(create_app(config, instance=instance), clock)


@pytest.fixture(scope="session")
def demo_served(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Callable[[str], Served]]:
    """`demo_served("zh")`: the demo council in a language, loaded once and served until the end."""
    running: dict[str, Served] = {}
    stack: list[Any] = []

    def start(lang: str) -> Served:
        if lang not in running:
            holder = database.fresh(tmp_path_factory.mktemp(f"demo-{lang}"), f"{worker_id}_{lang}")
            url = holder.__enter__()
            stack.append(holder)
            served = serve(url, tmp_path_factory.mktemp("instance"), Moving(TODAY))
            with served.app.app_context():
                demo.load(db.session, lang=lang, today=TODAY.date(), now=TODAY)
                db.session.commit()
            running[lang] = served
        return running[lang]

    yield start
    for served in running.values():
        served.close()
    for holder in stack:
        holder.__exit__(None, None, None)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert path, "a test of the pages needs chromium; the set-up installs it"
    return {"executable_path": path, "args": FLAGS}


class Words:
    """Says on the page what the test means in English: the catalogues give the Chinese."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.known: dict[str, str] = {}
        if lang == "zh":
            for path in sorted((FOLDER / "zh" / "LC_MESSAGES").glob("*.po")):
                with path.open("rb") as file:
                    for message in read_po(file):
                        if isinstance(message.id, str) and isinstance(message.string, str):
                            self.known.setdefault(message.id, message.string)

    def __call__(self, text: str, **values: object) -> str:
        said = text if self.lang == "en" else self.known[text]
        return said % values if values else said


class Person:
    """Somebody at a browser: their own context, signed in, reading one language; looks at each page with axe."""

    def __init__(
        self,
        browser: Browser,
        served: Served,
        lang: str,
        email: str | None = None,
        password: str = "",
        **context: Any,
    ) -> None:
        self.served, self.lang, self.say = served, lang, Words(lang)
        self.context: BrowserContext = browser.new_context(
            base_url=served.address, locale={"en": "en-GB", "zh": "zh-CN"}[lang], **context
        )
        self.context.add_cookies([{"name": "language", "value": lang, "url": served.address}])
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.problems: list[str] = []
        self.page.on("console", lambda m: self._heard(m.type, m.text))
        self.page.on("pageerror", lambda e: self.problems.append(str(e)))
        self.looked: set[str] = set()
        if email:
            self.go("/sign-in")
            self.page.fill("#email", email)
            self.page.fill("#password", password)
            self.page.click("main form button[type=submit], form[action='/sign-in'] button[type=submit]")
            self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def _heard(self, kind: str, text: str) -> None:
        """What the browser complains of; that a form came back with errors (422) is no fault."""
        if kind == "error" and "status of 422" not in text:
            self.problems.append(text)

    def go(self, path: str) -> Page:
        answer = self.page.goto(path)
        assert answer is not None and answer.status < 400, f"{path}: {answer and answer.status}"
        return self.page

    def push(self, action_end: str) -> None:
        """Press the first button of the form that posts there, and confirm when asked."""
        self.page.locator(f"form[action$='{action_end}'] button").first.click()
        sure = self.page.locator("dialog[open] button").last
        if sure.count():
            sure.click()

    def press(self, label: str, **where: Any) -> None:
        """Press the button or link of this name (English; said in the reader's language)."""
        self.page.get_by_role("button", name=self.say(label), exact=True).or_(
            self.page.get_by_role("link", name=self.say(label), exact=True)
        ).first.click()

    def look(self) -> None:
        """axe finds nothing here, and the browser complained of nothing."""
        found = Axe().run(self.page)
        faults = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"]]
        assert not faults, f"{self.page.url}:\n" + "\n".join(faults)
        assert not self.problems, f"{self.page.url}: {self.problems}"
        self.looked.add(self.page.url)

    def close(self) -> None:
        self.context.close()
