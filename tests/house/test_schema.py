"""A migrated database and the models are the same: columns, CHECKs, indexes, triggers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from council.db import migrate, seals
from council.db.base import Base
from council.db.engine import bare_engine
from council.factory import load_models
from tests import database


def described(url: str) -> dict[str, str]:
    """Everything the database says of its schema, blanks folded; the migrations' own table apart."""
    engine = bare_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        ).all()
    engine.dispose()
    return {
        f"{kind} {name}": _canonical(sql)
        for kind, name, table, sql in rows
        if table not in ("alembic_version", "sqlite_sequence")
    }


def _canonical(sql: str) -> str:
    """One spelling: constraints of a table in one order, quotes and blanks folded."""
    flat = re.sub(r"\s+", " ", sql.replace('"', "")).strip()
    head, _, body = flat.partition("(")
    if not head.upper().startswith("CREATE TABLE"):
        return flat
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(body[:-1]):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append(body[start:at].strip())
            start = at + 1
    parts.append(body[start:-1].strip())
    return head + " | ".join(sorted(parts))


@pytest.mark.sqlite
def test_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    load_models()
    migrated, fresh = f"sqlite:///{tmp_path / 'migrated.db'}", f"sqlite:///{tmp_path / 'fresh.db'}"
    database.build(migrated)
    engine = bare_engine(fresh)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        seals.install(connection)
    engine.dispose()
    one, other = described(migrated), described(fresh)
    assert set(one) == set(other), set(one) ^ set(other)
    assert {k: v for k, v in one.items() if v != other[k]} == {}
    assert sum(name.startswith("trigger seal_") for name in one) >= 3


def test_models_and_database_agree(url: str) -> None:
    engine = bare_engine((database.OWNER and url) or url)
    with engine.connect() as connection:
        assert migrate.current(connection) == migrate.head() != ""
        assert migrate.differences(connection) == []
    engine.dispose()


@pytest.mark.sqlite
def test_a_second_upgrade_changes_nothing(tmp_path: Path) -> None:
    made = f"sqlite:///{tmp_path / 'twice.db'}"
    database.build(made)
    before = described(made)
    assert migrate.upgrade(made) == migrate.head()
    assert described(made) == before
