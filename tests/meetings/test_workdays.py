"""A year's days off and make-up working days: read, refused, entered, and counted by."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.core.errors import Forbidden, Refused
from council.meetings import queries, service
from council.meetings.yearbook import read_days, write_days
from tests.make import a_meeting

HOLIDAYS = [date(2026, 3, 12), date(2026, 3, 13)]


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40))
def test_what_is_written_is_read_back(days):
    assert read_days(write_days(days), field="holidays") == sorted(days)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-01",
        "2026-02-30",
        "20261001",
        "tomorrow",
        "2026-10-07..2026-10-01",
        "2026-10-01..",
        "2026-10-01..2026-10-02..2026-10-03",
    ],
)
def test_what_is_no_day_is_named(text):
    with pytest.raises(Refused) as refused:
        read_days(f"2026-01-01 {text}", field="holidays")
    assert refused.value.params["value"] == text


@pytest.mark.parametrize(
    "text", ["2026年10月1日至2026年10月2日", "２０２６-10-01～2026/10/2", "2026-10-01，2026-10-02"]
)
def test_days_are_read_as_people_type_them(text):
    assert read_days(text, field="holidays") == [date(2026, 10, 1), date(2026, 10, 2)]


@pytest.mark.parametrize(
    ("year", "holidays", "make_up", "key"),
    [
        (1999, [], [], "meetings.year_between"),
        (2027, HOLIDAYS, [], "meetings.day_of_other_year"),
        (2026, HOLIDAYS, HOLIDAYS, "meetings.day_is_both"),
        (2026, [], HOLIDAYS, "meetings.make_up_on_weekday"),
    ],
)
def test_impossible_years_are_refused(session, cast, now, year, holidays, make_up, key):
    with pytest.raises(Refused) as refused:
        service.set_work_year(
            session, cast.actor("secretary"), year, holidays=holidays, make_up=make_up, now=now
        )
    assert refused.value.key == key


def test_only_the_secretariat_enters_a_year(session, cast, now):
    with pytest.raises(Forbidden):
        service.set_work_year(session, cast.actor("sales"), 2026, holidays=[], make_up=[], now=now)


def test_papers_are_due_earlier_around_a_holiday(session, cast, now):
    meeting = a_meeting(session, cast)  # Monday 16 March: papers seven working days before
    before = queries.notice_of(session, meeting, now)
    assert (before.papers_by, len(before.warnings)) == (date(2026, 3, 5), 1)
    secretary = cast.actor("secretary")
    service.set_work_year(session, secretary, 2026, holidays=HOLIDAYS, make_up=[date(2026, 3, 14)], now=now)
    session.commit()
    after = queries.notice_of(session, meeting, now)
    assert (after.papers_by, after.warnings) == (date(2026, 3, 4), ())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_year_is_entered_and_corrected_on_its_page(session, cast, sign_in, lang):
    visitor = sign_in("secretary", lang)
    visitor.get("/meetings/workdays")
    form = visitor.get("/meetings/workdays/2026")
    visitor.submit(form, status=422, holidays="2026-10-99")
    visitor.submit(form, status=422, holidays="2027-10-01")
    visitor.submit(form, holidays="2026-10-01..2026-10-07", make_up="2026-10-10")
    stale = visitor.get("/meetings/workdays/2026")
    visitor.submit(visitor.get("/meetings/workdays/2026"), make_up="2026-10-10 2026-09-20")
    visitor.submit(stale, status=409, make_up="")
    session.expire_all()
    assert len(queries.calendar(session).make_up) == 2
    sign_in("auditor", lang).get("/meetings/workdays")
    sign_in("auditor", lang).get("/meetings/workdays/2026", status=403)
