"""What the server will not start with, on either database: each time one sentence, and an exit that is not 0."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import DatabaseError

from council.admin import checks
from council.config import ROOT
from council.db import db, migrate
from council.db.engine import guard, is_sqlite
from tests import database

KEY = "k" * 40


def started(url: str, instance: Path, **more: str) -> tuple[int, str]:
    """What gunicorn does first, in a process of its own: load the application."""
    environment = {**os.environ, "INSTANCE": str(instance), "DATABASE_URL": url, "SECRET_KEY": KEY, **more}
    environment.pop("MIGRATION_DATABASE_URL", None)
    environment.pop(checks.FROM_CLI, None)
    done = subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr.strip()


def changed(url: str, *statements: str) -> None:
    """Something done to the database by its owner with another tool."""
    engine = create_engine(database.owner_of(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_sound_database_is_served(own_database: str, tmp_path: Path) -> None:
    assert started(own_database, tmp_path / "instance") == (0, "")


def test_a_short_key_is_refused(own_database: str, tmp_path: Path) -> None:
    code, said = started(own_database, tmp_path / "instance", SECRET_KEY="short")
    assert code == 1
    assert said == "SECRET_KEY is too short: at least 32 characters, or leave it out and one is made."


def test_a_missing_seal_is_refused(own_database: str, tmp_path: Path) -> None:
    if is_sqlite(own_database):
        changed(own_database, "DROP TRIGGER seal_ballots_delete")
        seal = "seal_ballots_delete"
    else:
        changed(own_database, "ALTER TABLE ballots DISABLE TRIGGER seal_ballots_change")
        seal = "seal_ballots_change"
    code, said = started(own_database, tmp_path / "instance")
    assert code == 1
    assert said.startswith("The portal does not start: The database lacks seals") and seal in said
    assert "Traceback" not in said


def test_an_old_schema_is_refused(own_database: str, tmp_path: Path) -> None:
    changed(
        own_database,
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)",
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('0000')",
    )
    if not is_sqlite(own_database):
        role = make_url(own_database).username
        changed(own_database, f'GRANT SELECT ON alembic_version TO "{role}"')
    code, said = started(own_database, tmp_path / "instance")
    assert code == 1
    assert said.startswith("The portal does not start: The database is at revision 0000, this code needs")
    assert said.endswith("run `flask start`.") and "Traceback" not in said
    with pytest.raises(migrate.UnknownRevision, match="revision 0000, which this code does not know"):
        migrate.upgrade(database.owner_of(own_database), app_url=own_database)


def test_a_database_that_does_not_answer_is_refused(own_database: str, tmp_path: Path) -> None:
    address = make_url(own_database)
    gone = address.set(database=str(tmp_path / "nowhere" / "x.db") if is_sqlite(own_database) else "nowhere")
    code, said = started(gone.render_as_string(hide_password=False), tmp_path / "instance")
    assert (code, said) == (1, "The portal does not start: The database does not answer (OperationalError).")


@pytest.mark.sqlite
@pytest.mark.parametrize(("pragma", "value"), [("synchronous", "1"), ("recursive_triggers", "0")])
def test_a_setting_that_loses_commits_is_refused(own_database: str, pragma: str, value: str) -> None:
    engine = create_engine(own_database)
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}={value}"))
    wrong = checks.problems(engine)
    engine.dispose()
    assert f"SQLite's setting {pragma} is {value}; commits would not be safe." in wrong
    sound = create_engine(own_database)
    guard(sound)
    assert checks.problems(sound) == []
    sound.dispose()


OWNED = (
    "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
)
REFUSED = {
    "sqlite": (
        "DROP TRIGGER seal_ballots_delete",
        "DROP TABLE form_keys",
        "ALTER TABLE form_keys ADD COLUMN more TEXT",
        "PRAGMA synchronous=OFF",
        "PRAGMA writable_schema=ON",
    ),
    "postgresql": (
        "TRUNCATE audit_lines",
        "TRUNCATE form_keys",
        "DROP TABLE form_keys",
        "CREATE TABLE mine (id integer)",
        "UPDATE alembic_version SET version_num = 'other'",
        "ALTER TABLE audit_lines DISABLE TRIGGER USER",
        "CREATE OR REPLACE FUNCTION seal_audit_lines() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
    ),
}


def test_the_portal_itself_cannot_take_the_seals_off(own_app: Flask) -> None:
    with own_app.app_context(), db.engine.connect() as connection:
        dialect = connection.dialect.name
        if dialect == "postgresql":
            assert connection.exec_driver_sql(OWNED).scalar() == 0
    for statement in REFUSED[dialect]:
        with (
            own_app.app_context(),
            db.engine.connect() as connection,
            pytest.raises(DatabaseError) as refused,
        ):
            connection.exec_driver_sql(statement)
        said = str(refused.value)
        assert any(word in said for word in ("permission denied", "must be owner", "not authorized")), said
