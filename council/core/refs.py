"""References such as `initiative:12`: how a lower room points at a thing of an upper one."""

from __future__ import annotations

from typing import NamedTuple


class Ref(NamedTuple):
    """The kind of a thing and its id; written `kind:id`."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """The reference in a text; ValueError when it is none."""
        kind, _, number = text.partition(":")
        if not kind.isidentifier() or not number.isdecimal():
            raise ValueError(f"not a reference: {text!r}")
        return cls(kind, int(number))


def ref_of(thing: object) -> str:
    """`kind:id` of a stored thing; its class says the kind in `REF`."""
    return f"{thing.REF}:{thing.id}"  # type: ignore[attr-defined]
