"""Tables of accounts: departments, persons and their roles, sign-ins, tickets, tokens of scripts, counted attempts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.accounts.kinds import AccountRole, Theme, TicketKind
from council.db.base import Base, Governed, Key, Named, Versioned, one_of


class Department(Key, Versioned, Governed, Named, Base):
    """A department of the house; seats and persons belong to one."""

    __tablename__ = "departments"
    REF = "department"


class Person(Key, Versioned, Governed, Named, Base):
    """Somebody who may sign in, or once could; names in both languages, e-mail in lower case."""

    __tablename__ = "persons"
    REF = "person"
    email: Mapped[str] = mapped_column(unique=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"), index=True)
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str | None]
    theme: Mapped[str] = mapped_column(default=Theme.AUTO)
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    department: Mapped[Department | None] = relationship(lazy="joined")
    roles: Mapped[list[PersonRole]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="PersonRole.role", back_populates="person"
    )
    __table_args__ = (one_of("language", ("en", "zh")), one_of("theme", Theme.values()))


class PersonRole(Key, Governed, Base):
    """A right that the account itself carries."""

    __tablename__ = "person_roles"
    REF = "person_role"
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    role: Mapped[str]
    person: Mapped[Person] = relationship(back_populates="roles")
    __table_args__ = (UniqueConstraint("person_id", "role"), one_of("role", AccountRole.values()))

    @property
    def audit_ref(self) -> str:
        return f"person:{self.person_id}"


class SignIn(Key, Base):
    """One browser in which a person is signed in; the browser holds the token, we only its hash."""

    __tablename__ = "sign_ins"
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    browser: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Ticket(Key, Base):
    """A link by which a person sets a password, once and within the hour; we keep only its hash."""

    __tablename__ = "tickets"
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    kind: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    __table_args__ = (one_of("kind", TicketKind.values()),)


class ApiToken(Key, Base):
    """What a person's script signs in with; the script holds the token, we its hash and how it begins."""

    __tablename__ = "api_tokens"
    REF = "api_token"
    token_hash: Mapped[str] = mapped_column(unique=True)
    prefix: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    name: Mapped[str]
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    """When the latest minute of use began; `calls` counts those of that minute."""
    calls: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    @property
    def last_minute(self) -> datetime:
        """The end of its last day, as a reader expects to see it."""
        return self.expires_at - timedelta(minutes=1)

    __table_args__ = (CheckConstraint("expires_at > created_at", name="expires_at"),)


class Attempt(Key, Base):
    """One try at something limited, under a key such as `account:…` or `address:…`."""

    __tablename__ = "attempts"
    key: Mapped[str]
    at: Mapped[datetime]
    __table_args__ = (Index(None, "key", "at"),)
