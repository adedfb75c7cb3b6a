"""What the read lines of a file do: new, changed or the same; lines that contradict each other or what is recorded."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, update
from sqlalchemy.orm import Session

from council.core.saying import Say
from council.metrics.models import ChannelValue, Import, ImportRow, Observation
from council.sheets.columns import SHOWN, Problem
from council.sheets.outcome import Mark

NEAR = 1e-9
STATED = ("value", "numerator", "denominator", "sample", "level")
REPEAT = "repeat"
"""A line that says again what an earlier one says."""
R: Any = ImportRow.__table__
O: Any = Observation.__table__  # noqa: E741
C: Any = ChannelValue.__table__


def compare(session: Session, found: Import) -> None:
    """Mark every line, count the marks, and add what contradicts to the file's problems."""
    session.flush()
    for table in (O, C):
        _mark(session, found.id, table)
    problems: dict[str, Any] = {"shown": [], "total": 0, **found.problems}
    shown, total, faulty = list(problems["shown"]), problems["total"], 0
    for key, query in _contradictions(found.id):
        wrong = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        total, faulty = total + wrong, faulty + wrong
        if wrong and len(shown) < SHOWN:
            for line, place, day, other in session.execute(query.order_by("line").limit(SHOWN - len(shown))):
                said = Say("sheets.twice", line=other) if key == "sheets.twice" else Say(key, day=day)
                one = Problem(line, said, found.columns[place])
                shown.append([one.line, one.column, one.say.to_json()])
    _mark_repeats(session, found.id)
    found.problems = {"shown": sorted(shown, key=lambda one: one[0]), "total": total}
    counts: dict[str, int] = dict(
        session.execute(
            select(R.c.mark, func.count()).where(R.c.import_id == found.id).group_by(R.c.mark)
        ).all()
    )
    found.counts = {
        **found.counts, "faulty": found.counts.get("faulty", 0) + faulty, Mark.NEW.value: counts.get(Mark.NEW, 0),
        Mark.CHANGED.value: counts.get(Mark.CHANGED, 0),
        Mark.SAME.value: counts.get(Mark.SAME, 0) + counts.get(REPEAT, 0),
    }  # fmt: skip
    found.counts = {**found.counts, "seen": last_written(session)}
    session.flush()


def last_written(session: Session) -> list[int]:
    """The latest values recorded: as long as it stays, every mark holds, as corrections are new values too."""
    return [session.execute(select(func.max(table.c.id))).scalar() or 0 for table in (O, C)]


def current(table: Any, *, row: Any = R) -> ColumnElement[bool]:
    """The recorded value that a line is about."""
    same = and_(
        table.c.metric_id == row.c.metric_id,
        table.c.period_start == row.c.period_start,
        table.c.superseded_at.is_(None),
    )
    return and_(same, table.c.channel_id == row.c.channel_id) if table is C else same


def wanted(key: int, table: Any, *, row: Any = R) -> ColumnElement[bool]:
    """Lines of a file for this table: those of a channel, or of all together."""
    return and_(row.c.import_id == key, row.c.channel_id != 0 if table is C else row.c.channel_id == 0)


def _mark(session: Session, key: int, table: Any) -> None:
    there = exists(select(1).where(current(table)))
    agrees = exists(select(1).where(current(table), _agrees(table)))
    mark = case((~there, Mark.NEW.value), (agrees, Mark.SAME.value), else_=Mark.CHANGED.value)
    session.execute(update(R).where(wanted(key, table)).values(mark=mark))


def _agrees(table: Any) -> ColumnElement[bool]:
    stated = [
        or_(R.c[name].is_(None), R.c[name] == table.c[name])
        for name in ("numerator", "denominator", "sample")
    ]
    near = or_(
        and_(R.c.value.is_(None), table.c.value.is_(None)),
        R.c.value == table.c.value,
        func.abs(R.c.value - table.c.value) <= NEAR * func.abs(table.c.value),
    )
    return and_(*stated, near, R.c.level == table.c.level) if table is O else and_(*stated, near)


def _first(key: int) -> Any:
    """The first line of each value that stands in a file more than once."""
    place = (R.c.metric_id, R.c.channel_id, R.c.period_start)
    return (
        select(func.min(R.c.id).label("id"), *place)
        .where(R.c.import_id == key)
        .group_by(*place)
        .having(func.count() > 1)
        .subquery()
    )


def _contradictions(key: int) -> list[tuple[str, Select[Any]]]:
    first, one, later = _first(key), R.alias("one"), R.alias("later")
    differs = or_(
        *(
            later.c[name].is_distinct_from(one.c[name])
            for name in ("value", "numerator", "denominator", "sample", "level")
        )
    )
    twice = (
        select(later.c.line.label("line"), later.c.place, later.c.period_start, one.c.line.label("other"))
        .select_from(first)
        .join(one, one.c.id == first.c.id)
        .join(
            later,
            and_(
                later.c.import_id == key,
                later.c.metric_id == first.c.metric_id,
                later.c.channel_id == first.c.channel_id,
                later.c.period_start == first.c.period_start,
                later.c.id > first.c.id,
            ),
        )
        .where(differs)
    )
    row = (R.c.line.label("line"), R.c.place, R.c.period_start, R.c.line.label("other"))
    part = R.alias("part")
    beside = exists(
        select(1).where(
            part.c.import_id == key,
            part.c.metric_id == R.c.metric_id,
            part.c.period_start == R.c.period_start,
            part.c.channel_id != 0,
        )
    )
    any_part = exists(
        select(1).where(
            C.c.metric_id == R.c.metric_id, C.c.period_start == R.c.period_start, C.c.superseded_at.is_(None)
        )
    )
    differing = and_(wanted(key, O), R.c.mark != Mark.SAME.value)
    whole = exists(select(1).where(current(O)))
    return [
        ("sheets.twice", twice),
        ("metrics.recorded_by_channel", select(*row).where(differing, or_(any_part, beside))),
        (
            "metrics.recorded_whole",
            select(*row).where(wanted(key, C), R.c.mark == Mark.NEW.value, whole, ~any_part),
        ),
    ]


def _mark_repeats(session: Session, key: int) -> None:
    first, later = _first(key), R.alias("later")
    again = select(later.c.id).join(
        first,
        and_(
            later.c.metric_id == first.c.metric_id,
            later.c.channel_id == first.c.channel_id,
            later.c.period_start == first.c.period_start,
            later.c.id > first.c.id,
        ),
    )
    session.execute(update(R).where(R.c.id.in_(again.where(later.c.import_id == key))).values(mark=REPEAT))
