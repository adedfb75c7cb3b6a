"""A backup: the database by SQLite's own backup, the key, and a manifest with hashes and the log's head."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from council.core.errors import Refused

MANIFEST = "manifest.json"
DATABASE = "council.sqlite3"


def make(url: str, instance: Path, target: Path, *, head: tuple[int, str], now: datetime) -> Path:
    """Write a backup folder under `target`; a live database is copied page by page, never file by file."""
    source = make_url(url).database
    if make_url(url).get_backend_name() != "sqlite" or not source:
        raise Refused("admin.backup_sqlite_only")
    folder = target / f"council-{now:%Y%m%dT%H%M%SZ}"
    folder.mkdir(parents=True, mode=0o700)
    # Closed, not only committed: until then parts of the copy stand in a journal beside it.
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(folder / DATABASE)) as copy:
        live.backup(copy)
    kept = instance / "secret.key"
    if kept.exists():
        shutil.copy2(kept, folder / kept.name)
    uploads = instance / "uploads"
    if uploads.is_dir():
        shutil.copytree(uploads, folder / "uploads")
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    manifest = {
        "made_at": now.isoformat(),
        "log_head": {"seq": head[0], "hash": head[1]},
        "files": {str(p.relative_to(folder)): _sha256(p) for p in files},
    }
    for path in files:
        path.chmod(0o600)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    return folder


def faults(folder: Path) -> list[str]:
    """What is wrong with a backup: missing or changed files, a damaged database; empty when it is good."""
    manifest = json.loads((folder / MANIFEST).read_text())
    found = [
        name
        for name, digest in manifest["files"].items()
        if not (folder / name).is_file() or _sha256(folder / name) != digest
    ]
    if not found:
        # Read as unchangeable: a check must not leave a journal beside the copy.
        with closing(sqlite3.connect(f"file:{folder / DATABASE}?immutable=1", uri=True)) as copy:
            if (
                copy.execute("PRAGMA integrity_check").fetchone() != ("ok",)
                or copy.execute("PRAGMA foreign_key_check").fetchone()
            ):
                found.append(DATABASE)
    return found


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
