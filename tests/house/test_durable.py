"""What was acknowledged stays: the server is killed under load, and nothing it had said yes to is missing."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import make_url

from council.admin.checks import FROM_CLI
from council.audit import queries as audit
from council.config import ROOT
from council.db import db
from tests.people import PASSWORD

pytestmark = pytest.mark.sqlite

KILLS = 3
UNDER_LOAD = 0.8  # seconds between the first acknowledged write and the kill
PARTS = ("sales", "marketing", "operations", "support")
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Client:
    """Somebody who writes one proposal after another, and notes which ones the portal acknowledged."""

    part: str
    port: int = 0
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    sent: int = 0
    acknowledged: dict[str, str] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)

    def ask(self, path: str, **form: str) -> tuple[int, str, str]:
        """Status, text and Location of one request; raises OSError when the server is gone."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
            line.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
            answer = line.getresponse()
            text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: held.value for name, held in SimpleCookie(cookie).items()}
        return answer.status, text, answer.getheader("Location") or ""

    def sign_in(self) -> None:
        found = TOKEN.search(self.ask("/sign-in")[1])
        assert found
        status, said, _ = self.ask(
            "/sign-in", csrf_token=found[1], email=f"{self.part}@example.org", password=PASSWORD
        )
        assert status == 303, said
        found = TOKEN.search(self.ask("/proposals/new")[1])
        assert found
        self.token = found[1]

    def write_until(self, dead: threading.Event) -> None:
        while not dead.is_set():
            self.sent += 1
            title = f"{self.part} asks {self.sent}"
            form = {
                "title": title,
                "lang": "en",
                "decision_class": "ordinary",
                "form_key": f"{self.part}{self.sent}",
            }
            try:
                status, _, location = self.ask("/proposals/new", csrf_token=self.token, **form)
            except (OSError, http.client.HTTPException):
                return
            if status == 303:
                self.acknowledged[location.rpartition("/")[2]] = title
            else:
                self.refused.append(status)


@contextmanager
def served(url: str, instance: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A real server with two workers, in a process group of its own; killed at the end whatever happens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    environment = {**os.environ, "INSTANCE": str(instance), "DATABASE_URL": url}
    environment.pop("MIGRATION_DATABASE_URL", None)
    environment.pop(FROM_CLI, None)
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        "2",
        "--worker-class",
        "gthread",
        "--threads",
        "4",
    ]
    server = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "--log-level", "error", "tests.house.served:app"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    try:
        _wait_for(port, server)
        yield port, server
    finally:
        kill(server)


def kill(server: subprocess.Popen[bytes]) -> None:
    """kill -9 of the master and its workers, none of which gets to tidy up."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server did not start"
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
                line.request("GET", "/healthz")
                assert line.getresponse().status == 200
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not answer")


def test_every_acknowledged_write_survives_kill_nine(
    own_app: Flask, own_database: str, tmp_path: Path
) -> None:
    clients = [Client(part) for part in PARTS]
    for round_ in range(KILLS):
        with served(own_database, tmp_path / "served") as (port, server):
            dead = threading.Event()
            for client in clients:
                client.port = port
                if not round_:
                    client.sign_in()
            before = sum(len(client.acknowledged) for client in clients)
            writers = [threading.Thread(target=client.write_until, args=(dead,)) for client in clients]
            for writer in writers:
                writer.start()
            until = time.monotonic() + 20
            while sum(len(client.acknowledged) for client in clients) == before and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(UNDER_LOAD)
            kill(server)
            dead.set()
            for writer in writers:
                writer.join()
            assert sum(len(client.acknowledged) for client in clients) > before, "no write got through"
    acknowledged = {code: title for client in clients for code, title in client.acknowledged.items()}
    assert len(acknowledged) == sum(len(client.acknowledged) for client in clients), "a code was given twice"
    assert [client.refused for client in clients] == [[]] * len(clients)

    with closing(sqlite3.connect(make_url(own_database).database or "")) as file:
        stored = dict(file.execute("SELECT code, title FROM proposals").fetchall())
        logged = dict(
            file.execute(
                "SELECT p.code, count(l.seq) FROM proposals p LEFT JOIN audit_lines l"
                " ON l.ref = 'proposal:' || p.id AND l.verb = 'proposals.draft' GROUP BY p.id"
            ).fetchall()
        )
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert {code: stored.get(code) for code in acknowledged} == acknowledged
    assert set(logged.values()) == {1}, "a proposal without its line in the log, or with two"
    assert sorted(int(code.rpartition("-")[2]) for code in stored) == list(range(1, len(stored) + 1))
    with own_app.app_context():
        assert audit.verify(db.session) is None
