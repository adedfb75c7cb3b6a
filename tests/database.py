"""Databases for tests: migrated once, then copied; on SQLite a file, on PostgreSQL a template."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import make_url

from council.db import migrate
from council.db.engine import bare_engine, database_url, is_sqlite
from council.factory import load_models

POSTGRES = os.environ.get("TEST_DATABASE_URL", "")
OWNER = os.environ.get("TEST_MIGRATION_DATABASE_URL", POSTGRES)


@contextmanager
def fresh(folder: Path, worker: str) -> Iterator[str]:
    """The address of a new database at the head of the migrations, with nothing in it."""
    if not POSTGRES:
        made = f"sqlite:///{folder / 'council.sqlite3'}"
        build(made)
        yield made
        return
    with _postgres(f"council_{worker}_{uuid4().hex[:6]}", template=None) as (app, owner):
        build(owner, app_url=app)
        yield app


@contextmanager
def copy(url: str, folder: Path) -> Iterator[str]:
    """A copy of a database that nobody is connected to with an open transaction."""
    if is_sqlite(url):
        target = folder / "copy.sqlite3"
        with sqlite3.connect(make_url(url).database or "") as source, sqlite3.connect(target) as there:
            source.backup(there)
        yield f"sqlite:///{target}"
        return
    with _postgres(f"council_copy_{uuid4().hex[:8]}", template=make_url(url).database) as (app, _):
        yield app


def owner_of(url: str) -> str:
    """The address of the same database for the role that owns its tables; on SQLite there is only one."""
    if is_sqlite(url):
        return url
    made = make_url(database_url(OWNER)).set(database=make_url(url).database)
    return made.render_as_string(hide_password=False)


def build(url: str, *, app_url: str | None = None) -> None:
    """Bring an empty database to the head."""
    load_models()
    migrate.upgrade(url, app_url=app_url)


@contextmanager
def _postgres(name: str, template: str | None) -> Iterator[tuple[str, str]]:
    """A database that goes with its throw-away cluster; nobody drops it."""
    app, owner = (make_url(database_url(u)) for u in (POSTGRES, OWNER))
    admin = bare_engine(owner.set(database="postgres").render_as_string(hide_password=False))
    like = f' TEMPLATE "{template}"' if template else ""
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"{like}')
    admin.dispose()
    yield (
        app.set(database=name).render_as_string(hide_password=False),
        owner.set(database=name).render_as_string(hide_password=False),
    )
