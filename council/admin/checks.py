"""What must hold before the portal serves anybody: settings, seals, schema, room on the disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from flask import Flask
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from council.config import refuse_weak
from council.db import db, migrate, seals
from council.db.engine import settings

ROOM_NEEDED = 200 * 1024 * 1024
FROM_CLI = "FLASK_RUN_FROM_CLI"


def run(app: Flask) -> None:
    """Refuse to serve, with a sentence, on a database that is not as it must be; commands are let through."""
    if os.environ.get(FROM_CLI) == "true":
        return
    refuse_weak(app.config)
    with app.app_context():
        wrong = problems(db.engine)
    if wrong:
        raise SystemExit("The portal does not start: " + " ".join(wrong))


def problems(engine: Engine) -> list[str]:
    """Everything that is not as it must be, as sentences; empty when all is well."""
    try:
        with engine.connect() as connection:
            return _schema(connection) or [*_settings(connection), *_seals(connection)]
    except SQLAlchemyError as error:
        return [f"The database does not answer ({type(error).__name__})."]


def warnings(app: Flask) -> list[str]:
    """What works but should not stay so."""
    found = []
    config = app.config
    url = config["SQLALCHEMY_ENGINES"]["default"]
    if not str(url).startswith("sqlite") and config["MIGRATION_DATABASE_URL"] == url:
        found.append(
            "The application's role owns its tables; give migrations their own role by MIGRATION_DATABASE_URL."
        )
    if not config["SMTP_URL"]:
        found.append("No mail is sent, because SMTP_URL is not set: hand invitation links over yourself.")
    return found


def ready(app: Flask) -> bool:
    """Whether requests can be served: the database answers, the schema is at the head, the disk has room."""
    try:
        with db.engine.connect() as connection:
            good = migrate.current(connection) == migrate.head() and bool(migrate.tables(connection))
    except SQLAlchemyError:
        return False
    free = shutil.disk_usage(Path(app.instance_path)).free
    return good and free > ROOM_NEEDED


def _settings(connection: Connection) -> list[str]:
    wrong = settings(connection)
    return [
        f"SQLite's setting {name} is {value}; commits would not be safe." for name, value in wrong.items()
    ]


def _seals(connection: Connection) -> list[str]:
    missing = seals.expected_triggers(connection.dialect.name) - seals.found_triggers(connection)
    return (
        [f"The database lacks seals ({', '.join(sorted(missing))}); run `flask start`, or restore a backup."]
        if missing
        else []
    )


def _schema(connection: Connection) -> list[str]:
    if not migrate.tables(connection):
        return ["The database is empty; run `flask start`."]
    now, wanted = migrate.current(connection), migrate.head()
    if now != wanted:
        return [f"The database is at revision {now or 'none'}, this code needs {wanted}; run `flask start`."]
    return []
