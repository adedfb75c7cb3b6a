"""Several small questions to the database, asked in one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, inspect, literal, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.sql.base import ExecutableOption

from council.db.engine import reading
from council.db.session import once


def _nothing(one: Any) -> Iterable[ExecutableOption]:
    return ()


@dataclass(frozen=True)
class Ask:
    """Which things of a kind are wanted: `keys` selects their ids; `along(kind)` says what is loaded with them.

    The name stands for the question with all that it depends on: two of one name are the same question.
    """

    name: str
    kind: type[Any]
    keys: Select[Any]
    along: Callable[[Any], Iterable[ExecutableOption]] = _nothing


def answer(session: Session, ask: Ask) -> list[Any]:
    """The things asked for, in no order; what `ahead` asked before in a request that only reads is not asked again."""
    known: dict[str, list[Any]] = once(session, "answers", work=dict)
    if ask.name not in known:
        known.update(together(session, [ask]))
    return list(known[ask.name])


def ahead(session: Session, asks: Iterable[Ask]) -> None:
    """Ask now, in one statement, what will be asked later; only where nothing can change until then."""
    if not reading.get():
        return
    known: dict[str, list[Any]] = once(session, "answers", work=dict)
    known.update(together(session, [one for one in asks if one.name not in known]))


def together(session: Session, asks: Iterable[Ask]) -> dict[str, list[Any]]:
    """The answers by name, each in no order: one statement, however many questions.

    It lists the wanted ids of every kind first and then joins each row by its primary key, so that it costs as
    much as the answers are long.
    """
    wanted = list({one.name: one for one in asks}.values())
    if not wanted:
        return {}
    keys = [_keys(place, each) for place, each in enumerate(wanted)]
    listed = union_all(*keys).subquery("listed") if len(keys) > 1 else keys[0].subquery("listed")
    kinds = [aliased(each.kind, name=f"asked_{place}") for place, each in enumerate(wanted)]
    query = select(listed.c.place, *kinds).select_from(listed)
    for place, (kind, each) in enumerate(zip(kinds, wanted, strict=True)):
        query = query.outerjoin(kind, and_(listed.c.place == place, kind.id == listed.c.id))
        # What is always there for a thing is not there for the rows of other kinds.
        inner = [one for one in inspect(each.kind).relationships if one.lazy == "joined" and one.innerjoin]
        query = query.options(*(joinedload(getattr(kind, one.key), innerjoin=False) for one in inner))
        query = query.options(*each.along(kind))
    found: dict[str, list[Any]] = {each.name: [] for each in wanted}
    for row in session.execute(query).unique():
        found[wanted[row[0]].name].append(row[row[0] + 1])
    return found


def _keys(place: int, ask: Ask) -> Select[Any]:
    keys = ask.keys.subquery(f"keys_{place}")
    return select(literal(place).label("place"), next(iter(keys.c)).label("id"))
