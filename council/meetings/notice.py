"""Notice of a meeting: the latest day to call it, when papers are due, and whether a call was in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from council.charter.rules import Notice
from council.charter.wording import article, days
from council.core.errors import Refused
from council.core.saying import Say
from council.meetings.workdays import NO_CALENDAR, Calendar, before, between, uncharted


@dataclass(frozen=True)
class NoticePlan:
    """The last days on which a meeting can be called and papers handed in; warnings about the calendar."""

    call_by: date
    papers_by: date
    warnings: tuple[Say, ...]
    say: Say


@dataclass(frozen=True)
class NoticeResult:
    """Whether a call was early enough: `had` of `needed` days; `latest` was the last possible day."""

    met: bool
    needed: int
    had: int
    latest: date
    say: Say
    warnings: tuple[Say, ...] = ()


def plan(
    rule: Notice, meets_on: date, *, calendar: Calendar = NO_CALENDAR, version: int | None = None
) -> NoticePlan:
    """When a meeting on this day must be called and have its papers."""
    call_by = before(meets_on, rule.days, rule.day_kind, calendar)
    papers_by = before(meets_on, rule.paper_days, rule.paper_day_kind, calendar)
    found = [
        *uncharted((call_by, meets_on), rule.day_kind, calendar),
        *uncharted((papers_by, meets_on), rule.paper_day_kind, calendar),
    ]
    return NoticePlan(
        call_by=call_by,
        papers_by=papers_by,
        warnings=tuple(dict.fromkeys(found)),
        say=Say(
            "meetings.notice_plan",
            law=article(rule.article, version),
            days=days(rule.days, rule.day_kind),
            call_by=call_by,
            papers_by=papers_by,
        ),
    )


def judge(
    rule: Notice,
    *,
    called_on: date,
    meets_on: date,
    calendar: Calendar = NO_CALENDAR,
    version: int | None = None,
) -> NoticeResult:
    """Whether a meeting called on one day may be held on another."""
    latest = before(meets_on, rule.days, rule.day_kind, calendar)
    met = called_on <= latest
    had = between(called_on, meets_on, rule.day_kind, calendar)
    say = Say(
        "meetings.notice_met" if met else "meetings.notice_short",
        law=article(rule.article, version),
        days=days(rule.days, rule.day_kind),
        had=days(had, rule.day_kind),
        latest=latest,
    )
    found = tuple(uncharted((latest, meets_on), rule.day_kind, calendar))
    return NoticeResult(met=met, needed=rule.days, had=had, latest=latest, say=say, warnings=found)


def check(
    rule: Notice,
    *,
    called_on: date,
    meets_on: date,
    calendar: Calendar = NO_CALENDAR,
    version: int | None = None,
) -> NoticeResult:
    """The same, Refused when the notice is too short; the sentence says the latest day to call."""
    result = judge(rule, called_on=called_on, meets_on=meets_on, calendar=calendar, version=version)
    if not result.met:
        raise Refused(result.say.key, field="starts_at", **result.say.params)
    return result
