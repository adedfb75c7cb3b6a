"""The form of many metrics for one period: its fields follow the metrics, its errors stand in their rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from council.core.errors import RefusedMany
from council.i18n import say, spoken
from council.metrics.forms import LanguageOfText, NumberField
from council.metrics.kinds import MetricKind
from council.metrics.models import Metric
from council.metrics.naming import is_percent
from council.metrics.rules import Entry
from council.web.forms import title_field


class GridForm(LanguageOfText):
    """The part every grid has; `grid_of` adds a row of fields for each metric."""

    metrics: Sequence[Metric] = ()

    @property
    def has_words(self) -> bool:
        """Whether a row takes words, whose language must be known."""
        return any(metric.kind == MetricKind.QUALITATIVE for metric in self.metrics)

    def row(self, metric: Metric) -> list[Any]:
        """The fields of one metric, in order."""
        return [self[name] for name in _names(metric)]

    def entries(self, start: date) -> list[tuple[Metric, Entry]]:
        """What was typed, metric by metric; rows left empty are no values."""
        found = []
        for metric in self.metrics:
            typed = {name.partition("_")[2]: self[name].data for name in _names(metric)}
            typed = {key: value for key, value in typed.items() if value not in (None, "")}
            if typed:
                found.append((metric, Entry(start, lang=self.lang.data if self.has_words else "en", **typed)))
        return found

    def refuse_rows(self, sent: Sequence[tuple[Metric, Entry]], refusals: RefusedMany) -> None:
        """Put each refusal beside the field of the row it is about."""
        for one in refusals.refusals:
            metric, _entry = sent[one.params["line"] - 1]
            field = self._fields.get(f"m{metric.id}_{one.field}") or self.row(metric)[0]
            field.errors = [*field.errors, say(one.params["reason"])]


def grid_of(metrics: Sequence[Metric]) -> GridForm:
    """The form for these metrics."""
    fields: dict[str, Any] = {"metrics": metrics}
    for metric in metrics:
        name = spoken(metric.name)
        labels = {
            "value": _("%(metric)s: value", metric=name),
            "numerator": _("%(metric)s: numerator", metric=name),
            "denominator": _("%(metric)s: denominator", metric=name),
            "level": _("%(metric)s: how it stands, in words", metric=name),
        }
        for field in _names(metric):
            part = field.partition("_")[2]
            make = title_field if part == "level" else NumberField
            options: dict[str, Any] = (
                {"required": False}
                if part == "level"
                else {
                    "percent": part == "value" and is_percent(metric.unit),
                    "render_kw": {"inputmode": "decimal"},
                }
            )
            fields[field] = make(labels[part], **options)
    made: GridForm = type("Grid", (GridForm,), fields)()
    if not made.has_words:
        del made.lang
    return made


def _names(metric: Metric) -> list[str]:
    kind = MetricKind(metric.kind)
    parts = (
        ["level"]
        if kind is MetricKind.QUALITATIVE
        else ["numerator", "denominator"]
        if kind.is_ratio
        else ["value"]
    )
    return [f"m{metric.id}_{part}" for part in parts]
