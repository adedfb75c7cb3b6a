"""The reporting lines as rows of boxes and the lines between them, in columns that a sheet of paper has room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

MOST = 9
"""Columns that fit beside one another on A4 across, with a title of two short lines in each."""


class Node(Protocol):
    """A place in the lines with those below it."""

    @property
    def below(self) -> Sequence[Node]: ...


@dataclass(frozen=True)
class Box:
    """A node over columns [start, start + width); None is a gap."""

    node: object | None
    start: int
    width: int

    @property
    def centre(self) -> int:
        """Its middle, in half columns."""
        return 2 * self.start + self.width


@dataclass(frozen=True)
class Joint:
    """Half a column of a row of lines: whether the line runs along its top, and whether one leaves it downwards."""

    bar: bool = False
    down: bool = False


@dataclass(frozen=True)
class Row:
    """Boxes of one level, gaps included, with the two rows of lines that lead down to them."""

    boxes: tuple[Box, ...]
    stems: tuple[Joint, ...] = ()
    drops: tuple[Joint, ...] = ()


@dataclass(frozen=True)
class Band:
    """A drawing of some of the tops: its rows from above, all of the same number of columns."""

    columns: int
    rows: tuple[Row, ...]


def bands(tops: Sequence[Node], most: int = MOST) -> list[Band] | None:
    """The tops in as few drawings as fit `most` columns, of much the same width; None when one alone does not fit."""
    fewest = _filled(tops, most)
    if any(each.columns > most for each in fewest):
        return None
    for limit in range(1, most):
        found = _filled(tops, limit)
        if len(found) == len(fewest) and all(each.columns <= limit for each in found):
            return found
    return fewest


def _filled(tops: Sequence[Node], most: int) -> list[Band]:
    found: list[Band] = []
    taken: list[Node] = []
    for top in tops:
        if taken and _band([*taken, top]).columns > most:
            found.append(_band(taken))
            taken = []
        taken.append(top)
    if taken:
        found.append(_band(taken))
    return found


def _band(tops: Sequence[Node]) -> Band:
    levels = _compact(tops) or _wide(tops)
    columns = max(box.start + box.width for level in levels for box, _ in level)
    rows = []
    for depth, level in enumerate(levels):
        boxes = _with_gaps([box for box, _ in level], columns)
        if depth == 0:
            rows.append(Row(boxes))
            continue
        families: dict[int, list[int]] = {}
        for box, above in level:
            families.setdefault(above, []).append(box.centre)
        rows.append(Row(boxes, *_lines(families, columns)))
    return Band(columns, tuple(rows))


Level = list[tuple[Box, int]]
"""The boxes of a level, each with the middle of the box above it."""


def _compact(tops: Sequence[Node]) -> list[Level] | None:
    """One column for each node right below a top; deeper ones use the room below their neighbours.

    Only while no level has two families: their lines would cross.
    """
    start, first, second = 0, Level(), Level()
    for top in tops:
        width = max(1, len(top.below))
        box = Box(top, start, width)
        first.append((box, 0))
        second += [(Box(node, start + n, 1), box.centre) for n, node in enumerate(top.below)]
        start += width
    levels, columns = [first, second], start
    while levels[-1]:
        families = [(box, above) for box, above in levels[-1] if _below(box)]
        if len(families) > 1:
            return None
        if not families:
            break
        parent, _ = families[0]
        children = _below(parent)
        columns = max(columns, len(children))
        begin = min(max(0, parent.start - (len(children) - 1) // 2), columns - len(children))
        levels.append([(Box(node, begin + n, 1), parent.centre) for n, node in enumerate(children)])
    return [level for level in levels if level]


def _wide(tops: Sequence[Node]) -> list[Level]:
    """Each node as wide as all that is below it."""
    levels: list[Level] = []

    def place(node: Node, start: int, depth: int, above: int) -> int:
        if depth == len(levels):
            levels.append([])
        width = _width(node)
        box = Box(node, start, width)
        levels[depth].append((box, above))
        for child in node.below:
            start += place(child, start, depth + 1, box.centre)
        return width

    begin = 0
    for top in tops:
        begin += place(top, begin, 0, 0)
    return levels


def _width(node: Node) -> int:
    return max(1, sum(map(_width, node.below)))


def _below(box: Box) -> Sequence[Node]:
    return box.node.below  # type: ignore[union-attr]


def _with_gaps(boxes: Sequence[Box], columns: int) -> tuple[Box, ...]:
    found, at = [], 0
    for box in boxes:
        if box.start > at:
            found.append(Box(None, at, box.start - at))
        found.append(box)
        at = box.start + box.width
    if at < columns:
        found.append(Box(None, at, columns - at))
    return tuple(found)


def _lines(families: dict[int, list[int]], columns: int) -> tuple[tuple[Joint, ...], tuple[Joint, ...]]:
    """Stems leave each middle above; below a bar joins the family, and a drop leads to each of its middles."""
    halves = range(2 * columns)
    bars = {
        half
        for above, middles in families.items()
        for half in range(min(above, *middles), max(above, *middles))
    }
    drops = {middle for middles in families.values() for middle in middles}
    return (
        tuple(Joint(down=half in families) for half in halves),
        tuple(Joint(bar=half in bars, down=half in drops) for half in halves),
    )
