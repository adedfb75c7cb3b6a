"""Which column is what, by name in both languages: tables with a line a value, or with metrics or periods across."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from council.core.errors import Refused
from council.core.saying import N_
from council.core.states import State
from council.metrics.importing.dates import is_period

OF_METRIC = "m:"
"""A column that holds one metric's values is `m:<code>`."""


class Role(State):
    """What a column holds."""

    SKIP = "skip", N_("left out"), "neutral", ""
    METRIC = "metric", N_("the metric, by code or name"), "neutral", ""
    CHANNEL = "channel", N_("the channel"), "neutral", ""
    PERIOD = "period", N_("the period"), "neutral", ""
    VALUE = "value", N_("the value"), "neutral", ""
    NUMERATOR = "numerator", N_("the numerator"), "neutral", ""
    DENOMINATOR = "denominator", N_("the denominator"), "neutral", ""
    SAMPLE = "sample", N_("the number of cases"), "neutral", ""
    LEVEL = "level", N_("how it stands, in words"), "neutral", ""
    NOTE = "note", N_("a note"), "neutral", ""
    ACROSS = "across", N_("values of the period in its name"), "neutral", ""


NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.METRIC: (
        "metric", "code", "metric code", "metric name", "indicator", "kpi", "measure", "指标", "指标编码", "指标代码",
        "指标编号", "指标名称",
    ),
    Role.CHANNEL: ("channel", "渠道", "渠道名称", "渠道编码"),
    Role.PERIOD: (
        "period", "date", "day", "week", "month", "quarter", "year", "period start", "期间", "日期", "日", "周", "月",
        "月份", "季度", "年", "年份", "年月", "统计期", "统计日期", "时间", "周期", "期间起始",
    ),
    Role.VALUE: ("value", "result", "actual", "值", "数值", "指标值", "实际值", "结果"),
    Role.NUMERATOR: ("numerator", "分子"),
    Role.DENOMINATOR: ("denominator", "base", "分母"),
    Role.SAMPLE: ("n", "sample", "sample size", "cases", "样本", "样本量", "样本数", "数量"),
    Role.LEVEL: ("level", "in words", "状况", "水平", "定性描述"),
    Role.NOTE: ("note", "notes", "comment", "remark", "remarks", "备注", "说明", "注"),
}  # fmt: skip
NUMBERS = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.SAMPLE)
_ONCE = (Role.METRIC, Role.CHANNEL, Role.PERIOD, *NUMBERS, Role.LEVEL, Role.NOTE)
_APART = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]\s*$")


@dataclass(frozen=True)
class Layout:
    """Columns by what they hold; `values` are those with one metric's, `across` those of one period's values."""

    at: Mapping[Role, int]
    values: Mapping[int, str]
    across: Mapping[int, str]

    @property
    def numbers(self) -> list[int]:
        """The columns in which numbers stand."""
        return [*(self.at[role] for role in NUMBERS if role in self.at), *self.values, *self.across]

    @property
    def a_line(self) -> int:
        """How many values a line holds at most."""
        return max(1, len(self.values) + len(self.across))


def fold(text: str) -> str:
    """A name without regard to case, blanks, punctuation and full width."""
    return _APART.sub("", unicodedata.normalize("NFKC", text)).casefold()


def propose(columns: Sequence[str], metrics: Mapping[str, str], kept: Mapping[str, str]) -> list[str]:
    """What each column probably is: as it was mapped last, else by its name. `metrics`: code by folded name."""
    words = {fold(name): role for role, names in NAMES.items() for name in names}
    found: list[str] = []
    for name in columns:
        folded = fold(name)
        known = kept.get(folded)
        if known is None and is_period(name):
            known = kept.get("") or Role.ACROSS.value
        if known is None:
            role = words.get(folded)
            code = metrics.get(folded) or metrics.get(fold(_BRACKETS.sub("", name)))
            known = role.value if role is not None else OF_METRIC + code if code else Role.SKIP.value
        if known.startswith(OF_METRIC) and known.removeprefix(OF_METRIC) not in metrics.values():
            known = Role.SKIP.value
        taken = known in found and known in {role.value for role in _ONCE}
        found.append(Role.SKIP.value if taken or not name else known)
    if Role.METRIC not in found:
        found = [Role.SKIP.value if one == Role.ACROSS else one for one in found]
    return found


def kept_of(columns: Sequence[str], roles: Sequence[str]) -> dict[str, str]:
    """A mapping as it is remembered: by folded name, columns named by a period under one empty name."""
    kept = {}
    for name, role in zip(columns, roles, strict=True):
        kept["" if role == Role.ACROSS or is_period(name) else fold(name)] = role
    return kept


def signature_of(columns: Iterable[str]) -> str:
    """What a table is known by when it comes again: its column names; a new month's column is no other table."""
    names = {"#period" if is_period(name) else fold(name) for name in columns if name}
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def layout_of(columns: Sequence[str], roles: Sequence[str]) -> Layout:
    """Columns as somebody mapped them; Refused where no values come of it."""
    at: dict[Role, int] = {}
    values: dict[int, str] = {}
    across: dict[int, str] = {}
    for place, one in enumerate(roles):
        if one.startswith(OF_METRIC):
            values[place] = one.removeprefix(OF_METRIC)
        elif one == Role.ACROSS:
            across[place] = columns[place]
        elif one != Role.SKIP:
            role = Role(one)
            if role in at:
                raise Refused("metrics.column_role_twice", field=f"c{place}", column=columns[place])
            at[role] = place
    _check(at, values, across)
    return Layout(at, values, across)


def _check(at: Mapping[Role, int], values: Mapping[int, str], across: Mapping[int, str]) -> None:
    long = [role for role in (*NUMBERS, Role.LEVEL) if role in at]
    if sum(map(bool, (values, across, long))) > 1:
        raise Refused("metrics.layout_mixed")
    if not (values or across or long):
        raise Refused("metrics.layout_no_values")
    if Role.METRIC not in at and not values:
        raise Refused("metrics.layout_no_metric")
    if Role.METRIC in at and values:
        raise Refused("metrics.layout_metric_twice")
    if Role.PERIOD not in at and not across:
        raise Refused("metrics.layout_no_period")
    if Role.PERIOD in at and across:
        raise Refused("metrics.layout_period_twice")
    doubled = {one for one in values.values() if list(values.values()).count(one) > 1}
    if doubled:
        raise Refused("metrics.layout_one_metric_twice", code=min(doubled))
