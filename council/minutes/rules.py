"""When minutes may be circulated, how long members have to answer, and what approves them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from council.charter.kinds import Approval
from council.charter.rules import MinutesRule
from council.charter.wording import article, days
from council.core.errors import Refused
from council.core.saying import Say
from council.meetings.workdays import NO_CALENDAR, Calendar, after

TEXT_MAX = 20_000
COMMENT_DAYS = 7
"""How long members have where the charter approves minutes in the next meeting and names no days."""


@dataclass(frozen=True)
class Way:
    """By what minutes are approved: `say` for the page; `ref` the motion, None when the charter deems it."""

    say: Say
    ref: str | None = None


def circulate_by(rule: MinutesRule, closed_on: date, calendar: Calendar = NO_CALENDAR) -> date:
    """The last day on which the charter wants the record circulated."""
    return after(closed_on, rule.circulate_days, rule.day_kind, calendar)


def respond_by(rule: MinutesRule, circulated_on: date, calendar: Calendar = NO_CALENDAR) -> date:
    """The last day for comments: counted as the charter counts where silence approves."""
    if deems(rule):
        return after(circulated_on, rule.deemed_days or 0, rule.day_kind, calendar)
    return circulated_on + timedelta(days=COMMENT_DAYS)


def deems(rule: MinutesRule) -> bool:
    """Whether silence approves."""
    return rule.approval == Approval.DEEMED and rule.deemed_days is not None


def circulated(rule: MinutesRule, *, version: int, on: date, by: date) -> Say:
    """How the circulation kept to the charter; it stands on the record."""
    key = "minutes.circulated_in_time" if on <= by else "minutes.circulated_late"
    return Say(
        key,
        on=on,
        by=by,
        law=article(rule.article, version),
        days=days(rule.circulate_days, rule.day_kind),
    )


def check_text(text: str, *, field: str, required: bool = True) -> str:
    """The text without blanks at its ends; Refused when there is none or too much."""
    kept = text.strip()
    if required and not kept:
        raise Refused("core.required", field=field)
    if len(kept) > TEXT_MAX:
        raise Refused("core.too_long", field=field, max=TEXT_MAX, length=len(kept))
    return kept


def approval(
    rule: MinutesRule,
    *,
    version: int,
    motion: tuple[str, str] | None,
    last: date,
    objections: int,
    on: date,
) -> Way:
    """What approves the minutes: a carried motion (reference and number), or silence where the charter says so.

    `last` is the day for objections that members were told. Refused with what is still missing.
    """
    law = article(rule.article, version)
    if motion is not None:
        return Way(Say("minutes.approved_by", number=motion[1]), motion[0])
    if not deems(rule):
        raise Refused("minutes.next_meeting_approves", law=law)
    if objections:
        raise Refused("minutes.objections_stand", law=law, count=objections)
    silence = days(rule.deemed_days or 0, rule.day_kind)
    if on <= last:
        raise Refused("minutes.not_deemed_yet", law=law, days=silence, last=last)
    return Way(Say("minutes.deemed", law=law, days=silence))


def check_papers(languages: Collection[str], wanted: Collection[str], printed_of: str, record: str) -> None:
    """Refused when the papers are not of this very record, or one is missing."""
    if set(languages) != set(wanted):
        raise Refused("minutes.papers_missing")
    if printed_of != record:
        raise Refused("minutes.papers_of_another_record")
