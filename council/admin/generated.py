"""Documents made from the code: lifecycles and the access matrix; a test compares them with docs/."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import council
from council.access.can import can
from council.access.table import TABLE
from council.core.actor import Actor
from council.core.lifecycle import Lifecycle

ROLES = (
    "chair", "vice_chair", "secretary", "representative", "analyst", "legal_counsel", "quality", "service_manager",
    "alternate", "management", "auditor", "administrator", "former member",
)  # fmt: skip
NOT_PURE = ("views", "cli", "forms", "service", "queries", "models", "wires")
_SEATED = {
    "chair",
    "vice_chair",
    "secretary",
    "representative",
    "analyst",
    "legal_counsel",
    "quality",
    "service_manager",
}


def lives() -> dict[str, Lifecycle]:
    """Every lifecycle by `room.name`, wherever in a room its table stands."""
    found: dict[str, Lifecycle] = {}
    for module in pkgutil.walk_packages(council.__path__, "council."):
        room, _, part = module.name.removeprefix("council.").partition(".")
        if part.split(".")[0] in NOT_PURE or "migrations" in module.name or part == "__main__":
            continue
        for value in vars(import_module(module.name)).values():
            if isinstance(value, Lifecycle) and value not in found.values():
                found[f"{room}.{value.name}"] = value
    return dict(sorted(found.items()))


def lifecycles() -> str:
    """docs/lifecycles.md."""
    parts = ["# Life of things", "", "Made from the tables in the code by `make docs`; not written by hand."]
    for name, life in lives().items():
        parts += ["", f"## {name}", "", "```mermaid", life.mermaid(), "```"]
    return "\n".join(parts) + "\n"


def role_actor(role: str) -> Actor:
    """Somebody who holds just this role (and is a member where it comes with a seat)."""
    roles = {role, "member"} if role in _SEATED else set() if role == "former member" else {role}
    return Actor(
        person_id=1, name=role, roles=frozenset(roles), seat_ids=frozenset({1} if role in _SEATED else ())
    )


def access() -> str:
    """docs/access.md: who may, for some thing; whether for this very thing is told by the last column."""
    heads = " | ".join(role.replace("_", " ") for role in ROLES)
    parts = ["# Who may do what", "", "Made from `council/access/table.py` by `make docs`; not written by hand.",
             "● may, for the things that the last column names; empty: may not.", "",
             f"| permission | {heads} | by |", "|---" * (len(ROLES) + 2) + "|"]  # fmt: skip
    for permission, predicate in TABLE.items():
        marks = " | ".join("●" if can(role_actor(role), permission) else " " for role in ROLES)
        parts.append(f"| `{permission}` | {marks} | {predicate.name.replace('|', '/')} |")
    return "\n".join(parts) + "\n"


DOCUMENTS = {"docs/lifecycles.md": lifecycles, "docs/access.md": access}
