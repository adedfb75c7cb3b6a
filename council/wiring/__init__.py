"""What happens when something is announced, and what upper rooms show on lower ones: one file a room, joined here."""

from __future__ import annotations

from importlib import import_module

from council.web import registries

ROOMS = (
    "accounts", "notifications", "charter", "seats", "metrics", "proposals", "meetings", "decisions", "actions",
    "leaving", "minutes", "initiatives", "policies", "reports", "home", "admin", "demo",
)  # fmt: skip


def wire_all() -> None:
    """Fill the registries and connect the listeners, room by room, from below."""
    registries.clear()
    for name in ROOMS:
        import_module(f"council.wiring.{name}").wire()
