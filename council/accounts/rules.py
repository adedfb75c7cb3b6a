"""What accounts refuse: weak passwords, bad addresses, taken names, the last administrator going."""

from __future__ import annotations

import re
from itertools import pairwise

from council.core.errors import Refused

MIN_PASSWORD = 12
MAX_PASSWORD = 200
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+|[^@\s]+@localhost")


def clean_email(text: str) -> str:
    """An address as it is kept: trimmed, lower case; refused when it is none."""
    email = text.strip().lower()
    if not _EMAIL.fullmatch(email) or len(email) > 254:
        raise Refused("accounts.bad_email", field="email")
    return email


def require_strong(password: str, blocklist: frozenset[str], *, about: tuple[str, ...] = ()) -> None:
    """At least twelve characters, not a common one, not made of the person's own name or address."""
    if len(password) < MIN_PASSWORD:
        raise Refused("accounts.password_short", field="password", min=MIN_PASSWORD, had=len(password))
    if len(password) > MAX_PASSWORD:
        raise Refused("accounts.password_long", field="password", max=MAX_PASSWORD)
    plain = password.casefold()
    if plain in blocklist or len(set(plain)) < 5 or _is_run(plain):
        raise Refused("accounts.password_common", field="password")
    for word in about:
        if len(word) >= 4 and len(plain.replace(word.casefold(), "")) < MIN_PASSWORD // 2:
            raise Refused("accounts.password_personal", field="password")


def may_leave(*, is_administrator: bool, other_administrators: int) -> None:
    """The last active administrator can neither be deactivated nor lose the role."""
    if is_administrator and other_administrators == 0:
        raise Refused("accounts.last_administrator")


def _is_run(text: str) -> bool:
    """A whole password of neighbours (abcdef…, 987654…) or of one short piece repeated."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    if steps in ({1}, {-1}):
        return True
    return any(len(text) % n == 0 and text == text[:n] * (len(text) // n) for n in range(1, 5))
