"""The noise and the steps of the demo's numbers: always the same, from a seed a metric."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Shape:
    """How a series runs: see `story/series.toml`."""

    mean: float
    sigma: float
    seed: int
    n: tuple[float, float] | None = None
    steps: Mapping[int, float] = field(default_factory=dict)
    season: Mapping[int, float] = field(default_factory=dict)
    season_n: Mapping[int, float] = field(default_factory=dict)
    gaps: tuple[int, ...] = ()
    until: int = -1
    """The last month back that has a value; later ones are still missing."""


@dataclass(frozen=True)
class Drawn:
    """One value as drawn: `value` in the metric's unit, `n` what it rests on."""

    value: float
    n: int | None


def shape_of(row: Mapping[str, Any]) -> Shape:
    """A row of the story as a shape; keys of tables are numbers there."""
    numbered = {
        name: {int(key): value for key, value in row.get(name, {}).items()}
        for name in ("steps", "season", "season_n")
    }
    return Shape(
        mean=row["mean"], sigma=row["sigma"], seed=row["seed"], n=tuple(row["n"]) if "n" in row else None,
        gaps=tuple(row.get("gaps", ())), until=row.get("until", -1), **numbered,
    )  # fmt: skip


def drawn(code: str, shape: Shape, backs: range, month_of: Mapping[int, int]) -> dict[int, Drawn]:
    """Values by how far back they lie; the noise of a month does not depend on which months follow.

    `month_of` gives the month of the year, for the season.
    """
    dice = random.Random(f"{code}:{shape.seed}")
    found: dict[int, Drawn] = {}
    for back in backs:
        noise, spread = dice.gauss(0, 1), dice.gauss(0, 1)
        if back in shape.gaps or back < shape.until:
            continue
        # A gust beyond two and a half sigma would be a story that nobody tells.
        value = (
            level(shape, back)
            + shape.season.get(month_of[back], 0.0)
            + shape.sigma * max(-2.2, min(2.2, noise))
        )
        n = None
        if shape.n is not None:
            n = round(shape.n[0] + shape.n[1] * spread + shape.season_n.get(month_of[back], 0.0))
        found[back] = Drawn(value, n)
    return found


def level(shape: Shape, back: int) -> float:
    """The mean so far back: that of the latest step begun by then."""
    begun = [step for step in shape.steps if step >= back]
    return shape.steps[min(begun)] if begun else shape.mean
