"""Sentences as data: a message key with parameters, kept in the record and put into words on the page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any


def N_(message: str) -> str:
    """Mark an English source text for translation without translating it here."""
    return message


class Say:
    """One sentence: `key` names it in a room's `messages.py`; parameters may be values, `Say`s or lists of them."""

    __slots__ = ("key", "params")

    def __init__(self, key: str, **params: Any) -> None:
        self.key = key
        self.params = params

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Say) and (self.key, self.params) == (other.key, other.params)

    def __hash__(self) -> int:
        return hash((self.key, repr(self.params)))

    def __repr__(self) -> str:
        return f"Say({self.key!r}, {self.params!r})"

    def to_json(self) -> dict[str, Any]:
        """A JSON-able form; `from_json` gives the same sentence back."""
        return {
            "say": self.key,
            **({"with": {k: _out(v) for k, v in self.params.items()}} if self.params else {}),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Say:
        return cls(data["say"], **{k: _back(v) for k, v in data.get("with", {}).items()})


class Both:
    """A name that exists in both languages; the page picks the reader's."""

    __slots__ = ("en", "zh")

    def __init__(self, en: str, zh: str) -> None:
        self.en = en
        self.zh = zh

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Both) and (self.en, self.zh) == (other.en, other.zh)

    def __hash__(self) -> int:
        return hash((self.en, self.zh))

    def __repr__(self) -> str:
        return f"Both({self.en!r}, {self.zh!r})"

    def pick(self, lang: str) -> str:
        """The name in the reader's language, or the other when this one is empty."""
        return (self.zh or self.en) if lang.startswith("zh") else (self.en or self.zh)


def _out(value: Any) -> Any:
    if isinstance(value, Say):
        return value.to_json()
    if isinstance(value, Both):
        return {"both": [value.en, value.zh]}
    if isinstance(value, Fraction):
        return {"fraction": [value.numerator, value.denominator]}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    if isinstance(value, (list, tuple)):
        return [_out(v) for v in value]
    return value


def _back(value: Any) -> Any:
    if isinstance(value, list):
        return [_back(v) for v in value]
    if not isinstance(value, dict):
        return value
    if "say" in value:
        return Say.from_json(value)
    if "both" in value:
        return Both(*value["both"])
    if "fraction" in value:
        return Fraction(*value["fraction"])
    if "decimal" in value:
        return Decimal(value["decimal"])
    if "at" in value:
        return datetime.fromisoformat(value["at"])
    return date.fromisoformat(value["on"])
