"""Columns by their names in either language, cells as values, and what is wrong with them line by line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from council.core.errors import Refused
from council.core.saying import Both, Say
from council.core.states import State
from council.i18n import LANGUAGES, spoken, use_language
from council.sheets.reading import Cell, Formula, Line, Sheet

SHOWN = 200
"""So many problems are shown; the rest are counted."""
YES = {"yes", "y", "true", "1", "x", "是", "有", "√", "✓"}
NO = {"no", "n", "false", "0", "", "否", "无", "×"}
_APART = re.compile(r"[\W_]+")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?")


@dataclass(frozen=True)
class Column:
    """A column that is looked for: its field, its name on a page, and further names it may carry."""

    field: str
    name: Both
    also: tuple[str, ...] = ()
    required: bool = False
    hint: str = ""
    """What it holds, as a msgid of its room."""

    @property
    def known_as(self) -> set[str]:
        """Every spelling, folded."""
        return {fold(one) for one in (self.field, self.name.en, self.name.zh, *self.also)}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell, or with a whole line when `column` is empty."""

    line: int
    say: Say
    column: str = ""


@dataclass
class Problems:
    """Everything wrong with a file: the first ones in full, the others as a number."""

    shown: list[Problem] = field(default_factory=list)
    total: int = 0
    lines: set[int] = field(default_factory=set)

    def add(self, line: int, say: Say, column: str = "") -> None:
        """One more."""
        self.total += 1
        self.lines.add(line)
        if len(self.shown) < SHOWN:
            self.shown.append(Problem(line, say, column))


@dataclass(frozen=True)
class Row:
    """A line whose cells are asked for by field; what cannot be read is a problem and gives None."""

    number: int
    cells: Mapping[str, Cell]
    names: Mapping[str, str]
    problems: Problems

    def __contains__(self, key: str) -> bool:
        return key in self.cells

    def bad(self, key: str, why: Say | str, **params: Any) -> None:
        """Something is wrong with this field, or with the line when it has no such column."""
        self.problems.add(
            self.number, Say(why, **params) if isinstance(why, str) else why, self.names.get(key, "")
        )

    def refused(self, refused: Refused, fields: Mapping[str, str] | None = None) -> None:
        """A rule refuses this line; its field becomes a column, by `fields` where they differ."""
        key = refused.field or ""
        self.bad((fields or {}).get(key, key), refused.say)

    def text(self, key: str, *, needed: bool = False, most: int = 2000) -> str:
        """A text without blanks at its ends, numbers as they are written."""
        cell = self.cells.get(key)
        found = "" if cell is None or isinstance(cell, Formula) else _written(cell)
        if isinstance(cell, Formula):
            self.bad(key, "sheets.formula")
        elif needed and not found:
            self.bad(key, "sheets.needed")
        elif len(found) > most:
            self.bad(key, "sheets.too_long", length=len(found), most=most)
        return found

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """A day: a date cell, or `2026-10-01`, `2026/10/1`, `2026年10月1日`."""
        cell = self.cells.get(key)
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        found = self.text(key, needed=needed)
        if not found:
            return None
        match = _DAY.fullmatch(unicodedata.normalize("NFKC", found))
        try:
            if match:
                return date(*map(int, match.groups()))
        except ValueError:
            pass  # no such day, as 30 February
        self.bad(key, "sheets.not_a_day", value=found[:60])
        return None

    def whole(self, key: str, *, needed: bool = False) -> int | None:
        """A whole number."""
        found = self.number_of(key, needed=needed)
        if found is None:
            return None
        if found != found.to_integral_value() or abs(found) >= 2**31:
            self.bad(key, "sheets.not_whole", value=self.text(key))
            return None
        return int(found)

    def number_of(self, key: str, *, needed: bool = False) -> Decimal | None:
        """A number as it is written: digits may be grouped by commas, the decimal sign is a point."""
        found = self.text(key, needed=needed)
        if not found:
            return None
        plain = unicodedata.normalize("NFKC", found)
        if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
            plain = plain.replace(",", "")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
        self.bad(key, "sheets.not_a_number", value=found[:60])
        return None

    def yes(self, key: str) -> bool:
        """Yes or no, in either language; empty is no."""
        cell = self.cells.get(key)
        if isinstance(cell, bool):
            return cell
        found = self.text(key)
        folded = unicodedata.normalize("NFKC", found).casefold()
        if folded not in YES | NO:
            self.bad(key, "sheets.not_yes_or_no", value=found)
        return folded in YES

    def one_of(self, key: str, words: Mapping[str, State], *, empty: State | None = None) -> Any:
        """A word of a closed list, by `words_of` it; `empty` is what an empty cell means."""
        found = self.text(key, needed=empty is None)
        if found and fold(found) not in words:
            self.bad(
                key,
                "sheets.not_one_of",
                value=found[:60],
                known=list(map(named, dict.fromkeys(words.values()))),
            )
        return words.get(fold(found), None if found else empty)


@dataclass(frozen=True)
class Table:
    """A sheet whose columns were found: its rows by field, what was left out, and what is wrong."""

    sheet: Sheet
    at: Mapping[str, int]
    left_out: tuple[str, ...]
    problems: Problems

    @property
    def good(self) -> bool:
        """Whether the columns can be worked with."""
        return not self.problems.total

    def rows(self) -> Iterator[Row]:
        """Line by line; a formula anywhere in a known column is a problem where it is asked for."""
        names = {key: self.sheet.columns[at] for key, at in self.at.items()}
        for line in self.sheet.rows:
            if line.surplus:
                self.problems.add(line.number, Say("sheets.surplus"))
            yield self._row(line, names)

    def _row(self, line: Line, names: Mapping[str, str]) -> Row:
        cells = {key: line.cells[at] for key, at in self.at.items()}
        return Row(line.number, cells, names, self.problems)


def fold(text: str) -> str:
    """A name without regard to case, blanks, underscores, punctuation and full width."""
    return _APART.sub("", unicodedata.normalize("NFKC", text)).casefold()


def words_of(kinds: Iterable[State], **more: State) -> dict[str, State]:
    """A closed list by every spelling: its values, its labels in each language, and further words."""
    words: dict[str, State] = {}
    for kind in kinds:
        words[fold(kind.value)] = kind
        for code in LANGUAGES:
            with use_language(code):
                words[fold(spoken(kind))] = kind
    for word, kind in more.items():
        words.setdefault(fold(word), kind)
    return words


def named(kind: State) -> Both:
    """A word of a closed list in both languages, for what is kept and read by others."""
    said = []
    for code in ("en", "zh"):
        with use_language(code):
            said.append(spoken(kind))
    return Both(*said)


def matched(sheet: Sheet, wanted: Sequence[Column]) -> Table:
    """Find the columns of a table; a missing or doubled one is a problem, an unknown one is left out."""
    problems = Problems()
    spellings = {spelling: one for one in wanted for spelling in one.known_as}
    at: dict[str, int] = {}
    left_out: list[str] = []
    for place, name in enumerate(sheet.columns):
        found = spellings.get(fold(name))
        if found is None:
            left_out += [name] if name else []
        elif found.field in at:
            problems.add(sheet.head, Say("sheets.column_twice", column=name), name)
        else:
            at[found.field] = place
    for one in wanted:
        if one.required and one.field not in at:
            problems.add(sheet.head, Say("sheets.column_missing", column=one.name))
    return Table(sheet, at, tuple(left_out), problems)


def _written(cell: Cell) -> str:
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return str(cell).strip()
