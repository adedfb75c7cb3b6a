"""Limits on guessing, counted in the database so that every worker sees the same number."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from council.accounts.models import Attempt


@dataclass(frozen=True)
class Limit:
    """At most `most` tries under one key within `within`."""

    most: int
    within: timedelta


ACCOUNT = Limit(10, timedelta(minutes=15))
ADDRESS = Limit(30, timedelta(minutes=1))
_KEPT = timedelta(hours=1)


def account_key(email: str) -> str:
    """The key of an account, whether it exists or not; the address itself is not kept."""
    return "account:" + hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]


def address_key(address: str) -> str:
    """The key of a network address."""
    return "address:" + hashlib.sha256(address.encode()).hexdigest()[:32]


def allowed(session: Session, email: str, address: str, *, now: datetime) -> bool:
    """Count one try for the account and the address, then say whether both are still within their limits.

    Runs in a writing transaction of its own before any hashing; writers come one at a time, so racing tries count.
    """
    kept = [
        _counted(session, key, limit, now)
        for key, limit in ((account_key(email), ACCOUNT), (address_key(address), ADDRESS))
    ]
    session.execute(delete(Attempt).where(Attempt.at < now - _KEPT))
    return all(kept)


def wrong_token(session: Session, address: str, *, now: datetime) -> bool:
    """Count a wrong token from an address, then say whether it is still within the limit of its minute."""
    good = _counted(session, "token-" + address_key(address), ADDRESS, now)
    session.execute(delete(Attempt).where(Attempt.at < now - _KEPT))
    return good


def _counted(session: Session, key: str, limit: Limit, now: datetime) -> bool:
    session.add(Attempt(key=key, at=now))
    session.flush()
    tries = select(func.count()).select_from(Attempt)
    return (
        session.scalar(tries.where(Attempt.key == key, Attempt.at > now - limit.within)) or 0
    ) <= limit.most


def forget(session: Session, email: str) -> None:
    """A right password clears the account's count."""
    session.execute(delete(Attempt).where(Attempt.key == account_key(email)))
