"""Metrics as tables to take away: the scoreboard, a metric's values, its sums. One list of columns for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from council.core.saying import Both
from council.i18n import spoken
from council.metrics.models import Channel, ChannelValue, Metric, Observation
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.metrics.spans import Spanned
from council.metrics.standing import Standing

VALUE_COLUMNS = (
    "metric",
    "period",
    "channel",
    "value",
    "numerator",
    "denominator",
    "sample",
    "level",
    "note",
)
"""The columns of recorded values, the same in every language, so that a file can come back in."""


def scoreboard_columns() -> list[str]:
    """The head of the scoreboard's table."""
    return [
        _("Code"), _("Metric"), _("Group"), _("Owner"), _("Channel"), _("Period"), _("Latest value"), _("Unit"),
        _("Cases"), _("Target"), _("Variation"), _("Assurance"), _("How it stands"), _("Next value due"),
    ]  # fmt: skip


def scoreboard_rows(stands: Sequence[Standing], owners: Mapping[int, Any]) -> Iterator[list[Any]]:
    """A row a metric, as the scoreboard shows it."""
    for one in stands:
        metric, last = one.metric, one.last
        owner = owners.get(metric.owner_seat_id) if metric.owner_seat_id is not None else None
        yield [
            metric.code,
            metric.name,
            _(metric.category_state.label),
            owner.name if owner is not None else "",
            metric.channel.name if metric.channel is not None else "",
            one.period.code if one.period is not None else "",
            "" if last is None else last.level if last.value is None else round(last.value, metric.decimals),
            metric.unit,
            one.n,
            spoken(one.wanted.short) if one.wanted.short is not None else "",
            _(one.variation.label) if one.variation is not None else "",
            _(one.assurance.label) if one.assurance is not None else "",
            one.sentence,
            one.due,
        ]


def value_rows(
    metric: Metric,
    observed: Iterable[Observation],
    parts: Iterable[ChannelValue],
    channels: Mapping[int, Channel],
) -> Iterator[list[Any]]:
    """A row for each value as it was recorded: by channel where it was, else for all channels together."""
    by_period: dict[date, list[ChannelValue]] = {}
    for part in parts:
        by_period.setdefault(part.period_start, []).append(part)
    frequency = Frequency(metric.frequency)
    for one in observed:
        code = Period(one.period_start, frequency).code
        for row in by_period.get(one.period_start) or (one,):
            channel = channels[row.channel_id].code if isinstance(row, ChannelValue) else ""
            level = row.level if isinstance(row, Observation) else ""
            yield [
                metric.code, code, channel, None if row.numerator is not None else whole(row.value),
                whole(row.numerator), whole(row.denominator), row.sample, level, row.note,
            ]  # fmt: skip


def whole(number: float | None) -> float | int | None:
    """A whole number without a point, as it was typed."""
    return int(number) if number is not None and number.is_integer() else number


def sums_columns(channels: Sequence[Both]) -> list[Any]:
    """The head of the sums: all channels, then each one, every time with its cases."""
    head: list[Any] = [_("Period")]
    for name in (_("All channels"), *map(spoken, channels)):
        head += [name, _("%(channel)s: cases", channel=name)]
    return head


def sums_rows(spans: Sequence[Spanned], channel_ids: Sequence[int], decimals: int) -> Iterator[list[Any]]:
    """A row a span, newest first as on the page."""
    for one in spans:
        row: list[Any] = [spoken(period_name(one.period))]
        for key in (None, *channel_ids):
            cell = one.cells.get(key)
            row += [
                None if cell is None or cell.value is None else round(cell.value, decimals),
                None if cell is None else cell.weight,
            ]
        yield row
