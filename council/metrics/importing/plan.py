"""A line of a file as values: what each cell says of which metric and period, and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from council.core.errors import Refused
from council.core.saying import Say
from council.core.states import State
from council.metrics import rules
from council.metrics.importing.dates import day_period, read_period
from council.metrics.importing.layout import Layout, Role, fold
from council.metrics.importing.numbers import NotANumber, Read, read_number
from council.metrics.kinds import MetricKind
from council.metrics.periods import Frequency
from council.metrics.rules import Entry
from council.sheets.columns import Problems, named
from council.sheets.reading import Cell, Formula, Line, Percent

SHOWN = 60
NOTE_MAX = 2000
_ROLES = {
    "period_start": Role.PERIOD, "value": Role.VALUE, "numerator": Role.NUMERATOR, "denominator": Role.DENOMINATOR,
    "sample": Role.SAMPLE, "level": Role.LEVEL, "channel": Role.CHANNEL, "metric": Role.METRIC, "note": Role.NOTE,
}  # fmt: skip


class Known(Protocol):
    """What a plan needs to know of a metric."""

    id: int
    code: str
    name_en: str
    name_zh: str
    kind: str
    frequency: str
    scale: float
    unit_en: str
    unit_zh: str
    channel_id: int | None
    lower_bound: float | None
    upper_bound: float | None


class Kept(NamedTuple):
    """One value as it was read; `channel_id` 0 is all channels together."""

    line: int
    place: int
    metric_id: int
    channel_id: int
    period_start: date
    value: float | None
    numerator: float | None
    denominator: float | None
    sample: int | None
    level: str
    note: str
    lang: str


@dataclass
class Plan:
    """How the lines of one file are read: its columns, the metrics and channels they may name, and the day."""

    columns: Sequence[str]
    layout: Layout
    decimals: Mapping[int, str]
    metrics: Mapping[str, Known]
    """By folded code and names."""
    mine: frozenset[int]
    """Metrics whose values the sender may record."""
    channels: Mapping[str, int]
    today: date
    problems: Problems = field(default_factory=Problems)

    @cached_property
    def by_code(self) -> dict[str, Known]:
        return {one.code: one for one in self.metrics.values()}

    def read(self, line: Line) -> Iterator[Kept]:
        """The values of a line; what is wrong with it goes to `problems`."""
        if line.surplus:
            self.problems.add(line.number, Say("sheets.surplus"))
        found: Known | None = None
        if Role.METRIC in self.layout.at:
            found = self._metric(line)
            if found is None:
                return
        if not self.layout.values and not self.layout.across:
            assert found is not None, "a long table names its metric"
            yield from self._long(line, found)
            return
        for place in (*self.layout.values, *self.layout.across):
            if _empty(line.cells[place]):
                continue  # a gap
            metric = found or self.by_code.get(self.layout.values.get(place, ""))
            if metric is not None:
                yield from self._one(line, place, metric, {Role.VALUE: place})

    def _long(self, line: Line, metric: Known) -> Iterator[Kept]:
        at = self.layout.at
        numbers = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.LEVEL)
        if all(_empty(line.cells[at[role]]) for role in numbers if role in at):
            return  # a gap
        yield from self._one(line, at.get(Role.VALUE, at.get(Role.NUMERATOR, 0)), metric, at)

    def _one(self, line: Line, place: int, metric: Known, at: Mapping[Role, int]) -> Iterator[Kept]:
        try:
            if metric.id not in self.mine:
                raise Refused("metrics.not_yours", field="metric", metric=_name(metric))
            start = self._period(line, place, metric)
            channel = self._channel(line, metric)
            entry = self._entry(line, metric, at, start, channel)
            value = (
                rules.part_of(metric, entry, self.today)
                if channel
                else rules.value_of(metric, entry, self.today)
            )
        except Refused as refused:
            self._bad(line, place, refused, at)
            return
        yield Kept(
            line.number, place, metric.id, channel, start, value, entry.numerator, entry.denominator, entry.sample,
            entry.level, entry.note, entry.lang,
        )  # fmt: skip

    def _entry(self, line: Line, metric: Known, at: Mapping[Role, int], start: date, channel: int) -> Entry:
        note = self._text(line, self.layout.at, Role.NOTE)
        if metric.kind == MetricKind.QUALITATIVE:
            level = self._text(line, at, Role.LEVEL) or self._text(line, at, Role.VALUE)
            return Entry(start, level=level, note=note, lang=_lang(level), channel_id=channel or None)
        value = self._number(line, at, Role.VALUE, metric)
        above, below = self._number(line, at, Role.NUMERATOR), self._number(line, at, Role.DENOMINATOR)
        cases = self._number(line, at, Role.SAMPLE)
        if cases is not None and (cases != int(cases) or cases >= 2**31):
            raise Refused("sheets.not_whole", field="sample", value=f"{cases:g}")
        return Entry(
            start,
            value,
            above,
            below,
            None if cases is None else int(cases),
            "",
            note,
            _lang(note),
            channel or None,
        )

    def _metric(self, line: Line) -> Known | None:
        try:
            text = self._text(line, self.layout.at, Role.METRIC)
            if not text:
                raise Refused("sheets.needed", field="metric")
            found = self.metrics.get(fold(text))
            if found is None:
                raise Refused("metrics.no_such_metric", field="metric", value=text[:SHOWN])
        except Refused as refused:
            self._bad(line, self.layout.at[Role.METRIC], refused, self.layout.at)
            return None
        return found

    def _period(self, line: Line, place: int, metric: Known) -> date:
        frequency = Frequency(metric.frequency)
        if place in self.layout.across:
            return read_period(self.layout.across[place], frequency)
        cell = line.cells[self.layout.at[Role.PERIOD]]
        if isinstance(cell, Formula):
            raise Refused("sheets.formula", field="period_start")
        if _empty(cell):
            raise Refused("sheets.needed", field="period_start")
        if isinstance(cell, datetime):
            return day_period(cell.date(), frequency)
        return day_period(cell, frequency) if isinstance(cell, date) else read_period(str(cell), frequency)

    def _channel(self, line: Line, metric: Known) -> int:
        text = self._text(line, self.layout.at, Role.CHANNEL)
        if not text:
            return 0
        found = self.channels.get(fold(text))
        if found is None:
            raise Refused("metrics.no_such_channel", field="channel", value=text[:SHOWN])
        if metric.channel_id is None:
            return found
        if found != metric.channel_id:
            raise Refused("metrics.channel_fixed", field="channel")
        return 0

    def _number(
        self, line: Line, at: Mapping[Role, int], role: Role, metric: Known | None = None
    ) -> float | None:
        place = at.get(role)
        if place is None:
            return None
        cell = line.cells[place]
        if cell is None or cell == "":
            return None
        if isinstance(cell, Formula):
            raise Refused("sheets.formula", field=role.value)
        if isinstance(cell, Percent):
            read = Read(round(float(cell) * 100, 10), True)
        elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
            read = Read(float(cell), False)
        else:
            text = str(cell).strip()
            if not text:
                return None
            try:
                read = read_number(text, self.decimals.get(place) or ".")
            except NotANumber:
                raise Refused("sheets.not_a_number", field=role.value, value=text[:SHOWN]) from None
        if not math.isfinite(read.number):
            raise Refused("metrics.not_a_number", field=role.value)
        return _shared(read, metric, role) if read.percent else read.number

    def _text(self, line: Line, at: Mapping[Role, int], role: Role) -> str:
        cell = line.cells[at[role]] if role in at else None
        if isinstance(cell, Formula):
            raise Refused("sheets.formula", field=role.value)
        found = "" if cell is None else str(cell).strip()
        if len(found) > NOTE_MAX:
            raise Refused("sheets.too_long", field=role.value, length=len(found), most=NOTE_MAX)
        return found

    def _bad(self, line: Line, place: int, refused: Refused, at: Mapping[Role, int]) -> None:
        role = _ROLES.get(refused.field or "")
        if role is not None:
            place = at.get(role, self.layout.at.get(role, place))
        said = {name: named(one) if isinstance(one, State) else one for name, one in refused.params.items()}
        self.problems.add(line.number, Say(refused.key, **said), self.columns[place])


def _shared(read: Read, metric: Known | None, role: Role) -> float:
    """A share as the metric counts it: 91.2 where its unit is percent, else that share of its scale."""
    if metric is not None and "%" in metric.unit_en + metric.unit_zh:
        return read.number
    if metric is not None and MetricKind(metric.kind).is_ratio:
        return read.number / 100 * metric.scale
    raise Refused("metrics.no_percent", field=role.value)


def _empty(cell: Cell) -> bool:
    return cell is None or cell == "" or (isinstance(cell, str) and not cell.strip())


def _lang(text: str) -> str:
    return "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in text) else "en"


def _name(metric: Known) -> Any:
    return getattr(metric, "name", metric.code)
