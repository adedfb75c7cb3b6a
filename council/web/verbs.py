"""Buttons from a lifecycle: what may be done with a thing now, and why the rest may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from council.access.can import can
from council.core.errors import Refused
from council.i18n import say
from council.web import current


@dataclass(frozen=True)
class Verb:
    """One button: `reason` set means it may not be pressed, and says why; GET verbs open a form."""

    label: str
    url: str
    method: str = "post"
    tone: str = ""
    icon: str = ""
    confirm: str = ""
    reason: str = ""
    row_version: int | None = None
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Verbs:
    """The page's buttons: the first allowed one is primary, the rest go behind "More"."""

    thing: Any
    shown: list[Verb] = field(default_factory=list)

    def add(
        self,
        may: str,
        label: str,
        url: str,
        *,
        when: bool = True,
        check: Callable[[], object] | None = None,
        **options: Any,
    ) -> Verbs:
        """Offer a step when the life of the thing (`when`) and the permission allow it.

        `check` runs the rule without changing anything; its refusal disables the button and says why.
        """
        if not when or not can(current.actor(), may, self.thing):
            return self
        reason = ""
        if check is not None:
            try:
                check()
            except Refused as refused:
                reason = say(refused.say)
        version = getattr(self.thing, "row_version", None)
        self.shown.append(Verb(label, url, reason=reason, row_version=version, **options))
        return self

    @property
    def primary(self) -> Verb | None:
        """The next step in the thing's life."""
        return self.shown[0] if self.shown else None

    @property
    def menu(self) -> list[Verb]:
        """Everything else."""
        return self.shown[1:]
