"""Prints the papers of a record outside the transaction that seals it, so that nobody waits for the press."""

from __future__ import annotations

from datetime import datetime

from council.db import db
from council.db.engine import reading
from council.minutes import queries, service
from council.minutes.papers import print_all
from council.paper.press import Pdf


def printed_first(code: str, now: datetime) -> tuple[dict[str, Pdf], str]:
    """Both papers and the hash of the record they show. Whatever the request had begun is given up first.

    Refused, before anything is printed, when the record cannot be approved now.
    """
    db.session.rollback()
    token = reading.set(True)
    try:
        with db.sessionmaker() as session:
            minutes = queries.get(session, code)
            way = service.check_approval(session, minutes, now=now)
            return print_all(session, minutes, approved=way.say, now=now), minutes.sha256 or ""
    finally:
        reading.reset(token)
