"""How connections behave: SQLite's durable settings, immediate write transactions, the authorizer."""

from __future__ import annotations

import sqlite3
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

reading: ContextVar[bool] = ContextVar("reading", default=False)
"""True while a request that may not write runs; its transactions do not take the write lock."""

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
}
_DENIED = {
    sqlite3.SQLITE_ATTACH,
    sqlite3.SQLITE_DETACH,
    sqlite3.SQLITE_DROP_TRIGGER,
    sqlite3.SQLITE_DROP_TABLE,
    sqlite3.SQLITE_DROP_TEMP_TRIGGER,
    sqlite3.SQLITE_ALTER_TABLE,
}
_ONE_WRITER = 0x636F756E63696C
"""Whose advisory lock stands for SQLite's write lock; a number of the council's own."""
_READABLE_PRAGMAS = {
    *_PRAGMAS,
    "table_info",
    "table_xinfo",
    "integrity_check",
    "foreign_key_check",
    "page_count",
}


def database_url(url: str) -> str:
    """The address SQLAlchemy understands; `postgres://` and `postgresql://` mean psycopg 3."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def bare_engine(url: str) -> Engine:
    """For migrations, VACUUM and restore: no authorizer and foreign keys off before BEGIN.

    Batch migrations with foreign keys on abort on the seals or silently delete children.
    """
    engine = create_engine(database_url(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_bare)
        event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def guard(engine: Engine) -> None:
    """Give an application's engine its manners: one writer at a time, and a reader sees one moment."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_guarded)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "begin", _begin_postgres)


def settings(connection: Connection) -> dict[str, Any]:
    """SQLite's settings as they are, beside those wanted; empty on PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return {}
    wrong = {}
    for name, wanted in _PRAGMAS.items():
        found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        if found != wanted:
            wrong[name] = found
    return wrong


def is_sqlite(url: str) -> bool:
    """Whether an address is one of SQLite's."""
    return make_url(database_url(url)).get_backend_name() == "sqlite"


def _connect_bare(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA legacy_alter_table=ON")


def _connect_guarded(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None
    for name, value in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    connection.set_authorizer(_authorize)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")


def _begin_postgres(connection: Connection) -> None:
    """As on SQLite: what a writer checks still holds when it writes, and a page shows one state of the record.

    Without it two clients could both find the number 14 free, or a ballot arrive while the vote is counted.
    A council's few writes take milliseconds each; who waits longer than five seconds is told "not saved".
    """
    if reading.get():
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    else:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_PRAGMAS['busy_timeout']}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")


def _authorize(action: int, one: str | None, two: str | None, base: str | None, trigger: str | None) -> int:
    if action in _DENIED:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and (one not in _READABLE_PRAGMAS or (two and one in _PRAGMAS)):
        return sqlite3.SQLITE_DENY
    if (
        action in (sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DELETE)
        and one == "sqlite_master"
    ):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
