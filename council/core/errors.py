"""What can go wrong on purpose, as exceptions that carry keys instead of sentences."""

from __future__ import annotations

from typing import Any

from council.core.saying import Say


class Refused(Exception):
    """A rule says no. `say` names the rule and what would satisfy it; `field` the form field it is about."""

    def __init__(self, key: str, *, field: str | None = None, **params: Any) -> None:
        super().__init__(key)
        self.say = Say(key, **params)
        self.field = field

    @property
    def key(self) -> str:
        return self.say.key

    @property
    def params(self) -> dict[str, Any]:
        return self.say.params

    def __str__(self) -> str:
        return f"{self.say.key} {self.say.params}" if self.say.params else self.say.key


class RefusedMany(Exception):
    """Several refusals at once, such as an import's errors line by line."""

    def __init__(self, refusals: list[Refused]) -> None:
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = refusals


class NotFound(Exception):
    """No such thing, or none that this actor may know of: the answer is the same."""


class Forbidden(Exception):
    """The actor may see the thing but may not do this."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class Stale(Exception):
    """The thing changed since its form was opened."""

    def __init__(self, thing: Any, expected: int) -> None:
        super().__init__(f"{thing!r}: expected row_version {expected}")
        self.thing = thing
        self.expected = expected
