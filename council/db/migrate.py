"""Bringing a database to the schema of this code: one transaction, seals renewed, foreign keys checked."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.engine import make_url

from council.db import seals
from council.db.base import Base
from council.db.engine import bare_engine, database_url

_FOLDER = Path(__file__).with_name("migrations")


class UnknownRevision(RuntimeError):
    """The database was made by other code than this."""


def head() -> str:
    """The newest revision this code knows."""
    return _scripts().get_current_head() or ""


def versions() -> list[Path]:
    """The migrations, oldest first."""
    return sorted((_FOLDER / "versions").glob("[0-9]*.py"))


def current(connection: Connection) -> str:
    """The revision the database is at; empty for a new one."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(url: str, *, app_url: str | None = None) -> str:
    """Bring the database at `url` (its owner's address) to the head; returns the revision before.

    All steps share one transaction, after a copy of a SQLite file that holds data. On PostgreSQL the
    application's role, when it is another, gets rights on rows and nothing else.
    """
    engine = bare_engine(url)
    try:
        with engine.connect() as connection:
            before = current(connection)
        if before == head():
            return before
        if before and before not in {one.revision for one in _scripts().walk_revisions()}:
            raise UnknownRevision(
                f"The database is at revision {before}, which this code does not know: start the code that made it."
            )
        if before and engine.dialect.name == "sqlite":
            _copy_before(engine)
        with engine.connect() as connection, connection.begin():
            _run(connection)
            seals.install(connection)
            _check_foreign_keys(connection)
            grant(connection, url, app_url or url)
    finally:
        engine.dispose()
    return before


def differences(connection: Connection) -> list[Any]:
    """What Alembic sees between the models and the database; CHECKs and triggers are compared by a test."""
    return list(compare_metadata(_context(connection), Base.metadata))


def write_revision(url: str, message: str, number: str) -> Path:
    """Write the next migration from the models; for developers (`flask schema revision`)."""
    engine = bare_engine(url)
    try:
        with engine.connect() as connection:
            context = _context(connection)
            script = produce_migrations(context, Base.metadata)
            if script.upgrade_ops is None:
                raise RuntimeError("the models say nothing new")
            code = render_python_code(
                script.upgrade_ops, sqlalchemy_module_prefix="sa.", alembic_module_prefix="op."
            )
    finally:
        engine.dispose()
    made = _scripts().generate_revision(number, message, head=head() or "base", upgrades=code)
    if made is None:
        raise RuntimeError("no revision was written")
    return Path(made.path)


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def _context(connection: Connection) -> MigrationContext:
    return MigrationContext.configure(
        connection, opts={"target_metadata": Base.metadata, "compare_type": False, "render_as_batch": True}
    )


def _run(connection: Connection) -> None:
    scripts = _scripts()
    config = Config()
    environment = EnvironmentContext(config, scripts)

    def steps(revision: Any, context: MigrationContext) -> Any:
        return scripts._upgrade_revs("head", revision)

    environment.configure(
        connection=connection, target_metadata=Base.metadata, fn=steps, transactional_ddl=False
    )
    with Operations.context(environment.get_context()):
        environment.run_migrations()


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"migration would leave rows that point nowhere: {broken[:5]}")


def grant(connection: Connection, url: str, app_url: str) -> None:
    """Rights on rows, and nothing else, for the application's role when it is not the owner."""
    if connection.dialect.name == "sqlite":
        return
    owner, role = make_url(database_url(url)).username, make_url(database_url(app_url)).username
    if role is None or role == owner:
        return
    name = connection.dialect.identifier_preparer.quote(role)
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
    ):
        connection.exec_driver_sql(statement)
    if "alembic_version" in tables(connection):
        connection.exec_driver_sql(f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name}")


def _copy_before(engine: Engine) -> None:
    path = engine.url.database
    if not path or path == ":memory:":
        return
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = Path(path).with_name(f"{Path(path).stem}-before-migration-{stamp}.db")
    with sqlite3.connect(path) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    target.chmod(0o600)


def tables(connection: Connection) -> set[str]:
    """Names of the tables there are."""
    return set(inspect(connection).get_table_names())
