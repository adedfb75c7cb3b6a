"""Words from a closed list: the value kept in the database, its label, its tone and its icon in one place."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class State(StrEnum):
    """A state or kind, written `DRAFT = "draft", N_("Draft"), "neutral", "pencil"`.

    Tones: neutral, info, good, warn, bad, special. Icons are names in the sprite.
    """

    label: str
    tone: str
    icon: str

    def __new__(cls, value: str, label: str = "", tone: str = "neutral", icon: str = "circle") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.tone = tone
        member.icon = icon
        return member

    @classmethod
    def values(cls) -> tuple[str, ...]:
        return tuple(m.value for m in cls)
