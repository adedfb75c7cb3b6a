"""The history of a definition: what each version says, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from council.i18n import lang
from council.metrics.kinds import MetricKind
from council.metrics.models import Definition
from council.metrics.periods import Frequency
from council.metrics.spc.shapes import Direction

CLOSED = {"kind": MetricKind, "frequency": Frequency, "direction": Direction}


@dataclass(frozen=True)
class Version:
    """One version with the fields it changed, as (label, before, after)."""

    definition: Definition
    changed: list[tuple[str, str, str]]


def versions_of(definitions: Sequence[Definition]) -> list[Version]:
    """Every version, newest first; the first one changed nothing."""
    found = []
    for at, one in enumerate(definitions):
        before = definitions[at - 1].text if at else one.text
        changed = [
            (label, _said(name, before[name]), _said(name, one.text[name]))
            for name, label in _labels().items()
            if name in before and name in one.text and before[name] != one.text[name]
        ]
        found.append(Version(one, changed))
    return found[::-1]


def _labels() -> dict[str, str]:
    own = lang()
    return {
        f"name_{own}": _("Name of the metric"),
        f"method_{own}": _("Formula"),
        f"unit_{own}": _("Unit"),
        "kind": _("What it is"),
        "direction": _("Which way is better"),
        "frequency": _("How often"),
        "scale": _("A ratio is multiplied by"),
        "decimals": _("Decimals"),
        "lower_bound": _("Smallest possible value"),
        "upper_bound": _("Largest possible value"),
        "source": _("Source"),
    }


def _said(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if name in CLOSED:
        return _(CLOSED[name](value).label)
    return f"{value:g}" if isinstance(value, float) else str(value)
