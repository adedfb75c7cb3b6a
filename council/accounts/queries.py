"""Reading accounts: people, their names, departments, who somebody is today, who is signed in where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from council.accounts.kinds import AccountRole
from council.accounts.models import ApiToken, Department, Person, PersonRole, SignIn, Ticket
from council.accounts.secrets import token_hash
from council.core.actor import Actor
from council.core.errors import NotFound
from council.core.saying import Both
from council.db.session import once
from council.i18n import by_name, spoken
from council.web import registries
from council.web.registries import link_columns


def people(session: Session, *, active: bool | None = None, role: str = "", words: str = "") -> list[Person]:
    """Everybody (or only some), sorted as the reader expects: Chinese names by pinyin."""
    query = select(Person)
    if active is not None:
        query = query.where(Person.active.is_(active))
    if role:
        query = query.where(Person.roles.any(PersonRole.role == role))
    if words:
        fields = (Person.name_en, Person.name_zh, Person.email)
        query = query.where(
            func.lower(fields[0] + " " + fields[1] + " " + fields[2]).contains(words.lower(), autoescape=True)
        )
    return by_name(list(session.scalars(query)))


def find_person(session: Session, email: str) -> Person | None:
    """Somebody by e-mail address."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def get_person(session: Session, person_id: int) -> Person:
    """Somebody by id; NotFound when there is nobody."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(f"person:{person_id}")
    return person


def names(session: Session, ids: Iterable[int]) -> dict[int, Both]:
    """Names by id. Everybody's are read at once: a page asks in several places, a council's people are few."""
    wanted = set(ids)
    known = once(session, "names", work=lambda: _everybody(session)) if wanted else {}
    return {key: known[key] for key in wanted if key in known}


def _everybody(session: Session) -> dict[int, Both]:
    rows = session.execute(select(Person.id, Person.name_en, Person.name_zh))
    return {row.id: Both(row.name_en, row.name_zh) for row in rows}


def link_rows() -> Select[Any]:
    """Persons for links."""
    return select(*link_columns(Person.id, en=Person.name_en, zh=Person.name_zh))


def departments(session: Session) -> list[Department]:
    """Every department, sorted by name."""
    return by_name(list(session.scalars(select(Department))))


def get_department(session: Session, department_id: int) -> Department:
    """A department by id."""
    found = session.get(Department, department_id)
    if found is None:
        raise NotFound(f"department:{department_id}")
    return found


def actor_for(session: Session, person: Person, on: date) -> Actor:
    """Who this person is on this day: account roles, and what seats and appointments give."""
    places = registries.places_of(session, person.id, on)
    return Actor(
        person_id=person.id,
        name=spoken(person.name),
        roles=places.roles | {one.role for one in person.roles},
        seat_ids=places.held,
        alternate_seat_ids=places.stands_in,
        department_ids=frozenset({person.department_id} if person.department_id is not None else ()),
    )


def other_administrators(session: Session, person: Person) -> int:
    """How many active administrators there are beside this person."""
    query = (
        select(func.count())
        .select_from(PersonRole)
        .join(Person)
        .where(PersonRole.role == AccountRole.ADMINISTRATOR, Person.active, Person.id != person.id)
    )
    return session.scalar(query) or 0


def find_sign_in(session: Session, token: str) -> tuple[SignIn, Person] | None:
    """The sign-in a browser's token belongs to, valid or not, and whose it is, roles and all: one query."""
    query = select(SignIn, Person).join(Person, Person.id == SignIn.person_id)
    whole = query.where(SignIn.token_hash == token_hash(token)).options(joinedload(Person.roles))
    row = session.execute(whole).unique().first()
    return (row[0], row[1]) if row else None


def sign_ins(session: Session, person: Person, now: datetime) -> list[SignIn]:
    """Where a person is signed in, the latest seen first."""
    query = select(SignIn).where(
        SignIn.person_id == person.id, SignIn.revoked_at.is_(None), SignIn.expires_at > now
    )
    return list(session.scalars(query.order_by(SignIn.last_seen_at.desc())))


def find_ticket(session: Session, token: str, now: datetime) -> Ticket | None:
    """A ticket that can still be used."""
    query = select(Ticket).where(
        Ticket.token_hash == token_hash(token), Ticket.used_at.is_(None), Ticket.expires_at > now
    )
    return session.scalar(query)


def tokens_of(session: Session, person: Person) -> list[ApiToken]:
    """The latest tokens a person made, newest first."""
    query = select(ApiToken).where(ApiToken.person_id == person.id).order_by(ApiToken.id.desc()).limit(50)
    return list(session.scalars(query))


def get_token(session: Session, token_id: int) -> ApiToken:
    """A token by id."""
    found = session.get(ApiToken, token_id)
    if found is None:
        raise NotFound(f"api_token:{token_id}")
    return found
