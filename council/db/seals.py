"""Seals: triggers by which the database itself refuses to change what is cast, adopted, approved or issued."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from council.db.base import Base


@dataclass(frozen=True)
class Seal:
    """Rows of `table` are sealed while `when` holds.

    `when` is an SQL condition with `{row}` for the row, e.g. `{row}.state = 'adopted'`; "1=1" seals from birth.
    `allow`: columns that may still change. `closed_to_new`: also refuse INSERT while the condition holds of
    the new row (parts of a sealed whole). `keys`: unique columns by which an INSERT-over is recognised.
    """

    table: str
    when: str = "1=1"
    allow: tuple[str, ...] = ()
    closed_to_new: bool = False
    keys: tuple[str, ...] = ("id",)


_seals: dict[str, Seal] = {}


def seal(
    table: str,
    when: str = "1=1",
    *,
    allow: tuple[str, ...] = (),
    closed_to_new: bool = False,
    keys: tuple[str, ...] = ("id",),
) -> None:
    """Register a table's seal; called beside the model."""
    _seals[table] = Seal(table, when, allow, closed_to_new, keys)


def all_seals() -> list[Seal]:
    """Every registered seal, by table."""
    return [_seals[name] for name in sorted(_seals)]


def install(connection: Connection) -> None:
    """(Re-)create every seal; each migration ends with this."""
    make = _sqlite if connection.dialect.name == "sqlite" else _postgres
    for one in all_seals():
        for statement in make(one):
            connection.exec_driver_sql(statement)


def expected_triggers(dialect: str) -> set[str]:
    """Names that must exist; start-up compares them with what the database has."""
    kinds = ("update", "delete", "insert") if dialect == "sqlite" else ("change", "truncate")
    return {f"seal_{one.table}_{kind}" for one in all_seals() for kind in kinds}


def found_triggers(connection: Connection) -> set[str]:
    """Names of the seals in force."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'seal_%'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'seal_%' AND tgenabled = 'O'"
    return {row[0] for row in connection.execute(text(query))}


def _guarded_columns(one: Seal) -> list[str]:
    return [c.name for c in Base.metadata.tables[one.table].columns if c.name not in one.allow]


def _sqlite(one: Seal) -> list[str]:
    name = f"seal_{one.table}"
    old, new = one.when.format(row="OLD"), one.when.format(row="NEW")
    changed = " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in _guarded_columns(one))
    same = " AND ".join(f"held.{k} = NEW.{k}" for k in one.keys)
    over = f"EXISTS (SELECT 1 FROM {one.table} held WHERE {same} AND {one.when.format(row='held')})"
    insert = f"({over}) OR ({new})" if one.closed_to_new else over
    refuse = f"SELECT RAISE(ABORT, 'sealed: {one.table}')"
    statements = []
    for kind, timing, condition in (
        ("update", "UPDATE", f"({old}) AND ({changed})"),
        ("delete", "DELETE", old),
        ("insert", "INSERT", insert),
    ):
        statements.append(f"DROP TRIGGER IF EXISTS {name}_{kind}")
        statements.append(
            f"CREATE TRIGGER {name}_{kind} BEFORE {timing} ON {one.table} FOR EACH ROW WHEN {condition} "
            f"BEGIN {refuse}; END"
        )
    return statements


def _postgres(one: Seal) -> list[str]:
    name = f"seal_{one.table}"
    changed = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in _guarded_columns(one))
    insert = (
        f"IF ({one.when.format(row='NEW')}) THEN RAISE EXCEPTION 'sealed: {one.table}'; END IF;"
        if one.closed_to_new
        else ""
    )
    old = one.when.format(row="OLD")
    return [
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp -- else a temporary table called like ours would be asked instead
AS $seal$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION 'sealed: {one.table}'; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF ({old}) AND ({changed}) THEN RAISE EXCEPTION 'sealed: {one.table}'; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF ({old}) THEN RAISE EXCEPTION 'sealed: {one.table}'; END IF;
    RETURN OLD;
  END IF;
  {insert}
  RETURN NEW;
END $seal$""",
        f"DROP TRIGGER IF EXISTS {name}_change ON {one.table}",
        f"CREATE TRIGGER {name}_change BEFORE INSERT OR UPDATE OR DELETE ON {one.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER IF EXISTS {name}_truncate ON {one.table}",
        f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {one.table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]
