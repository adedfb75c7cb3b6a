"""Changing accounts: people and departments come and go, roles and passwords change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from council.access.can import check
from council.accounts import queries, rules
from council.accounts.events import DepartmentChanged
from council.accounts.kinds import AccountRole, Theme
from council.accounts.models import ApiToken, Department, Person, PersonRole, SignIn, Ticket
from council.accounts.secrets import blocklist, hashed_password
from council.audit import service as audit
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce


def create_department(
    session: Session, actor: Actor, *, name_en: str, name_zh: str, now: datetime
) -> Department:
    """A new department, from the administrator or with a table of seats from the secretariat."""
    check(actor, "accounts:department:create")
    department = Department(name_en=name_en.strip(), name_zh=name_zh.strip())
    _require_name(department)
    session.add(department)
    audit.record(session, actor, "accounts.department_created", department, now=now, name=department.name)
    session.flush()
    return department


def create_person(
    session: Session,
    actor: Actor,
    *,
    name_en: str,
    name_zh: str,
    email: str,
    department_id: int | None = None,
    language: str = "en",
    roles: Iterable[str] = (),
    now: datetime,
) -> Person:
    """A new account without a password: a ticket or `set_password` gives it one."""
    check(actor, "admin:people:edit")
    person = Person(
        name_en=name_en.strip(), name_zh=name_zh.strip(), email=_free_email(session, email), language=language,
        department_id=department_id, theme=Theme.AUTO, active=True, created_at=now,
    )  # fmt: skip
    _require_name(person)
    person.roles = [PersonRole(role=AccountRole(role)) for role in sorted(set(roles))]
    session.add(person)
    audit.record(
        session, actor, "accounts.person_created", person, now=now, name=person.name, roles=sorted(set(roles))
    )
    session.flush()
    return person


def edit_person(
    session: Session,
    actor: Actor,
    person: Person,
    *,
    name_en: str,
    name_zh: str,
    email: str,
    department_id: int | None,
    expected: int | None = None,
    now: datetime,
) -> Person:
    """Correct who somebody is."""
    check(actor, "admin:people:edit", person)
    audit.expect(person, expected)
    if email.strip().lower() != person.email:
        person.email = _free_email(session, email)
    if department_id != person.department_id:
        announce(DepartmentChanged(session, actor, now, person, department_id))
    person.name_en, person.name_zh, person.department_id = name_en.strip(), name_zh.strip(), department_id
    _require_name(person)
    changed = audit.changes(person)
    if changed:
        audit.record(session, actor, "accounts.person_edited", person, now=now, **changed)
        session.flush()
    return person


def set_roles(
    session: Session, actor: Actor, person: Person, roles: Iterable[str], *, now: datetime
) -> Person:
    """Give and take the rights that the account itself carries."""
    check(actor, "admin:people:edit", person)
    wanted, held = {str(AccountRole(role)) for role in roles}, {one.role for one in person.roles}
    if AccountRole.ADMINISTRATOR in held - wanted:
        _not_the_last(session, person)
    if wanted != held:
        person.roles = [one for one in person.roles if one.role in wanted]
        person.roles += [PersonRole(role=role) for role in sorted(wanted - held)]
        audit.record(
            session,
            actor,
            "accounts.roles_changed",
            person,
            now=now,
            before=sorted(held),
            after=sorted(wanted),
        )
        session.flush()
    return person


def deactivate(session: Session, actor: Actor, person: Person, *, now: datetime) -> Person:
    """Close an account: signed out everywhere, open links and tokens worthless, the record keeps the name."""
    check(actor, "admin:people:edit", person)
    if not person.active:
        raise Refused("accounts.already_inactive", name=person.name)
    _not_the_last(session, person)
    person.active, person.left_at = False, now
    audit.record(session, actor, "accounts.deactivated", person, now=now)
    session.flush()
    sign_out_everywhere(session, person, now=now)
    session.execute(
        update(Ticket).where(Ticket.person_id == person.id, Ticket.used_at.is_(None)).values(used_at=now)
    )
    held = update(ApiToken).where(ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None))
    session.execute(held.values(revoked_at=now, revoked_by_id=actor.person_id))
    return person


def reactivate(session: Session, actor: Actor, person: Person, *, now: datetime) -> Person:
    """Open a closed account again."""
    check(actor, "admin:people:edit", person)
    if person.active:
        raise Refused("accounts.already_active", name=person.name)
    person.active, person.left_at = True, None
    audit.record(session, actor, "accounts.reactivated", person, now=now)
    session.flush()
    return person


def set_password(
    session: Session,
    actor: Actor,
    person: Person,
    password: str,
    *,
    keep: SignIn | None = None,
    now: datetime,
) -> Person:
    """A new password; every other browser is signed out. Only one's own, or by a ticket (as the system)."""
    check(actor, "accounts:password:set", person)
    about = (person.email, person.email.split("@")[0], *person.name_en.split(), person.name_zh)
    rules.require_strong(password, blocklist(), about=about)
    person.password_hash = hashed_password(password)
    audit.record(session, actor, "accounts.password_set", person, now=now)
    session.flush()
    sign_out_everywhere(session, person, keep=keep, now=now)
    return person


def prefer(session: Session, actor: Actor, person: Person, *, now: datetime, **choices: str | None) -> Person:
    """Keep a person's language, time zone and appearance."""
    check(actor, "accounts:profile:edit", person)
    for name in ("language", "time_zone", "theme"):
        if name in choices:
            setattr(person, name, choices[name])
    changed = audit.changes(person)
    if changed:
        audit.record(session, actor, "accounts.preferences_changed", person, now=now, **changed)
        session.flush()
    return person


def sign_out_everywhere(
    session: Session, person: Person, *, keep: SignIn | None = None, now: datetime
) -> None:
    """End a person's sign-ins, all or all but one; the cookies of those browsers are worthless from now on."""
    query = update(SignIn).where(SignIn.person_id == person.id, SignIn.revoked_at.is_(None))
    if keep is not None:
        query = query.where(SignIn.id != keep.id)
    session.execute(query.values(revoked_at=now))


def _free_email(session: Session, text: str) -> str:
    email = rules.clean_email(text)
    if session.scalar(select(Person.id).where(Person.email == email)) is not None:
        raise Refused("accounts.email_taken", field="email", email=email)
    return email


def _require_name(person: Person | Department) -> None:
    if not (person.name_en or person.name_zh):
        raise Refused("accounts.name_missing", field="name_en")


def _not_the_last(session: Session, person: Person) -> None:
    held = AccountRole.ADMINISTRATOR in {one.role for one in person.roles} and person.active
    rules.may_leave(is_administrator=held, other_administrators=queries.other_administrators(session, person))
