"""A database of the first schema that holds seats gets their rows, and keeps its terms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from council.db import migrate
from council.db.engine import bare_engine


def first_schema(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build the database as the first migration left it."""

    def only_first(connection: Connection) -> None:
        scripts = migrate._scripts()
        upto = scripts._upgrade_revs
        monkeypatch.setattr(scripts, "_upgrade_revs", lambda to, revision: upto("0001", revision))
        monkeypatch.setattr(migrate, "_scripts", lambda: scripts)
        run(connection)

    run = migrate._run
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "_run", only_first)
        patched.setattr(migrate.seals, "install", lambda connection: None)
        migrate.upgrade(url)
    monkeypatch.undo()


@pytest.mark.sqlite
def test_seats_get_the_row_they_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    first_schema(url, monkeypatch)
    engine = bare_engine(url)
    with engine.begin() as connection:
        assert migrate.current(connection) == "0001"
        for statement in (
            "INSERT INTO persons (id, name_en, name_zh, email, language, theme, active, created_at, row_version) "
            "VALUES (1, 'A', '甲', 'a@example.org', 'en', 'auto', 1, '2026-01-01 00:00:00', 1)",
            "INSERT INTO offices (id, name_en, name_zh, row_version) VALUES (3, 'Board', '董事会', 1)",
            "INSERT INTO seats (id, position, kind, speciality, voting, duties_en, duties_zh, reports_to_office_id,"
            " created_on, row_version, name_en, name_zh) VALUES"
            " (7, 2, 'chair', 'none', 1, 'Presides.', '主持。', 3, '2026-01-05', 4, 'Chair', '主席')",
            "INSERT INTO terms (id, seat_id, person_id, capacity, starts_on, ended_on, ex_officio, end_kind, end_reason,"
            " row_version) VALUES (5, 7, 1, 'member', '2026-01-05', '2026-02-01', 0, 'resigned', 'Moved.', 2)",
        ):
            connection.execute(text(statement))
    engine.dispose()
    assert migrate.upgrade(url) == "0001"
    engine = bare_engine(url)
    with engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM seat_rows")).mappings()
        assert (row["seat_id"], row["from_on"], row["name_zh"]) == (7, str(date(2026, 1, 5)), "主席")
        assert (row["position"], row["voting"], row["reports_to_office_id"]) == (2, 1, 3)
        (term,) = connection.execute(text("SELECT * FROM terms")).mappings()
        assert (term["id"], term["end_kind"], term["end_decision_ref"]) == (5, "resigned", None)
        assert migrate.current(connection) == migrate.head()
    engine.dispose()
