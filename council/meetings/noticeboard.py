"""The notice clock: the calendar of working days, the latest day to call, whether a call is in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.pinning import Law
from council.charter.wording import article
from council.core.clock import local_date
from council.core.saying import Say
from council.db.asking import Ask, answer
from council.meetings import notice
from council.meetings.models import Meeting, WorkYear
from council.meetings.presence import day_of, law_of, zone
from council.meetings.workdays import Calendar


def work_years(session: Session) -> list[WorkYear]:
    """Every year whose working days were entered, the latest first."""
    return sorted(answer(session, work_years_ask()), key=lambda one: one.year, reverse=True)


def work_years_ask() -> Ask:
    """The question for every year of working days."""
    return Ask("work years", WorkYear, select(WorkYear.id))


def find_work_year(session: Session, year: int) -> WorkYear | None:
    """One year's days."""
    return session.scalar(select(WorkYear).where(WorkYear.year == year))


def calendar(session: Session) -> Calendar:
    """The calendar that working days are counted by."""
    return calendar_of(work_years(session))


def calendar_of(known: Iterable[WorkYear]) -> Calendar:
    """The days off and make-up days of some years as a calendar."""
    years = list(known)
    return Calendar(
        holidays=frozenset(date.fromisoformat(day) for one in years for day in one.holidays),
        make_up=frozenset(date.fromisoformat(day) for one in years for day in one.make_up),
        years=frozenset(one.year for one in years),
    )


@dataclass(frozen=True)
class NoticeStanding:
    """The notice clock: the latest day to call, when papers are due, and whether a call is (or was) in time.

    `refusal` is the sentence that a call today would be refused with; `say` what the page shows.
    """

    call_by: date
    papers_by: date
    met: bool
    say: Say
    plan: Say
    law: Say
    warnings: tuple[Say, ...] = ()

    def papers_late(self, today: date) -> bool:
        """Whether the day for papers has passed."""
        return today > self.papers_by

    def missing(self, count: int) -> Say:
        """The words about items whose paper is not there in time."""
        return Say("meetings.papers_missing", papers_by=self.papers_by, law=self.law, count=count)


def notice_of(session: Session, meeting: Meeting, now: datetime, *, law: Law | None = None) -> NoticeStanding:
    """How the notice of a meeting stands: by what was called, or by a call made now."""
    law = law or law_of(session, meeting, now)
    rule, where = law.rules.notice, zone(session)
    meets_on = local_date(meeting.starts_at, where)
    called_on = local_date(meeting.called_at or now, where)
    days = calendar(session)
    planned = notice.plan(rule, meets_on, calendar=days, version=law.version)
    judged = notice.judge(rule, called_on=called_on, meets_on=meets_on, calendar=days, version=law.version)
    said = meeting.notice_say or (planned.say if judged.met else judged.say)
    law_said = article(rule.article, law.version)
    return NoticeStanding(
        planned.call_by, planned.papers_by, judged.met, said, planned.say, law_said, planned.warnings
    )


def call_by(session: Session, meeting: Meeting, today: date) -> date:
    """The latest day to call a planned meeting, by the charter in force today."""
    law = charter.law_on(session, today)
    meets_on = day_of(session, meeting.starts_at)
    return notice.plan(law.rules.notice, meets_on, calendar=calendar(session)).call_by if law else meets_on
