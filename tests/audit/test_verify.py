"""`flask audit verify` finds one changed byte, a missing line and a cut tail; anchors from paper are checked."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url

from council.db.engine import is_sqlite
from tests import database


def tampered(url: str, *statements: str) -> None:
    """What somebody with another tool could do, the file in hand or as the tables' owner: no triggers in the way."""
    if is_sqlite(url):
        with closing(sqlite3.connect(make_url(url).database or "")) as file, file:
            triggers = file.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_lines'"
            ).fetchall()
            for (name,) in triggers:
                file.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                file.execute(statement)
        return
    engine = create_engine(database.owner_of(url))
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_lines DISABLE TRIGGER USER")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("ALTER TABLE audit_lines ENABLE TRIGGER USER")
    engine.dispose()


def verify(app: Flask, *arguments: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["audit", "verify", *arguments])
    return done.exit_code, done.output


def head(app: Flask) -> tuple[int, str]:
    code, said = verify(app)
    assert code == 0, said
    seq, _, digest = said.rpartition("head ")[2].strip().partition(":")
    return int(seq), digest


def test_a_whole_log_is_ok_and_names_its_head(own_app: Flask) -> None:
    seq, digest = head(own_app)
    assert seq > 20 and len(digest) == 64


def test_one_byte_changed_by_another_tool_is_named(own_app: Flask, own_database: str) -> None:
    tampered(
        own_database,
        "UPDATE audit_lines SET detail = replace(detail, 'Test Council', 'Best Council') WHERE seq = 1",
        "UPDATE audit_lines SET verb = 'accounts.x' || substr(verb, 11) WHERE seq = 7",
    )
    code, said = verify(own_app)
    assert code == 1 and "line 7" in said and "content was changed" in said


def test_a_line_taken_out_is_named(own_app: Flask, own_database: str) -> None:
    tampered(own_database, "DELETE FROM audit_lines WHERE seq = 9")
    code, said = verify(own_app)
    assert code == 1 and "line 9" in said and "missing" in said


def test_a_cut_tail_is_noticed(own_app: Flask, own_database: str) -> None:
    seq, _ = head(own_app)
    tampered(own_database, f"DELETE FROM audit_lines WHERE seq = {seq}")
    code, said = verify(own_app)
    assert code == 1 and f"line {seq}" in said


def test_an_anchor_finds_a_tail_cut_together_with_the_head(own_app: Flask, own_database: str) -> None:
    seq, digest = head(own_app)
    assert verify(own_app, "--anchor", f"{seq}:{digest}")[0] == 0
    assert verify(own_app, "--anchor", f"{seq}:{digest[:16]}")[0] == 0
    tampered(
        own_database,
        f"DELETE FROM audit_lines WHERE seq = {seq}",
        f"UPDATE audit_head SET seq = {seq - 1}, hash = (SELECT hash FROM audit_lines WHERE seq = {seq - 1})",
    )
    assert verify(own_app)[0] == 0, "a chain alone cannot see this"
    code, said = verify(own_app, "--anchor", f"{seq}:{digest}")
    assert code == 1 and "cut off" in said


@pytest.mark.parametrize("anchor", ["x", "12", "12:", "abc:1234567890"])
def test_what_is_no_anchor_is_refused(own_app: Flask, anchor: str) -> None:
    code, said = verify(own_app, "--anchor", anchor)
    assert code == 2 and "anchor looks like" in said
