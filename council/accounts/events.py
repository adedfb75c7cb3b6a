"""What happens to accounts that others may want to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from council.core.events import Event


@dataclass(frozen=True)
class DepartmentChanged(Event):
    """Somebody is about to belong to another department, or to none."""

    person: Any
    department_id: int | None
