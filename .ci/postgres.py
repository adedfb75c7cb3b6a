#!/usr/bin/env python3
"""Keeps a throw-away PostgreSQL cluster for the tests: made, used, and gone again.

`.ci/postgres.py COMMAND…` runs the command with two addresses in its environment. TEST_DATABASE_URL belongs to
the role the portal works as, which owns nothing; TEST_MIGRATION_DATABASE_URL to the role that owns the schema.
The owner may make more databases (`CREATE DATABASE … TEMPLATE council`), one for each test worker.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

OWNER, APP, DATABASE = "council_owner", "council_app", "council"

# Durability is what a throw-away cluster need not have; the rest stays as a real server has it.
SETTINGS = (
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("synchronous_commit", "off"),
    ("autovacuum", "off"),
    ("max_connections", "100"),
    ("shared_buffers", "128MB"),
    ("timezone", "UTC"),
    ("client_min_messages", "warning"),
)

# The owner makes the tables; whatever it makes, the portal's role may read and write but not own.
ROLES = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {APP} LOGIN;
"""
RIGHTS = f"""
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO {OWNER};
GRANT USAGE ON SCHEMA public TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {APP};
"""


class Urls(NamedTuple):
    """Where the cluster answers: as the portal's role, and as the schema's owner."""

    app: str
    owner: str


def programs() -> Path:
    """The folder with initdb and pg_ctl; the newest one where several are installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise SystemExit("No PostgreSQL server found. Type: sudo apt-get install postgresql")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unprivileged() -> dict[str, int | list[int]]:
    """Whom to run the server as: initdb refuses root, so then Debian's own account, else nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def cluster() -> Iterator[Urls]:
    """A running cluster with both roles and one empty database; stopped and deleted afterwards."""
    binaries, identity = programs(), unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="council-pg-"))  # short: a socket's path ends at 107 bytes
    try:
        if identity:
            os.chown(folder, identity["user"], identity["group"])
        port = start(binaries, folder, identity)
        try:
            # Rights in template1, so that this database and any made by a test have them from birth.
            sql(binaries, port, "template1", ROLES + RIGHTS, identity)
            sql(binaries, port, "postgres", f"CREATE DATABASE {DATABASE} OWNER {OWNER}", identity)
            address = f"127.0.0.1:{port}/{DATABASE}"
            yield Urls(f"postgresql+psycopg://{APP}@{address}", f"postgresql+psycopg://{OWNER}@{address}")
        finally:
            control = [str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "-w", "stop"]
            subprocess.run(control, check=False, cwd="/", stdout=subprocess.DEVNULL, **identity)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start(binaries: Path, folder: Path, identity: dict[str, int | list[int]]) -> int:
    """Make the cluster and start it; the port it listens on."""
    data, log = folder / "data", folder / "log"
    make = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-N"]
    run([*make, "-E", "UTF8", "--locale=C"], identity)
    for _ in range(5):  # another program may take the port between asking and starting
        port = free_port()
        lines = [f"{key} = '{value}'" for key, value in SETTINGS]
        lines += [f"port = {port}", "listen_addresses = '127.0.0.1'", f"unix_socket_directories = '{folder}'"]
        with open(data / "postgresql.auto.conf", "w", encoding="utf-8") as settings:
            settings.write("\n".join(lines) + "\n")
        control = [str(binaries / "pg_ctl"), "-D", str(data), "-l", str(log), "-w", "-t", "60", "start"]
        done = subprocess.run(control, check=False, cwd="/", stdout=subprocess.DEVNULL, **identity)
        if done.returncode == 0:
            return port
    raise SystemExit("PostgreSQL did not start:\n" + (log.read_text() if log.exists() else ""))


def sql(binaries: Path, port: int, database: str, text: str, identity: dict[str, int | list[int]]) -> None:
    client = [str(binaries / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-d", database]
    run([*client, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", text], identity)


def run(command: list[str], identity: dict[str, int | list[int]]) -> None:
    done = subprocess.run(
        command,
        check=False,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **identity,
    )
    if done.returncode:
        raise SystemExit(f"{Path(command[0]).name} failed:\n{done.stdout}")


def main(command: list[str]) -> int:
    if not command:
        print("usage: postgres.py COMMAND…", file=sys.stderr)
        return 2
    # A stopped CI run must not leave the server behind: leave through the finally blocks.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as urls:
        addresses = {"TEST_DATABASE_URL": urls.app, "TEST_MIGRATION_DATABASE_URL": urls.owner}
        try:
            return subprocess.run(command, check=False, env={**os.environ, **addresses}).returncode
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
