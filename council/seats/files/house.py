"""What a line may name: seats, departments and offices by their names in either language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from council.core.saying import Both
from council.seats.queries import SeatOn
from council.sheets.columns import fold


@dataclass
class Known:
    """Things by key and by folded name."""

    names: dict[int, Both] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def add(self, key: int, name: Both) -> None:
        """One more; a name that is taken keeps its first owner."""
        self.names[key] = name
        for each in (name.en, name.zh):
            if each:
                self.keys.setdefault(fold(each), key)

    def find(self, *names: str) -> int | None:
        """The first thing that carries one of these names."""
        return next((self.keys[fold(each)] for each in names if each and fold(each) in self.keys), None)

    def all_of(self, *names: str) -> set[int]:
        """Every thing that carries one of these names."""
        return {self.keys[fold(each)] for each in names if each and fold(each) in self.keys}


@dataclass
class House:
    """Seats of a day, departments and offices."""

    seats: Known = field(default_factory=Known)
    departments: Known = field(default_factory=Known)
    offices: Known = field(default_factory=Known)

    @classmethod
    def of(
        cls, found: Iterable[SeatOn], departments: Iterable[Any] = (), offices: Iterable[Any] = ()
    ) -> House:
        """From the seats of a day, and what else there is."""
        house = cls()
        for each in found:
            house.seats.add(each.id, each.name)
            if each.department is not None:
                house.departments.add(each.department.id, each.department.name)
            if each.office is not None:
                house.offices.add(each.office.id, each.office.name)
        for one in departments:
            house.departments.add(one.id, one.name)
        for one in offices:
            house.offices.add(one.id, one.name)
        return house
