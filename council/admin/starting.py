"""Starting the portal: schema to the head, checks, the demo on a first start, then the server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click
from flask import Flask
from sqlalchemy.orm import Session

from council.accounts import demo_logins
from council.admin import checks, founding
from council.charter import queries as charters
from council.config import ROOT
from council.db import db, migrate
from council.i18n import use_language

first_start: list[Callable[[Session], object]] = []
"""What fills an empty database when nobody said DEMO=0; the wiring of the demo room adds it."""
WORKERS, THREADS = "2", "4"


def prepare(app: Flask) -> None:
    """Bring the database to this code's schema and look whether all is well; a sentence and exit 1 when not."""
    owner, url = app.config["MIGRATION_DATABASE_URL"], app.config["SQLALCHEMY_ENGINES"]["default"]
    try:
        before = migrate.upgrade(owner, app_url=url)
    except migrate.UnknownRevision as unknown:
        raise SystemExit(f"The portal does not start: {unknown}") from None
    if before != migrate.head():
        click.echo(f"Database brought from {before or 'nothing'} to revision {migrate.head()}.")
    wrong = checks.problems(db.engine)
    if wrong:
        raise SystemExit("The portal does not start: " + " ".join(wrong))


def wants_demo() -> bool:
    """Whether the database is still empty and nobody said DEMO=0."""
    empty = not founding.is_founded(db.session)
    db.session.rollback()
    return empty and bool(first_start) and os.environ.get("DEMO", "1") != "0"


def load_demo() -> None:
    """Fill an empty database with the demo council: all of it, or the unfinished file is taken away."""
    for load in first_start:
        click.echo("First start: the demo council is being made; this takes a moment.")
        try:
            load(db.session)
            db.session.commit()
        except BaseException:
            _take_away()
            raise


def _take_away() -> None:
    """Remove the SQLite file that a demo was being written to; the story commits as it goes and cannot be undone."""
    db.session.close()
    url = db.engine.url
    db.engine.dispose()
    if url.get_backend_name() == "sqlite" and url.database:
        for end in ("", "-wal", "-shm"):
            Path(url.database + end).unlink(missing_ok=True)
        click.echo("The demo was not finished; its unfinished database is taken away. Start again.")
    else:
        click.echo("The demo was not finished: give the portal an empty database and start again.")


def load_demo_apart() -> None:
    """The same in a process of its own, which ends in order: this one is about to become the server."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "start", "--check"], cwd=ROOT, check=False
    )
    if done.returncode:
        raise SystemExit(done.returncode)


def tell_where(app: Flask, address: str) -> None:
    """Print the address, and in a demo council whom one may sign in as."""
    for warning in checks.warnings(app):
        click.echo(f"Note: {warning}")
    council = charters.profile(db.session)
    click.echo(f"\n  {address}\n")
    if council is None:
        click.echo("  The database has no council yet: the page asks what it needs to found one.\n")
    elif council.demo and demo_logins.offered:
        with use_language(os.environ.get("DEMO_LANG", "en")):
            for one in demo_logins.offered:
                click.echo(f"  {one.email:<34} {one.password}")
        click.echo("")
    db.session.rollback()


def serve(port: str) -> NoReturn:
    """Become the server; nothing of this process is left."""
    os.environ.pop(checks.FROM_CLI, None)
    os.chdir(ROOT)
    host = os.environ.get("HOST", "127.0.0.1")
    arguments = [
        "-m",
        "gunicorn",
        "--workers",
        WORKERS,
        "--worker-class",
        "gthread",
        "--threads",
        THREADS,
        "--timeout",
        "120",
    ]
    arguments += ["--bind", f"{host}:{port}", "--log-level", "warning", "app:app"]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *arguments])
