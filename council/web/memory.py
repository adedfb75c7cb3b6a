"""What follows from the record alone is worked out once for each state of the record, and kept for every page after."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from flask import g, has_request_context, request
from sqlalchemy.orm import Session

from council.db.engine import reading

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
MOST = 5000
_kept: dict[tuple[Hashable, ...], Any] = {}

Ask = Callable[[Session], tuple[str, str] | None]
_asked: list[Ask] = []


def ask_state_of(ask: Ask) -> None:
    """Say how to learn the log's instance and the hash at its end (None before its first line); audit does."""
    _asked[:] = [ask]


def remembered(session: Session, *key: Hashable, work: Callable[[], T]) -> T:
    """The answer to `key` for the record as it stands; `work` finds it when nobody asked since the last change.

    Everything governed changes only together with a line in the log, so the end of the log names the state of
    the record. A request that may write works everything out anew.
    """
    found = remembered_each(session, key, (None,), work=lambda _: {None: work()})
    return found[None]


def remembered_each(
    session: Session,
    key: tuple[Hashable, ...],
    parts: Iterable[K],
    *,
    work: Callable[[list[K]], Mapping[K, T]],
) -> dict[K, T]:
    """The same for many parts at once: `work` is asked for those nobody asked for; what it leaves out stays out."""
    wanted, state = list(dict.fromkeys(parts)), _state(session)
    if state is None:
        return dict(work(wanted)) if wanted else {}
    new = [part for part in wanted if (*state, *key, part) not in _kept]
    if new:
        found = work(new)
        if len(_kept) > MOST:
            _kept.clear()
            found = work(wanted)
            new = wanted
        _kept.update({(*state, *key, part): (found[part],) if part in found else () for part in new})
    held = {part: _kept[(*state, *key, part)] for part in wanted}
    return {part: one[0] for part, one in held.items() if one}


def forget() -> None:
    """Forget all: for tests, whose transactions take the log back to where it was."""
    _kept.clear()


def _state(session: Session) -> tuple[str, str] | None:
    """The end of the log, asked once a request; None where the record may change under way."""
    if not has_request_context() or not reading.get() or request.method not in ("GET", "HEAD"):
        return None
    if "record_state" not in g:
        g.record_state = _asked[0](session) if _asked else None
    state: tuple[str, str] | None = g.record_state
    return state
