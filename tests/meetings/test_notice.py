"""Notice in calendar and working days, with holidays, make-up working days and years without a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.charter.kinds import DayKind
from council.charter.rules import Notice
from council.core.errors import Refused
from council.core.saying import Say
from council.meetings.notice import check, judge, plan
from council.meetings.workdays import NO_CALENDAR, Calendar, after, before, between, uncharted

CALENDAR, WORKING = DayKind.CALENDAR, DayKind.WORKING
OCTOBER = Calendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    make_up=frozenset({date(2026, 9, 27), date(2026, 10, 10)}),
    years=frozenset({2026}),
)


@pytest.mark.parametrize(
    ("meets_on", "count", "kind", "calendar", "expected"),
    [
        (date(2026, 12, 1), 7, CALENDAR, NO_CALENDAR, date(2026, 11, 24)),
        (date(2026, 12, 1), 0, CALENDAR, NO_CALENDAR, date(2026, 12, 1)),
        (date(2026, 11, 30), 5, WORKING, NO_CALENDAR, date(2026, 11, 23)),  # over a weekend
        (date(2026, 10, 9), 1, WORKING, OCTOBER, date(2026, 10, 8)),
        (date(2026, 10, 9), 2, WORKING, OCTOBER, date(2026, 9, 30)),  # over the holidays
        (date(2026, 9, 28), 1, WORKING, OCTOBER, date(2026, 9, 27)),  # a Sunday made up for
        (date(2026, 10, 12), 1, WORKING, OCTOBER, date(2026, 10, 10)),  # a Saturday made up for
        (date(2026, 3, 1), 1, CALENDAR, NO_CALENDAR, date(2026, 2, 28)),
        (date(2028, 3, 1), 1, CALENDAR, NO_CALENDAR, date(2028, 2, 29)),
    ],
)
def test_days_before(meets_on: date, count: int, kind: DayKind, calendar: Calendar, expected: date) -> None:
    assert before(meets_on, count, kind, calendar) == expected


def test_days_after() -> None:
    assert after(date(2026, 9, 30), 1, WORKING, OCTOBER) == date(2026, 10, 8)
    assert after(date(2026, 9, 26), 1, WORKING, OCTOBER) == date(2026, 9, 27)
    assert after(date(2026, 12, 31), 1, CALENDAR) == date(2027, 1, 1)


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(0, 40),
    st.sampled_from([CALENDAR, WORKING]),
    st.sampled_from([NO_CALENDAR, OCTOBER]),
)
def test_the_latest_day_is_exactly_the_latest(
    day: date, count: int, kind: DayKind, calendar: Calendar
) -> None:
    rule = Notice(days=count, day_kind=kind)
    latest = before(day, count, kind, calendar)
    assert between(latest, day, kind, calendar) == count
    assert judge(rule, called_on=latest, meets_on=day, calendar=calendar).met
    late = judge(rule, called_on=latest + timedelta(days=1), meets_on=day, calendar=calendar)
    assert not late.met and late.latest == latest


def test_plan_says_both_deadlines() -> None:
    rule = Notice(days=7, paper_days=7, paper_day_kind=WORKING, article="4.3")
    found = plan(rule, date(2026, 10, 16), calendar=OCTOBER, version=3)
    assert (found.call_by, found.papers_by) == (date(2026, 10, 9), date(2026, 10, 8))
    assert found.warnings == ()
    assert found.say.params["law"] == Say("charter.article_version", article="4.3", version=3)


def test_a_late_call_is_refused_with_the_latest_day() -> None:
    rule = Notice(days=7, article="4.3")
    with pytest.raises(Refused) as caught:
        check(rule, called_on=date(2026, 11, 25), meets_on=date(2026, 12, 1), version=2)
    assert caught.value.key == "meetings.notice_short"
    assert caught.value.params["latest"] == date(2026, 11, 24)
    assert caught.value.params["law"] == Say("charter.article_version", article="4.3", version=2)
    assert check(rule, called_on=date(2026, 11, 24), meets_on=date(2026, 12, 1)).had == 7


def test_a_year_without_a_calendar_is_said() -> None:
    rule = Notice(days=3, day_kind=WORKING, paper_days=5)
    found = plan(rule, date(2027, 1, 5), calendar=OCTOBER)
    assert found.warnings == (Say("meetings.no_calendar", year="2027"),)
    assert (
        judge(rule, called_on=date(2026, 12, 1), meets_on=date(2026, 12, 20), calendar=OCTOBER).warnings == ()
    )
    assert uncharted([date(2030, 1, 1)], CALENDAR, NO_CALENDAR) == []
