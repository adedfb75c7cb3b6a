"""What a motion is about: the reference of its agenda item, or its own."""

from __future__ import annotations

from typing import Any


def subject_of(motion: Any) -> str | None:
    """`kind:id` of the thing that a motion decides on, if it is about one."""
    own = getattr(motion, "subject_ref", None)
    if own:
        return str(own)
    item = getattr(motion, "item", None)
    ref = getattr(item, "subject_ref", None)
    return str(ref) if ref else None
