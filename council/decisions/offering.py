"""The ways of deciding without a meeting as a form offers them: the charter's sentence, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from council.charter.kinds import DecisionClass, Method
from council.charter.pinning import Law
from council.charter.sentences import sentence
from council.charter.wording import article
from council.core.saying import Say
from council.decisions import outside
from council.meetings import queries as meetings


@dataclass(frozen=True)
class Way:
    """One way: what the charter says of it, in which article, and when it would end if it opened now."""

    method: Method
    rule: Say
    law: Say
    until: datetime
    warnings: tuple[Say, ...] = ()


def offers(session: Session, law: Law, methods: Iterable[Method], now: datetime) -> list[Way]:
    """What a vote that opens now would be held under."""
    where, today, days = meetings.zone(session), meetings.day_of(session, now), meetings.calendar(session)
    pinned = law.pin(DecisionClass.ORDINARY)
    found = []
    for each in methods:
        rule = pinned.written if each == Method.WRITTEN else pinned.lazy
        period = outside.period(pinned, each, now, today, where, days)
        said = sentence(rule)
        found.append(Way(each, said, article(rule.article, law.version), period.closes_at, period.warnings))
    return found
