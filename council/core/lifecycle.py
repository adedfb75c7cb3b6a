"""A thing's life as a frozen table: in which state which verb leads where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from council.core.errors import Refused


@dataclass(frozen=True)
class Lifecycle:
    """`table[state][verb] = next state`; states without verbs are final."""

    name: str
    table: Mapping[str, Mapping[str, str]]

    def __post_init__(self) -> None:
        reached = {state for verbs in self.table.values() for state in verbs.values()}
        unknown = reached - set(self.table)
        if unknown:
            raise ValueError(f"{self.name}: verbs lead to states without a row: {sorted(unknown)}")
        object.__setattr__(
            self, "table", MappingProxyType({s: MappingProxyType(dict(v)) for s, v in self.table.items()})
        )

    def after(self, state: str, verb: str) -> str:
        """The state that `verb` leads to; Refused `core.not_in_this_state` when it does not apply."""
        try:
            return self.table[state][verb]
        except KeyError:
            raise Refused("core.not_in_this_state", thing=self.name, state=str(state), verb=verb) from None

    def verbs(self, state: str) -> tuple[str, ...]:
        """What can be done now, in the table's order: the first is the page's main button."""
        return tuple(self.table[state])

    def before(self, verb: str) -> tuple[str, ...]:
        """Every state in which the verb applies."""
        return tuple(s for s, verbs in self.table.items() if verb in verbs)

    def mermaid(self) -> str:
        """The diagram of docs/lifecycles.md."""
        lines = ["stateDiagram-v2", f"    [*] --> {next(iter(self.table))}"]
        for state, verbs in self.table.items():
            lines += [f"    {state} --> {after}: {verb}" for verb, after in verbs.items()]
            lines += [f"    {state} --> [*]"] if not verbs else []
        return "\n".join(lines)
