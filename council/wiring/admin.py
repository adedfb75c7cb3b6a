"""What the administrator's room adds: its navigation."""

from __future__ import annotations

from council.core.saying import N_
from council.web import registries
from council.web.registries import NavEntry


def wire() -> None:
    """Fill the registries of this room."""
    registries.nav.append(
        NavEntry(
            N_("Administration"),
            "admin.people",
            "settings",
            "admin:people:read",
            children=(
                NavEntry(N_("People"), "admin.people", "users", "admin:people:read"),
                NavEntry(N_("Departments"), "admin.departments", "building", "admin:people:edit"),
                NavEntry(N_("Log"), "admin.log", "history", "admin:log:read"),
                NavEntry(N_("Outbox"), "admin.outbox", "mail", "admin:outbox:read"),
            ),
        )
    )
