"""A file of values arrives: kept in pieces, its columns mapped, its lines read some thousand at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from council.access.can import can, check
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.saying import Say
from council.metrics import queries
from council.metrics.importing.layout import fold, kept_of, layout_of, signature_of
from council.metrics.importing.numbers import Sign, decided, signs_of
from council.metrics.importing.pieces import LINES, pack, parted, unpack
from council.metrics.importing.plan import Plan
from council.metrics.kinds import Stage
from council.metrics.models import Import, ImportMapping, ImportPiece, ImportRow, Metric
from council.metrics.service.comparing import compare
from council.metrics.service.parts import local_day
from council.sheets.columns import SHOWN, Problem, Problems
from council.sheets.guard import LIMITS, Limits
from council.sheets.reading import Cell, Formula, Percent, Sheet, read
from council.sheets.staged import Source

KEPT = timedelta(days=1)
EXAMPLES = 5
STEP = 2
"""So many pieces are read in one go."""
MOST_VALUES = 200_000
MOST_PROBLEMS = 1000
"""After so many the rest of a file is not read."""
RECORD = "metrics:observation:record"
ROWS: Any = ImportRow.__table__
PIECES: Any = ImportPiece.__table__


def receive(
    session: Session, actor: Actor, source: Source, data: bytes, *, limits: Limits = LIMITS, now: datetime
) -> Import:
    """Keep a file that can be read; an earlier one of the same person gives way, and whatever is older than a day."""
    check(actor, RECORD)
    sheet = read(data, limits=limits)
    old = select(Import).where(or_(Import.person_id == actor.person_id, Import.made_at < now - KEPT))
    for one in session.scalars(old).all():
        _forget(session, one)
    found = Import(
        person_id=actor.person_id, name=source.name, sha256=source.sha256, kind=sheet.kind,
        columns=list(sheet.columns), head=sheet.head, rows=0, pieces=0, signature=signature_of(sheet.columns),
        signs=[], examples=[], roles=[], state=Stage.MAPPING, made_at=now,
    )  # fmt: skip
    session.add(found)
    session.flush()
    _keep(session, found, sheet)
    if not found.rows:
        raise Refused("sheets.no_rows", field="file")
    session.flush()
    return found


def choose(
    session: Session, actor: Actor, found: Import, roles: Sequence[str], decimals: str, *, now: datetime
) -> None:
    """Say what each column holds; it is remembered for a table with the same columns, and the lines are read anew."""
    check(actor, RECORD)
    layout = layout_of(found.columns, roles)
    if not decimals and any(decided(Sign(found.signs[at])) is None for at in layout.numbers):
        raise Refused("metrics.decimals_unsure", field="decimals")
    found.roles, found.decimals = list(roles), decimals
    found.state, found.checked, found.problems, found.counts = Stage.CHECKING, 0, {}, {}
    session.execute(delete(ImportRow).where(ImportRow.import_id == found.id))
    kept = session.scalar(
        select(ImportMapping).where(
            ImportMapping.signature == found.signature, ImportMapping.person_id == actor.person_id
        )
    )
    if kept is None:
        kept = ImportMapping(signature=found.signature, person_id=actor.person_id)
        session.add(kept)
    kept.roles, kept.decimals, kept.used_at = kept_of(found.columns, roles), decimals, now
    session.flush()


def read_on(session: Session, actor: Actor, found: Import, *, now: datetime, step: int = STEP) -> None:
    """Read some more lines; when all are read, compare them with what is recorded."""
    check(actor, RECORD)
    if found.stage is not Stage.CHECKING:
        return
    problems = problems_of(found)
    plan = _plan(session, actor, found, problems, now)
    values = found.counts.get("values", 0)
    pieces = select(ImportPiece).where(
        ImportPiece.import_id == found.id, ImportPiece.number >= found.checked // LINES
    )
    for piece in session.scalars(pieces.order_by(ImportPiece.number).limit(step)):
        rows = [
            {**one._asdict(), "import_id": found.id, "mark": ""}
            for line in unpack(piece.packed)
            if problems.total < MOST_PROBLEMS
            for one in plan.read(line)
        ]
        values += len(rows)
        for start in range(0, len(rows), LINES):
            session.execute(insert(ROWS), rows[start : start + LINES])
        found.checked += piece.rows
        session.expunge(piece)
        if values > MOST_VALUES:
            problems.add(0, Say("metrics.too_many_values", most=MOST_VALUES))
        if values > MOST_VALUES or problems.total >= MOST_PROBLEMS:
            break
    keep_problems(found, problems)
    found.counts = {
        **found.counts,
        "values": values,
        "faulty": found.counts.get("faulty", 0) + len(problems.lines),
    }
    stopped = values > MOST_VALUES or problems.total >= MOST_PROBLEMS
    if stopped or found.checked >= found.rows:
        found.counts = {**found.counts, "stopped": stopped}
        found.state = Stage.READY
        compare(session, found)
    session.flush()


def discard(session: Session, actor: Actor, found: Import) -> None:
    """The file is no longer wanted."""
    check(actor, RECORD)
    _forget(session, found)


def problems_of(found: Import) -> Problems:
    """What is wrong with a file so far."""
    shown = [
        Problem(line, Say.from_json(say), column) for line, column, say in found.problems.get("shown", [])
    ]
    return Problems(shown, found.problems.get("total", 0))


def keep_problems(found: Import, problems: Problems) -> None:
    """The same, kept."""
    shown = [[one.line, one.column, one.say.to_json()] for one in problems.shown[:SHOWN]]
    found.problems = {"shown": shown, "total": problems.total}


def _forget(session: Session, found: Import) -> None:
    session.flush()
    for table in (ROWS, PIECES):
        session.execute(delete(table).where(table.c.import_id == found.id))
    session.delete(found)
    session.flush()


def _keep(session: Session, found: Import, sheet: Sheet) -> None:
    signs = [0] * len(sheet.columns)
    for number, lines in enumerate(parted(sheet.rows)):
        if not number:
            found.examples = [[_shown(cell) for cell in line.cells] for line in lines[:EXAMPLES]]
        for line in lines:
            for at, cell in enumerate(line.cells):
                if cell and type(cell) is str and not cell.isdigit() and len(cell) < 40:
                    signs[at] |= signs_of(cell)
        piece = {"import_id": found.id, "number": number, "rows": len(lines), "packed": pack(lines)}
        session.execute(insert(PIECES), [piece])
        found.rows += len(lines)
        found.pieces = number + 1
    found.signs = signs


def _plan(session: Session, actor: Actor, found: Import, problems: Problems, now: datetime) -> Plan:
    metrics = queries.metrics(session)
    layout = layout_of(found.columns, found.roles)
    return Plan(
        columns=found.columns,
        layout=layout,
        decimals={at: found.decimals or decided(Sign(found.signs[at])) or "" for at in layout.numbers},
        metrics=by_name(metrics),
        mine=frozenset(one.id for one in metrics if can(actor, RECORD, one)),
        channels={
            fold(name): one.id
            for one in queries.channels(session)
            for name in (one.code, one.name_en, one.name_zh)
            if name
        },
        today=local_day(session, now),
        problems=problems,
    )


def by_name(metrics: Sequence[Metric]) -> dict[str, Metric]:
    """Metrics by folded code and names; a code wins over a name."""
    named = {fold(name): one for one in metrics for name in (one.name_en, one.name_zh) if name}
    return named | {fold(one.code): one for one in metrics}


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return cell.text[:60]
    if isinstance(cell, Percent):
        return f"{float(cell) * 100:g}%"
    text = str(cell)
    return text.removesuffix(" 00:00:00")[:60]
