"""The PDCA wheel as geometry: four arcs that turn clockwise, the present one marked."""

from __future__ import annotations

import math
from dataclasses import dataclass

from council.initiatives.kinds import Phase

CENTRE = 100.0
OUTER, INNER, ROOM = 92.0, 54.0, 3.0
ORDER = (Phase.PLAN, Phase.DO, Phase.CHECK, Phase.ACT)


@dataclass(frozen=True)
class Arc:
    """One quarter: its outline, where its word stands, and how it stands (past, now, ahead)."""

    phase: Phase
    d: str
    x: str
    y: str
    how: str


@dataclass(frozen=True)
class Wheel:
    """The whole wheel."""

    arcs: tuple[Arc, ...]
    number: int
    closed: bool


def wheel(phase: Phase, number: int) -> Wheel:
    """The wheel of a cycle; Plan stands at the upper right and it turns as a clock does."""
    now = ORDER.index(phase) if phase in ORDER else len(ORDER)
    arcs = []
    for i, one in enumerate(ORDER):
        start, end = -90 + 90 * i + ROOM, -90 + 90 * (i + 1) - ROOM
        x, y = _at((OUTER + INNER) / 2, (start + end) / 2)
        how = "now" if i == now else "past" if i < now else "ahead"
        arcs.append(Arc(one, _quarter(start, end), f"{x:.1f}", f"{y + 4:.1f}", how))
    return Wheel(tuple(arcs), number, phase is Phase.CLOSED)


def _quarter(start: float, end: float) -> str:
    """A ring's quarter whose leading edge is a point, so that it shows the way round."""
    (ox, oy), (px, py) = _at(OUTER, start), _at(OUTER, end)
    (qx, qy), (rx, ry) = _at(INNER, end), _at(INNER, start)
    tip = _at((OUTER + INNER) / 2, end + 8)
    notch = _at((OUTER + INNER) / 2, start + 8)
    return (
        f"M{ox:.1f} {oy:.1f}A{OUTER:.0f} {OUTER:.0f} 0 0 1 {px:.1f} {py:.1f}L{tip[0]:.1f} {tip[1]:.1f}"
        f"L{qx:.1f} {qy:.1f}A{INNER:.0f} {INNER:.0f} 0 0 0 {rx:.1f} {ry:.1f}L{notch[0]:.1f} {notch[1]:.1f}z"
    )


def _at(radius: float, degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return CENTRE + radius * math.cos(angle), CENTRE + radius * math.sin(angle)
