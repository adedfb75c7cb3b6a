"""A file of days off and make-up working days: its columns, and what it does to the years it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.saying import N_, Both, Say
from council.core.states import State
from council.meetings import queries
from council.meetings.service.workdays import set_work_year
from council.meetings.yearbook import check_year
from council.sheets.columns import Column, Row, Table, named, words_of
from council.sheets.outcome import Mark, Outcome
from council.sheets.staged import Source


class DayOffKind(State):
    """What a day of the file is."""

    HOLIDAY = "holiday", N_("Day off")
    MAKE_UP = "make_up", N_("Make-up working day")


COLUMNS = (
    Column(
        "date", Both("Date", "日期"), ("day", "日"), required=True,
        hint=N_("One day, as 2026-10-01 or 2026年10月1日. The file may speak of several years."),
    ),
    Column(
        "kind", Both("Kind", "类型"), ("type", "类别", "性质"), required=True,
        hint=N_("holiday or make_up; 放假 (or 假日) and 调休上班 (or 补班) are understood as well."),
    ),
    Column(
        "name", Both("Name", "名称"), ("holiday name", "节日", "name_zh", "说明"),
        hint=N_("What the day is named after. It is shown in the preview and not kept."),
    ),
)  # fmt: skip
_FIELDS = {"holidays": "date", "make_up": "date", "year": "date"}
_MORE = {
    **dict.fromkeys(("假日", "放假", "节假日", "休", "休息", "休息日", "off"), DayOffKind.HOLIDAY),
    **dict.fromkeys(("调休上班", "调休", "补班", "上班", "班", "调休上班日", "work"), DayOffKind.MAKE_UP),
}


@dataclass
class YearDays:
    """The days of one year."""

    holidays: set[date] = field(default_factory=set)
    make_up: set[date] = field(default_factory=set)

    def kind_of(self, day: date) -> DayOffKind | None:
        """What the day is, if it is anything."""
        if day in self.holidays:
            return DayOffKind.HOLIDAY
        return DayOffKind.MAKE_UP if day in self.make_up else None

    @property
    def all(self) -> set[date]:
        """Every day."""
        return self.holidays | self.make_up


def known_years(session: Session) -> dict[int, YearDays]:
    """What is entered."""
    return {
        one.year: YearDays(
            set(map(date.fromisoformat, one.holidays)), set(map(date.fromisoformat, one.make_up))
        )
        for one in queries.work_years(session)
    }


def take_over(
    session: Session, actor: Actor, table: Table, source: Source, options: dict[str, Any], now: datetime
) -> Outcome:
    """Each year the file speaks of becomes what the file says; other years stay."""
    check(actor, "meetings:workdays:edit")
    outcome = Outcome(("date", "kind", "name"), table.problems)
    words = words_of(DayOffKind, **_MORE)
    known, years, lines = known_years(session), dict[int, YearDays](), dict[date, int]()
    for row in table.rows():
        found = _day(row, words, lines)
        if found is None:
            continue
        day, kind, name = found
        lines[day] = row.number
        year = years.setdefault(day.year, YearDays())
        (year.holidays if kind is DayOffKind.HOLIDAY else year.make_up).add(day)
        before = known.get(day.year, YearDays()).kind_of(day)
        mark = Mark.NEW if before is None else Mark.SAME if before is kind else Mark.CHANGED
        cells = (day.isoformat(), named(kind), name)
        outcome.add(row.number, mark, cells, {1: named(before)} if mark is Mark.CHANGED and before else None)
    if not outcome.good:
        return outcome
    for number, days in sorted(years.items()):
        before_it = known.get(number, YearDays())
        if days == before_it:
            continue
        if gone := sorted(before_it.all - days.all):
            outcome.notes.append(Say("meetings.days_taken_out", year=str(number), days=gone))
            outcome.removed += len(gone)
        set_work_year(
            session, actor, number, holidays=days.holidays, make_up=days.make_up, source=source.name, now=now
        )
    if outcome.changes:
        record(
            session, actor, "meetings.import_work_years", f"import:{source.sha256[:12]}", now=now,
            file=source.name, sha256=source.sha256, years=sorted(years), lines=len(lines),
        )  # fmt: skip
    return outcome


def _day(row: Row, words: dict[str, State], lines: dict[date, int]) -> tuple[date, DayOffKind, str] | None:
    day, kind, name = row.day("date", needed=True), row.one_of("kind", words), row.text("name", most=200)
    if day is None or kind is None:
        return None
    if day in lines:
        row.bad("date", "sheets.twice", line=lines[day])
        return None
    try:
        check_year(
            day.year,
            [day] if kind is DayOffKind.HOLIDAY else [],
            [day] if kind is DayOffKind.MAKE_UP else [],
        )
    except Refused as refused:
        row.refused(refused, _FIELDS)
        return None
    return day, kind, name
