"""The form of one period by channel: a row of fields for each, their sum is the period's value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import IntegerField
from wtforms.validators import Optional

from council.core.errors import RefusedMany
from council.i18n import say, spoken
from council.metrics.forms import NumberField, ValueForm
from council.metrics.kinds import MetricKind
from council.metrics.models import Channel, Metric
from council.metrics.naming import is_percent
from council.metrics.rules import Entry


class SplitForm(ValueForm):
    """The part every such form has; `split_of` adds the fields of each channel."""

    channels: Sequence[Channel] = ()
    parts: Sequence[str] = ()

    def row(self, channel: Channel) -> list[Any]:
        """The fields of one channel, in order."""
        return [self[f"c{channel.id}_{part}"] for part in self.parts]

    def entries(self, start: date) -> list[Entry]:
        """What was typed, channel by channel; rows left empty are no values."""
        found = []
        for channel in self.channels:
            typed = {part: self[f"c{channel.id}_{part}"].data for part in self.parts}
            if any(value is not None for value in typed.values()):
                found.append(Entry(start, channel_id=channel.id, **typed))
        return found

    def refuse_rows(self, sent: Sequence[Entry], refusals: RefusedMany) -> None:
        """Put each refusal beside the field of the channel it is about."""
        for one in refusals.refusals:
            entry = sent[one.params["line"] - 1]
            field = (
                self._fields.get(f"c{entry.channel_id}_{one.field}")
                or self[f"c{entry.channel_id}_{self.parts[0]}"]
            )
            field.errors = [*field.errors, say(one.params["reason"])]


def split_of(metric: Metric, channels: Sequence[Channel]) -> SplitForm:
    """The form of a metric's parts over these channels."""
    kind = MetricKind(metric.kind)
    parts = ["numerator", "denominator"] if kind.is_ratio else ["value"]
    if kind in (MetricKind.MEAN, MetricKind.SCORE):
        parts.append("sample")
    fields: dict[str, Any] = {"channels": channels, "parts": parts}
    for channel in channels:
        name = spoken(channel.name)
        labels = {
            "value": _("%(metric)s: value", metric=name),
            "numerator": _("%(metric)s: numerator", metric=name),
            "denominator": _("%(metric)s: denominator", metric=name),
            "sample": _("%(metric)s: sample size", metric=name),
        }
        for part in parts:
            label = labels[part]
            fields[f"c{channel.id}_{part}"] = (
                IntegerField(label, validators=[Optional()])
                if part == "sample"
                else NumberField(
                    label,
                    percent=part == "value" and is_percent(metric.unit),
                    render_kw={"inputmode": "decimal"},
                )
            )
    made: SplitForm = type("Split", (SplitForm,), fields)()
    for name in ("value", "numerator", "denominator", "sample", "level", "note", "lang"):
        del made[name]  # each channel has its own
    return made
