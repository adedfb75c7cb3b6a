"""The first page's place in the navigation, and the order of the rooms there."""

from __future__ import annotations

from council.core.saying import N_
from council.web import registries
from council.web.registries import NavEntry

ORDER = (
    "home.home", "meetings", "proposals", "initiatives", "metrics", "policies", "home.council", "reports",
)  # fmt: skip
"""As people think of their work: first what waits, then what the council meets about, then its papers."""


def wire() -> None:
    """Put Home first and the rooms in order."""
    registries.nav.append(NavEntry(N_("Home"), "home.home", "home", "home:home:read"))
    registries.nav.sort(key=_place)


def _place(entry: NavEntry) -> int:
    room = entry.endpoint.split(".")[0]
    return next((i for i, name in enumerate(ORDER) if name in (entry.endpoint, room)), len(ORDER))
