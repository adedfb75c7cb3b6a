"""Where a step leads back to: only ever to an address on this very site."""

from __future__ import annotations

from urllib.parse import urlsplit


def inside(path: str | None) -> str | None:
    """The path when it stays on this site. Browsers drop tabs and line ends, so `/\\t/evil` would lead to `//evil`."""
    good = (
        path is not None
        and path.isprintable()
        and path.startswith("/")
        and not path.startswith(("//", "/\\"))
    )
    return path if good else None


def path_of(address: str | None, host: str) -> str | None:
    """The path and question of an address on this host, such as a referrer's."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return inside(parts.path + (f"?{parts.query}" if parts.query else "")) if parts.netloc == host else None
