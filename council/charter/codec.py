"""Rules to JSON and back: whatever is not exactly a rule is refused with the field it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from council.charter.kinds import DecisionClass
from council.charter.pinning import PinnedRule
from council.charter.rules import RuleSet
from council.charter.soundness import problems
from council.core.errors import Refused

T = TypeVar("T")

LARGEST = 100_000
"""No count or share in a charter is larger; it keeps slips and attacks out of the arithmetic."""


def encode(rules: RuleSet) -> dict[str, Any]:
    """A JSON-able form of a rule set; `decode` gives an equal one back."""
    written: dict[str, Any] = _out(rules)
    return written


def decode(data: Any, *, voting_seats: int | None = None) -> RuleSet:
    """The rule set in `data`, whole and possible; Refused (with `field`) for the first thing that is not.

    `voting_seats` is the number of voting seats, where known: a rule that they can never meet is refused.
    """
    rules = read(data)
    for refusal in problems(rules, voting_seats=voting_seats):
        raise refusal
    return rules


def read(data: Any) -> RuleSet:
    """The rule set in `data` as far as its form goes: a draft may still be impossible."""
    rules: RuleSet = _in(RuleSet, data, "")
    return rules


def encode_pin(pinned: PinnedRule) -> dict[str, Any]:
    """A JSON-able form of what a motion pinned."""
    written: dict[str, Any] = _out(pinned)
    return written


def decode_pin(data: Any) -> PinnedRule:
    """What a motion pinned."""
    pinned: PinnedRule = _in(PinnedRule, data, "")
    return pinned


def _out(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    if isinstance(value, tuple):
        return [_out(each) for each in value]
    if isinstance(value, Mapping):
        return {_out(key): _out(each) for key, each in value.items()}
    if is_dataclass(value):
        return {each.name: _out(getattr(value, each.name)) for each in fields(value)}
    return value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return MappingProxyType(get_type_hints(kind))


def _in(kind: Any, data: Any, path: str) -> Any:
    """`data` as a value of the annotated type; Refused says where it does not fit."""
    origin = get_origin(kind)
    if origin is UnionType or (origin is not None and type(None) in get_args(kind)):
        if data is None:
            return None
        (kind,) = (each for each in get_args(kind) if each is not type(None))
        return _in(kind, data, path)
    if origin is tuple:
        if not isinstance(data, (list, tuple)):
            raise Refused("charter.not_a_list", field=path)
        (each, _) = get_args(kind)
        return tuple(_in(each, item, f"{path}.{n}") for n, item in enumerate(data))
    if origin is not None and issubclass(origin, Mapping):
        return _classes(kind, data, path)
    if is_dataclass(kind):
        return _rule(kind, data, path)
    return _plain(kind, data, path)


def _rule(kind: Any, data: Any, path: str) -> Any:
    if not isinstance(data, Mapping):
        raise Refused("charter.not_a_rule", field=path or None)
    known = {each.name: each for each in fields(kind)}
    for name in data:
        if name not in known:
            raise Refused("charter.unknown_rule", field=_join(path, str(name)), name=str(name))
    values = {}
    for name, each in known.items():
        if name in data:
            values[name] = _in(_hints(kind)[name], data[name], _join(path, name))
        elif each.default is MISSING and each.default_factory is MISSING:
            raise Refused("core.required", field=_join(path, name))
    return kind(**values)


def _classes(kind: Any, data: Any, path: str) -> Any:
    if not isinstance(data, Mapping):
        raise Refused("charter.not_a_rule", field=path)
    _, rule = get_args(kind)
    for name in data:
        if name not in DecisionClass.values():
            raise Refused("charter.unknown_rule", field=_join(path, str(name)), name=str(name))
    for name in DecisionClass.values():
        if name not in data:
            raise Refused("charter.class_missing", field=_join(path, name))
    return {each: _in(rule, data[each.value], _join(path, each.value)) for each in DecisionClass}


def _plain(kind: Any, data: Any, path: str) -> Any:
    if kind is bool:
        if not isinstance(data, bool):
            raise Refused("charter.not_yes_or_no", field=path)
        return data
    if kind is int:
        if not isinstance(data, int) or isinstance(data, bool) or not -LARGEST <= data <= LARGEST:
            raise Refused("charter.not_a_number", field=path)
        return data
    if kind is str:
        if not isinstance(data, str):
            raise Refused("charter.not_text", field=path)
        if len(data) > 40:
            raise Refused("core.too_long", field=path, max=40, length=len(data))
        return data.strip()
    if kind is Fraction:
        return _fraction(data, path)
    try:
        return kind(data)
    except ValueError:
        raise Refused("core.unknown", field=path, value=str(data)) from None


def _fraction(data: Any, path: str) -> Fraction:
    """Two whole numbers, `[2, 3]` or `"2/3"`: a decimal would already have lost the third."""
    parts = data.split("/") if isinstance(data, str) else data
    if isinstance(parts, (list, tuple)) and len(parts) == 2:
        above, below = map(_whole, parts)
        if above is not None and below:
            return Fraction(above, below)
    raise Refused("charter.not_a_fraction", field=path)


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal():
        value = int(value)
    good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
    return value if good else None


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
