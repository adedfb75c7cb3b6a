"""Who acts: a frozen picture of a person's rights at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """A signed-in person, or the system (`person_id` None, role `system`).

    `roles` follow from the seats and appointments held today and the account's own roles;
    `seat_ids` are the seats held as member, `alternate_seat_ids` those held as alternate; `label` says through
    what they came where that is no browser, such as a token.
    """

    person_id: int | None
    name: str
    roles: frozenset[str] = frozenset()
    seat_ids: frozenset[int] = frozenset()
    alternate_seat_ids: frozenset[int] = frozenset()
    department_ids: frozenset[int] = frozenset()
    label: str = field(default="", compare=False)

    def has(self, *roles: str) -> bool:
        """Whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor(person_id=None, name="system", roles=frozenset({"system"}))
"""Acts on founding, imports from disk and time-driven work."""
