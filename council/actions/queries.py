"""Reading actions: of a person, of a meeting's things, overdue, all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, lazyload

from council.accounts.models import Person
from council.actions.models import Action
from council.actions.rules import ActionState
from council.charter import queries as charter
from council.core.clock import local_date
from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.seats.models import Term
from council.seats.queries import sits_on
from council.web.registries import link_columns

FILTERS = ("mine", "open", "overdue", "done")


def get(session: Session, code: str) -> Action:
    """The action of a code; NotFound."""
    found = session.scalar(select(Action).where(Action.code == code))
    if found is None:
        raise NotFound(code)
    return found


def of_origin(session: Session, refs: Collection[str]) -> list[Action]:
    """What was given in these things, by code."""
    return sorted(answer(session, origin_ask(refs)), key=lambda one: one.id)


def origin_ask(refs: Collection[str]) -> Ask:
    """The question for what was given in these things."""
    given = select(Action.id).where(Action.origin_ref.in_(refs))
    return Ask(f"actions from {sorted(refs)}", Action, given)


def open_for(session: Session, person_id: int) -> list[Action]:
    """What a person still has to do, first due first."""
    return sorted(answer(session, open_ask(person_id)), key=_by_day)


def open_ask(person_id: int | None) -> Ask:
    """The question for what a person still has to do."""
    mine = select(Action.id).where(Action.state == ActionState.OPEN, Action.owner_id == person_id)
    return Ask(f"actions of {person_id}", Action, mine)


def without_owner(session: Session, on: date) -> list[Person]:
    """People who own open actions and have left: their account is closed, or they sat and no longer do."""
    return sorted(answer(session, without_owner_ask(on)), key=lambda one: one.id)


def without_owner_ask(on: date) -> Ask:
    """The question for people who left and still own open actions."""
    owns = select(Action.id).where(Action.state == ActionState.OPEN, Action.owner_id == Person.id).exists()
    sat = select(Term.id).where(Term.person_id == Person.id, Term.starts_on <= on)
    left = select(Person.id).where(owns, or_(~Person.active, sat.exists() & ~sat.where(sits_on(on)).exists()))
    return Ask(f"people who left open actions {on}", Person, left, lambda one: (lazyload(one.roles),))


def count_for(person_id: int | None) -> Select[int]:
    """The question how many actions a person still has to do."""
    query = select(func.count()).select_from(Action)
    return query.where(Action.state == ActionState.OPEN, Action.owner_id == person_id)


def overdue(session: Session, on: date) -> list[Action]:
    """Open after the day they were due, oldest first."""
    return sorted(answer(session, overdue_ask(on)), key=_by_day)


def overdue_ask(on: date) -> Ask:
    """The question for what is overdue on a day."""
    late = select(Action.id).where(Action.state == ActionState.OPEN, Action.due_on < on)
    return Ask(f"actions overdue {on}", Action, late)


def _by_day(one: Action) -> tuple[date, int]:
    return one.due_on, one.id


def listing(
    session: Session,
    which: str,
    *,
    person_id: int | None = None,
    on: date,
    before: int | None = None,
    size: int = 50,
) -> list[Action]:
    """Actions of a filter, one more than `size` if there is one; what is open by its day, the rest newest first."""
    if which == "mine":
        return list(session.scalars(_open().where(Action.owner_id == person_id)))
    if which == "open":
        return list(session.scalars(_open()))
    if which == "overdue":
        return overdue(session, on)
    query = select(Action).where(Action.state != ActionState.OPEN).order_by(Action.id.desc()).limit(size + 1)
    return list(session.scalars(query.where(Action.id < before) if before is not None else query))


def counts(session: Session, *, person_id: int | None, on: date) -> dict[str, int]:
    """How many are open: mine, all, overdue."""
    is_open = Action.state == ActionState.OPEN
    row = session.execute(
        select(
            func.count().filter(is_open),
            func.count().filter(is_open, Action.owner_id == person_id),
            func.count().filter(is_open, Action.due_on < on),
        ).select_from(Action)
    ).one()
    return {"open": row[0], "mine": row[1], "overdue": row[2]}


def next_code(session: Session, now: datetime) -> str:
    """The next free code of the council's year, such as A-2026-021."""
    profile = charter.profile(session)
    prefix = f"A-{local_date(now, profile.time_zone if profile else 'UTC').year}-"
    codes = select(Action.code).where(Action.code.startswith(prefix))
    last = session.scalar(codes.order_by(func.length(Action.code).desc(), Action.code.desc()).limit(1))
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:03}"


def _open() -> Select[Action]:
    return select(Action).where(Action.state == ActionState.OPEN).order_by(Action.due_on, Action.id)


def link_rows() -> Select[Any]:
    """Actions for links."""
    return select(
        *link_columns(
            Action.id,
            code=Action.code,
            en=Action.text,
            lang=Action.lang,
            state=Action.state,
            day=Action.due_on,
        )
    )
