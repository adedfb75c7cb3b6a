"""Keyset pages: older and newer by a key, never an offset, never a count over history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for


@dataclass(frozen=True)
class Page:
    """Some rows, and the addresses of the pages beside them."""

    rows: Sequence[Any]
    older_url: str = ""
    newer_url: str = ""


def page_of(rows: Sequence[Any], size: int, *, key: str = "id") -> Page:
    """A page out of rows fetched as `size + 1`, newest first; `?before=` asks for the older ones."""
    shown, more = rows[:size], len(rows) > size
    arguments = {k: v for k, v in request.args.items() if k != "before"}
    older = _here(before=getattr(shown[-1], key), **arguments) if more else ""
    newer = _here(**arguments) if "before" in request.args else ""
    return Page(shown, older, newer)


def _here(**arguments: Any) -> str:
    return url_for(request.endpoint or "", **{**(request.view_args or {}), **arguments})
