"""The chain itself: what a line's hash covers, and where a chain first breaks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """One line of the log as it is hashed; `seq` counts from 1 without holes, `at` is ISO 8601 in UTC."""

    seq: int
    at: str
    actor_id: int | None
    verb: str
    ref: str
    detail: dict[str, Any]
    previous: str
    hash: str = ""


def digest(link: Link) -> str:
    """SHA-256 over the canonical JSON of everything but the hash itself."""
    body = {
        "seq": link.seq,
        "at": link.at,
        "actor": link.actor_id,
        "verb": link.verb,
        "ref": link.ref,
        "detail": link.detail,
        "previous": link.previous,
    }
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def genesis(instance: str) -> str:
    """What the first line calls its predecessor: the instance's own id, so that two logs cannot be swapped."""
    return hashlib.sha256(f"instance:{instance}".encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """The first line that does not follow: its place, and what is wrong with it (`seq`, `previous`, `hash`, `tail`)."""

    seq: int
    what: str


def first_break(links: Iterable[Link], instance: str, head: tuple[int, str] | None = None) -> Break | None:
    """Walk the chain; None when all is well. With `head` (sequence and hash known elsewhere) a cut tail shows too."""
    previous, expected, anchored = genesis(instance), 1, head is None or head[0] == 0
    for link in links:
        if link.seq != expected:
            return Break(expected, "seq")
        if link.previous != previous:
            return Break(link.seq, "previous")
        if link.hash != digest(link):
            return Break(link.seq, "hash")
        if head is not None and link.seq == head[0]:
            if link.hash != head[1]:
                return Break(link.seq, "tail")
            anchored = True
        previous, expected = link.hash, expected + 1
    return None if anchored or head is None else Break(expected, "tail")
