"""Secrets and how they are kept: password hashes, the blocklist, random tokens and their hashes."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

COST = (2, 19 * 1024)
"""Rounds and KiB of memory of one password's hash; about a fortieth of a second."""
_hasher = PasswordHasher(*COST, parallelism=1)


def set_cost(rounds: int, kib: int) -> None:
    """What a hash costs from now on; the application says it once, from its setting PASSWORD_COST."""
    global _hasher  # noqa: PLW0603
    _hasher = PasswordHasher(rounds, kib, parallelism=1)
    _nobody.cache_clear()


@cache
def blocklist() -> frozenset[str]:
    """Common passwords of twelve characters and more, in lower case."""
    text = Path(__file__).with_name("blocklist.txt").read_text("utf-8")
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip())


def hashed_password(password: str) -> str:
    """What is stored in place of a password."""
    return _hasher.hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Whether a password fits; takes as long for somebody unknown (None) as for a wrong one."""
    try:
        _hasher.verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def new_token() -> str:
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored in place of a token; tokens are random, so a plain hash does."""
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(24))
