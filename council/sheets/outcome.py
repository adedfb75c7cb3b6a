"""What taking a table over does, line by line: shown before it is confirmed, and compared when it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from council.core.saying import N_, Both, Say
from council.core.states import State
from council.sheets.columns import Problem, Problems

LISTED = 50
"""So many lines are shown with their marks."""


class Mark(State):
    """What a line does."""

    NEW = "new", N_("Added"), "good", "circle-plus"
    CHANGED = "changed", N_("Changed"), "info", "pencil"
    SAME = "same", N_("Unchanged"), "neutral", "equal"


Shown = str | Both
"""A cell as the preview shows it: the file's own text, or a word of a closed list in both languages."""


@dataclass(frozen=True)
class Listed:
    """A line as it is shown: its mark, its cells, and for a changed one what stood there before, by column."""

    line: int
    mark: Mark
    cells: tuple[Shown, ...]
    before: Mapping[int, Shown] = field(default_factory=dict)


@dataclass
class Outcome:
    """Counts, problems, notes and the first lines; `fields` says which columns the lines show."""

    fields: tuple[str, ...]
    problems: Problems
    counts: dict[str, int] = field(default_factory=lambda: {one.value: 0 for one in Mark})
    listed: list[Listed] = field(default_factory=list)
    notes: list[Say] = field(default_factory=list)
    removed: int = 0
    """How much stands here now that the file leaves out, where a file speaks for the whole."""

    def add(
        self, line: int, mark: Mark, cells: Sequence[Shown], before: Mapping[int, Shown] | None = None
    ) -> None:
        """One more line that can be taken over."""
        self.counts[mark.value] += 1
        if len(self.listed) < LISTED:
            self.listed.append(Listed(line, mark, tuple(cells), before or {}))

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems.total

    @property
    def changes(self) -> int:
        """How many lines change anything."""
        return self.counts[Mark.NEW] + self.counts[Mark.CHANGED] + self.removed

    @property
    def rows(self) -> int:
        """How many lines there are, the faulty ones among them."""
        return sum(self.counts.values()) + len(self.problems.lines)

    def to_json(self) -> dict[str, Any]:
        """As it is kept with the file; `from_json` gives the same back."""
        data = {
            "fields": list(self.fields),
            "counts": self.counts,
            "removed": self.removed,
            "total": self.problems.total,
            "lines": sorted(self.problems.lines),
            "problems": [[one.line, one.column, one.say.to_json()] for one in self.problems.shown],
            "notes": [one.to_json() for one in self.notes],
            "listed": [
                [
                    one.line,
                    one.mark.value,
                    [*map(_out, one.cells)],
                    [[at, _out(old)] for at, old in one.before.items()],
                ]
                for one in self.listed
            ],
        }
        kept: dict[str, Any] = json.loads(json.dumps(data))
        return kept

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Outcome:
        problems = Problems(
            [Problem(line, Say.from_json(say), column) for line, column, say in data["problems"]],
            data["total"],
            set(data["lines"]),
        )
        listed = [
            Listed(line, Mark(mark), tuple(map(_back, cells)), {at: _back(old) for at, old in before})
            for line, mark, cells, before in data["listed"]
        ]
        notes = [Say.from_json(one) for one in data["notes"]]
        return cls(tuple(data["fields"]), problems, data["counts"], listed, notes, data["removed"])


def _out(cell: Shown) -> Any:
    return [cell.en, cell.zh] if isinstance(cell, Both) else cell


def _back(cell: Any) -> Shown:
    return Both(*cell) if isinstance(cell, list) else str(cell)
