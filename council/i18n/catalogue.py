"""Catalogues: what is extracted from code and templates for each room, what is still untranslated, compiling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from council.i18n import FOLDER

ROOT = Path(__file__).resolve().parents[2]
SHARED = "web"
_METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
_KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "_l": None,
    "_n": (1, 2),
}
_FOLDERS_OF_WEB = ["council/web", "council/core", "council/i18n", "council/access", "council/audit", "council/mail",
                   "council/wiring",
                   "templates/_layout", "templates/_parts", "templates/errors", "templates/audit"]  # fmt: skip
_FOLDERS_OF = {
    "paper": ["council/paper", "templates/pdf"],
    "accounts": ["council/accounts", "templates/accounts", "templates/mail"],
}
_STAMP = datetime(2026, 1, 1)


def rooms() -> list[str]:
    """Rooms with sentences, the shared one first: what several rooms say is kept there once."""
    below = {Path(f).name for f in _FOLDERS_OF_WEB} | {"db", "search"}
    found = sorted(
        p.name for p in (ROOT / "council").iterdir() if (p / "__init__.py").exists() and p.name not in below
    )
    return [SHARED, *found]


def path_of(room: str) -> Path:
    """Where a room's Chinese stands."""
    return FOLDER / "zh" / "LC_MESSAGES" / f"{room}.po"


def read(room: str) -> Catalog:
    """A room's catalogue as it stands on disk."""
    path = path_of(room)
    if not path.exists():
        return Catalog(locale="zh", domain=room)
    with path.open("rb") as file:
        return read_po(file, locale="zh", domain=room)


def update(room: str) -> list[Message]:
    """Bring a room's catalogue to its code; returns the messages still without Chinese."""
    catalogue = read(room)
    fresh = Catalog(locale="zh", domain=room)
    shared = set() if room == SHARED else {m.id for m in read(SHARED) if m.id}
    for name, message in sorted(_extracted(room), key=lambda found: str(found[1])):
        if message not in shared:
            fresh.add(message, locations=[(name, 0)])
    for entry in fresh:
        old = catalogue.get(_first(entry.id)) if entry.id else None
        if old is not None and old.string:
            entry.string = old.string
    path = path_of(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.creation_date = fresh.revision_date = _STAMP
    with path.open("wb") as file:
        write_po(file, fresh, width=110, omit_header=False, sort_output=True, include_lineno=False)
    return missing(room)


def missing(room: str) -> list[Message]:
    """Messages of a room's catalogue without Chinese."""
    return [
        m for m in read(room) if m.id and not all(m.string if isinstance(m.string, tuple) else (m.string,))
    ]


def extracted_ids(room: str) -> set[str | tuple[str, ...]]:
    """Every English text that a room's code and templates hold now."""
    return {message for _, message in _extracted(room)}


def compile_all() -> int:
    """Write the binary catalogues that are missing or older than their source; returns how many."""
    done = 0
    for room in rooms():
        source, target = path_of(room), path_of(room).with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            with target.open("wb") as file:
                write_mo(file, read(room))
            done += 1
    return done


def _extracted(room: str) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    folders = (
        _FOLDERS_OF_WEB if room == SHARED else _FOLDERS_OF.get(room, [f"council/{room}", f"templates/{room}"])
    )
    options = {
        "**.html": {"trimmed": "true", "silent": "false"},
        "**.txt": {"trimmed": "true", "silent": "false"},
    }
    for folder in folders:
        if not (ROOT / folder).is_dir():
            continue
        for name, _, message, _, _ in extract_from_dir(
            ROOT / folder, _METHODS, options, keywords=_KEYWORDS, comment_tags=()
        ):
            if message:
                yield f"{folder}/{name}", tuple(message) if isinstance(message, (list, tuple)) else message


def _first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]
