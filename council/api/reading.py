"""Reading what a script sent: strict JSON, known members, exact numbers; each fault with its place."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from council.api.shapes import MOST, NUMBER_TEXT, SENT, WHOLE_TEXT, Field
from council.core.errors import Refused
from council.core.saying import Say
from council.metrics import rules
from council.metrics.periods import Frequency, parse
from council.metrics.rules import Entry
from council.web.forms import YEARS
from council.web.markdown import UNSEEN

BIGGEST = 2**31 - 1
FIELDS = {one.name: one for one in SENT}
PLACES = {"period_start": "period", "sample": "n"}
"""What rules call otherwise than those who send."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CODES = {
    Frequency.WEEKLY: r"\d{4}-W\d\d", Frequency.MONTHLY: r"\d{4}-\d\d", Frequency.QUARTERLY: r"\d{4}-Q[1-4]",
    Frequency.YEARLY: r"\d{4}",
}  # fmt: skip
"""How periods are called; each may also be named by its first day, which is all there is of a day."""


class Malformed(Exception):
    """This is no JSON, or none that says one thing only."""


@dataclass
class Read:
    """What was sent, as far as it can be read: by place an entry and whether it may correct; and the faults."""

    entries: list[tuple[Entry, bool]] = field(default_factory=list)
    faults: list[tuple[str, Say]] = field(default_factory=list)
    single: bool = False

    def pointer(self, place: int, name: str | None) -> str:
        """The JSON pointer of a member of the value at this place."""
        base = "" if self.single else f"/observations/{place}"
        return f"{base}/{PLACES.get(name, name)}" if name else base


def json_of(data: bytes) -> Any:
    """The JSON of a body; Malformed for another encoding, NaN, a member twice, or what is nested without end."""
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except (ValueError, RecursionError, Malformed) as fault:
        raise Malformed(str(fault)) from None


def read(sent: Any, frequency: Frequency, channels: Mapping[str, int]) -> Read:
    """The values in a body: `{"observations": [...]}` or one value by itself."""
    found = Read()
    if not isinstance(sent, dict):
        found.faults.append(("", Say("api.object_wanted")))
        return found
    found.single = "observations" not in sent
    if found.single:
        _add(found, 0, sent, frequency, channels, correct=False)
        return found
    for name in sent.keys() - {"observations", "correct"}:
        found.faults.append((f"/{_escaped(name)}", Say("api.unknown_member", name=_short(name))))
    correct, rows = sent.get("correct", False), sent["observations"]
    if not isinstance(correct, bool):
        found.faults.append(("/correct", Say("api.flag_wanted")))
    if not isinstance(rows, list) or not rows or len(rows) > MOST:
        found.faults.append(("/observations", Say("api.list_wanted", most=MOST)))
        return found
    for place, row in enumerate(rows):
        _add(found, place, row, frequency, channels, correct=correct is True)
    return found


def period_of(text: str, frequency: Frequency) -> date:
    """The first day of the period that a code names, or that begins on a day; Refused otherwise."""
    code = CODES.get(frequency)
    try:
        if DAY.fullmatch(text):
            start = date.fromisoformat(text)
        elif code is not None and re.fullmatch(code, text, re.ASCII):
            start = parse(text, frequency).start
        else:
            raise ValueError(text)
    except (ValueError, OverflowError):
        raise Refused("api.no_period", field="period_start", text=_short(text)) from None
    if start.year not in YEARS:
        raise Refused("web.out_of_range", field="period_start")
    return rules.period_of(start, frequency).start


def _add(
    found: Read, place: int, row: Any, frequency: Frequency, channels: Mapping[str, int], *, correct: bool
) -> None:
    faults = len(found.faults)
    if not isinstance(row, dict):
        found.faults.append((found.pointer(place, None), Say("api.object_wanted")))
        return
    values: dict[str, Any] = {}
    for name, value in row.items():
        known = FIELDS.get(name)
        if known is None:
            found.faults.append(
                (found.pointer(place, _escaped(name)), Say("api.unknown_member", name=_short(name)))
            )
            continue
        try:
            values[name] = _value(known, value)
        except Refused as no:
            found.faults.append((found.pointer(place, name), no.say))
    if "period" not in row:
        found.faults.append((found.pointer(place, "period"), Say("api.period_wanted")))
    code = values.get("channel")
    if code and code not in channels:
        found.faults.append((found.pointer(place, "channel"), Say("metrics.no_channel", code=_short(code))))
    start = date.min
    if "period" in values:
        try:
            start = period_of(values["period"], frequency)
        except Refused as no:
            found.faults.append((found.pointer(place, "period"), no.say))
    if len(found.faults) > faults:
        return
    entry = Entry(
        start, values.get("value"), values.get("numerator"), values.get("denominator"), values.get("n"),
        values.get("level", ""), values.get("note", ""), values.get("lang", "en"), channels[code] if code else None,
    )  # fmt: skip
    found.entries.append((entry, values.get("correct", correct)))


def _value(of: Field, value: Any) -> Any:
    match of.kind:
        case "number":
            return _number(value)
        case "whole":
            return _whole(value)
        case "flag":
            if not isinstance(value, bool):
                raise Refused("api.flag_wanted")
            return value
        case "lang":
            if value not in ("en", "zh"):
                raise Refused("api.lang_wanted")
            return value
    if not isinstance(value, str):
        raise Refused("api.text_wanted")
    if len(value) > of.longest:
        raise Refused("web.too_long", length=len(value), max=of.longest)
    if any(0xD800 <= ord(each) <= 0xDFFF for each in value):
        raise Refused("api.text_wanted")
    return UNSEEN.sub("", value).strip()


def _number(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, str) and re.fullmatch(NUMBER_TEXT, value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused("api.number_wanted")
    try:
        number = float(value)
    except OverflowError:
        raise Refused("web.out_of_range") from None
    if not math.isfinite(number):
        raise Refused("web.out_of_range")
    return number


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, str) and re.fullmatch(WHOLE_TEXT, value):
        value = int(value)
    whole = isinstance(value, float) and value.is_integer()
    if isinstance(value, bool) or not (isinstance(value, int) or whole):
        raise Refused("api.whole_wanted")
    if not 1 <= value <= BIGGEST:
        raise Refused("api.whole_wanted")
    return int(value)


def _no_constant(name: str) -> float:
    raise Malformed(name)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("a member stands twice")
    return found


def _escaped(name: str) -> str:
    return _short(name).replace("~", "~0").replace("/", "~1")


def _short(text: str) -> str:
    """So much of what was sent as a sentence can hold, without what cannot be shown."""
    return "".join(_shown(text[:60]))


def _shown(text: str) -> Iterator[str]:
    for each in UNSEEN.sub("", text):
        yield "\N{REPLACEMENT CHARACTER}" if 0xD800 <= ord(each) <= 0xDFFF else each
