"""The log-ins a demo council offers on the sign-in page; the demo room fills the list, nobody else does."""

from __future__ import annotations

from dataclasses import dataclass

from council.core.saying import Both


@dataclass(frozen=True)
class DemoLogin:
    """One fictitious person to try the portal as; `role` is a message id or a name in both languages."""

    name: Both
    role: str | Both
    email: str
    password: str


offered: list[DemoLogin] = []
"""In the order in which the sign-in page shows them."""


def offer(*logins: DemoLogin) -> None:
    """Replace the list; called once at start by the wiring of the demo room."""
    offered[:] = logins
