"""Bringing a backup back: nothing is put in place before every file, the database and its log are found whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from council.admin import backup
from council.audit import queries as audit
from council.core.errors import Refused
from council.db.engine import bare_engine


def restore(folder: Path, url: str, instance: Path) -> int:
    """Put a backup in the place of an installation that has no database; returns the lines of its log."""
    target = make_url(url).database
    if make_url(url).get_backend_name() != "sqlite" or not target:
        raise Refused("admin.restore_sqlite_only")
    if not (folder / backup.MANIFEST).is_file():
        raise Refused("admin.no_backup", name=str(folder))
    if Path(target).exists() and Path(target).stat().st_size > 0:
        raise Refused("admin.database_in_the_way", name=target)
    wrong = backup.faults(folder)
    if wrong:
        raise Refused("admin.backup_damaged", name=", ".join(wrong))
    staged = Path(target).with_suffix(".restoring")
    shutil.copy2(folder / backup.DATABASE, staged)
    try:
        lines = _whole_log(staged, json.loads((folder / backup.MANIFEST).read_text())["log_head"])
        staged.replace(target)
    finally:
        for left in (staged, staged.with_name(staged.name + "-wal"), staged.with_name(staged.name + "-shm")):
            left.unlink(missing_ok=True)
    _files(folder, instance)
    return lines


def _whole_log(file: Path, head: dict[str, object]) -> int:
    """The log's length, after walking the chain to the head that the manifest names."""
    seq, digest = int(str(head["seq"])), str(head["hash"])
    engine = bare_engine(f"sqlite:///{file}")
    try:
        with Session(engine) as session:
            found = audit.verify(session, anchor=(seq, digest) if seq else None)
            lines = audit.head(session)[0]
    finally:
        engine.dispose()
    if found is not None:
        raise Refused("admin.backup_log_broken", line=found.seq)
    return lines


def _files(folder: Path, instance: Path) -> None:
    """The key and the uploads."""
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = folder / "secret.key"
    if key.exists():
        shutil.copy2(key, instance / key.name)
        (instance / key.name).chmod(0o600)
    if (folder / "uploads").is_dir():
        shutil.copytree(folder / "uploads", instance / "uploads", dirs_exist_ok=True)
