"""Starting and looking after the portal: checks that refuse with a sentence, the server, backups."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url
from sqlalchemy.orm import Session

from council.accounts import service as making
from council.admin import backup, checks, starting
from council.config import ROOT
from council.core.actor import SYSTEM
from council.core.clock import utcnow
from council.db import db, migrate
from council.factory import create_app
from tests import database

pytestmark = pytest.mark.sqlite


def problems(app: Flask) -> list[str]:
    with app.app_context():
        try:
            return checks.problems(db.engine)
        finally:
            db.engine.dispose()


def changed(url: str, statement: str) -> None:
    with sqlite3.connect(make_url(url).database or "") as file:
        file.execute(statement)


def test_a_good_database_has_no_problem(own_app: Flask) -> None:
    assert problems(own_app) == []


def test_a_missing_seal_is_named(own_app: Flask, own_database: str) -> None:
    changed(own_database, "DROP TRIGGER seal_audit_lines_update")
    (said,) = problems(own_app)
    assert "seal_audit_lines_update" in said


def test_an_unsafe_setting_is_named(own_database: str) -> None:
    plain = create_engine(own_database)
    found = " ".join(checks.problems(plain))
    plain.dispose()
    assert "foreign_keys" in found and "recursive_triggers" in found


def test_a_newer_schema_is_wanted(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "head", lambda: "9999")
    (said,) = problems(own_app)
    assert "9999" in said and "flask start" in said
    with own_app.app_context():
        assert not checks.ready(own_app)
    assert own_app.test_client().get("/readyz").status_code == 503


def test_an_empty_database_is_not_served(tmp_path: Path) -> None:
    plain = create_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert checks.problems(plain) == ["The database is empty; run `flask start`."]
    plain.dispose()


def test_a_full_disk_is_not_ready(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with own_app.app_context():
        assert checks.ready(own_app)
        monkeypatch.setattr(checks, "ROOM_NEEDED", 10**18)
        assert not checks.ready(own_app)


def test_serving_is_refused_with_a_sentence(
    own_app: Flask, own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(checks.FROM_CLI, raising=False)
    checks.run(own_app)
    changed(own_database, "DROP TRIGGER seal_audit_lines_delete")
    with pytest.raises(SystemExit) as refused:
        checks.run(own_app)
    assert "lacks seals" in str(refused.value)
    monkeypatch.setenv(checks.FROM_CLI, "true")
    checks.run(own_app)


def test_the_server_starts_from_nothing_and_asks_for_a_council(tmp_path: Path) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    environment = {
        **os.environ,
        "INSTANCE": str(tmp_path),
        "DEMO": "0",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL", checks.FROM_CLI):
        environment.pop(name, None)
    flask = Path(sys.executable).with_name("flask")
    server = subprocess.Popen(
        [flask, "--app", "app", "start"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        assert _answer(f"{base}/healthz", server) == "ok\n"
        assert _answer(f"{base}/readyz", server) == "ready\n"
        assert "Found your council" in _answer(base, server)
        assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    finally:
        server.terminate()
        said = server.communicate(timeout=20)[0].decode()
    assert base in said and "no council yet" in said


def _answer(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            assert server.poll() is None, server.stdout and server.stdout.read().decode()
            time.sleep(0.2)
    raise AssertionError(f"no answer at {address}")


def test_a_backup_is_whole_and_names_the_head_of_the_log(own_app: Flask, tmp_path: Path) -> None:
    done = own_app.test_cli_runner().invoke(args=["backup", str(tmp_path / "kept")])
    assert done.exit_code == 0, done.output
    folder = Path(done.output.strip())
    manifest = json.loads((folder / backup.MANIFEST).read_text())
    verified = own_app.test_cli_runner().invoke(
        args=["audit", "verify", "--anchor", f"{manifest['log_head']['seq']}:{manifest['log_head']['hash']}"]
    )
    assert verified.exit_code == 0 and backup.faults(folder) == []
    assert set(manifest["files"]) == {backup.DATABASE, "secret.key"}
    assert (folder / backup.DATABASE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", ["cut", "change", "remove"])
def test_a_damaged_backup_is_found_out(own_app: Flask, tmp_path: Path, damage: str) -> None:
    done = own_app.test_cli_runner().invoke(args=["backup", str(tmp_path / "kept")])
    file = Path(done.output.strip()) / backup.DATABASE
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-4096])
    elif damage == "change":
        body = bytearray(file.read_bytes())
        body[len(body) // 2] ^= 1
        file.write_bytes(body)
    else:
        file.unlink()
    assert backup.faults(file.parent) == [backup.DATABASE]


def test_a_backup_of_another_database_is_refused(tmp_path: Path, own_app: Flask) -> None:
    own_app.config["SQLALCHEMY_ENGINES"] = {"default": "postgresql+psycopg://council@db/council"}
    done = own_app.test_cli_runner().invoke(args=["backup", str(tmp_path)])
    assert done.exit_code == 1 and "pg_dump" in done.output


@pytest.fixture
def kept(own_app: Flask, tmp_path: Path) -> Path:
    done = own_app.test_cli_runner().invoke(args=["backup", str(tmp_path / "kept")])
    assert done.exit_code == 0, done.output
    return Path(done.output.strip())


def restored(folder: Path, place: Path) -> tuple[int, str]:
    """`flask restore` into a new installation."""
    url = f"sqlite:///{place / 'council.sqlite3'}"
    app = create_app({"SQLALCHEMY_ENGINES": {"default": url}, "MIGRATION_DATABASE_URL": url}, instance=place)
    done = app.test_cli_runner().invoke(args=["restore", str(folder)])
    return done.exit_code, done.output


def test_a_backup_comes_back_as_it_was(kept: Path, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    code, said = restored(kept, place)
    assert code == 0 and "is whole" in said, said
    assert (place / "secret.key").read_text() == (kept / "secret.key").read_text()
    with sqlite3.connect(place / "council.sqlite3") as file:
        assert file.execute("SELECT count(*) FROM persons").fetchone()[0] == 13
    code, said = restored(kept, place)
    assert code == 1 and "Move it away first" in said


def test_a_backup_whose_log_was_rewritten_is_not_restored(kept: Path, tmp_path: Path) -> None:
    """Somebody cut the log's tail and mended head and manifest's file hashes, but not the manifest's log head."""
    with closing(sqlite3.connect(kept / backup.DATABASE, isolation_level=None)) as file:
        file.execute("DROP TRIGGER seal_audit_lines_delete")
        last = file.execute("SELECT max(seq) FROM audit_lines").fetchone()[0]
        file.execute("DELETE FROM audit_lines WHERE seq = ?", (last,))
        before = file.execute("SELECT seq, hash FROM audit_lines WHERE seq = ?", (last - 1,)).fetchone()
        file.execute("UPDATE audit_head SET seq = ?, hash = ?", before)
    manifest = json.loads((kept / backup.MANIFEST).read_text())
    manifest["files"][backup.DATABASE] = backup._sha256(kept / backup.DATABASE)
    (kept / backup.MANIFEST).write_text(json.dumps(manifest))
    place = tmp_path / "elsewhere"
    code, said = restored(kept, place)
    assert code == 1 and f"line {last}" in said, said
    assert not list(place.glob("council.*"))


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    code, said = restored(tmp_path / "folder", tmp_path / "elsewhere")
    assert code == 1 and "no manifest" in said


def test_an_unfinished_demo_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.fresh(tmp_path, "half") as url:
        config = {"SQLALCHEMY_ENGINES": {"default": url}, "MIGRATION_DATABASE_URL": url}
        app = create_app(config, instance=tmp_path / "instance")

        def half(session: Session) -> None:
            making.create_person(
                session, SYSTEM, name_en="Half", name_zh="", email="half@example.test", now=utcnow()
            )
            session.commit()
            raise KeyboardInterrupt

        monkeypatch.setattr(starting, "first_start", [half])
        path = Path(make_url(url).database or "")
        assert path.exists()
        with app.app_context(), pytest.raises(KeyboardInterrupt):
            starting.load_demo()
        assert not path.exists()
