"""The rhythm of regular meetings: when the next is due, who is told, and what a late one is warned of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from council.charter.kinds import Cycle
from council.charter.rules import Cadence
from council.i18n import say, use_language
from council.meetings import cadence, rhythm, service
from council.web import registries
from tests.make import a_meeting


@pytest.mark.parametrize(
    ("every", "unit", "last", "founded", "by"),
    [
        (1, Cycle.MONTH, "2026-03-02", "2026-01-01", "2026-04-30"),
        (1, Cycle.MONTH, "2026-03-31", "2026-01-01", "2026-04-30"),
        (1, Cycle.MONTH, "2026-01-31", "2026-01-01", "2026-02-28"),
        (1, Cycle.MONTH, "2027-12-05", "2026-01-01", "2028-01-31"),
        (2, Cycle.MONTH, "2026-11-05", "2026-01-01", "2027-01-31"),
        (1, Cycle.MONTH, None, "2026-01-01", "2026-02-28"),
        (1, Cycle.QUARTER, "2026-02-10", "2026-01-01", "2026-06-30"),
        (1, Cycle.QUARTER, "2026-12-31", "2026-01-01", "2027-03-31"),
        (2, Cycle.QUARTER, "2026-05-01", "2026-01-01", "2026-12-31"),
        (1, Cycle.WEEK, "2026-03-02", "2026-01-01", "2026-03-15"),  # Monday: the week after ends on a Sunday
        (1, Cycle.WEEK, "2026-03-08", "2026-01-01", "2026-03-15"),  # Sunday of the same week
        (6, Cycle.WEEK, "2026-12-28", "2026-01-01", "2027-02-14"),
    ],
)
def test_when_the_next_is_due(every, unit, last, founded, by):
    rule = Cadence(every=every, unit=unit)
    last_on = date.fromisoformat(last) if last else None
    assert cadence.next_due(rule, last_on, date.fromisoformat(founded)) == date.fromisoformat(by)


@pytest.mark.parametrize("unit", list(Cycle))
def test_a_meeting_on_the_due_day_moves_the_next_on(unit):
    day = date(2026, 1, 15)
    for _ in range(40):
        following = cadence.next_due(Cadence(unit=unit), day, day)
        assert following > day
        day = following


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("article 4.2 of charter v1", "28 Feb 2026")), ("zh", ("第 4.2 条", "2026年2月28日"))],
)
def test_the_sentence_names_article_and_day(app, session, cast, now, lang, words):
    found = rhythm.rhythm(session, now.date())
    with app.test_request_context(), use_language(lang):
        said = say(found.due.say)
    assert all(word in said for word in words), said


def waits(session, cast, part, on):
    return [one for one in registries.waiting_for(session, cast.actor(part), on) if one.ref == "rhythm:0"]


def test_the_officers_are_told_and_nobody_else(app, session, cast, now):
    """Founded in January, no meeting since: due by the end of February, overdue on 2 March."""
    with app.test_request_context():
        (told,) = waits(session, cast, "chair", now.date())
        assert (told.due, told.tone) == (date(2026, 2, 28), "bad")
        assert waits(session, cast, "secretary", now.date())
        assert not waits(session, cast, "sales", now.date())
        assert not waits(session, cast, "chair", date(2026, 1, 20))  # too early to press


def test_a_meeting_held_moves_the_due_day_and_one_set_in_time_settles_it(app, session, cast, now):
    held = a_meeting(session, cast, state="closed")
    after = held.starts_at.date()
    found = rhythm.rhythm(session, after)
    assert (found.due.last, found.due.by) == (date(2026, 3, 16), date(2026, 4, 30))
    with app.test_request_context():
        assert not waits(session, cast, "chair", after)
        assert waits(session, cast, "chair", date(2026, 4, 10))
        a_meeting(session, cast, starts_in=50, now=now)  # 21 April
        assert not waits(session, cast, "chair", date(2026, 4, 10))
    assert rhythm.rhythm(session, date(2026, 4, 10)).provided


def test_extraordinary_and_inquorate_meetings_do_not_count(session, cast, now):
    secretary, chair = cast.actor("secretary"), cast.actor("chair")
    starts = now + timedelta(days=14)
    service.plan(session, secretary, starts_at=starts, kind="extraordinary", now=now)
    empty = a_meeting(session, cast, state="in_session", present=("chair",))
    service.declare_inquorate(session, chair, empty, now=empty.starts_at)
    found = rhythm.rhythm(session, date(2026, 3, 20))
    assert found.due.last is None and found.coming is None


def test_a_late_meeting_is_warned_of_and_not_refused(session, cast, now, sign_in):
    a_meeting(session, cast, state="closed")
    late = a_meeting(session, cast, starts_in=70, now=now)  # 11 May, due by 30 April
    assert late.state == "planned"
    session.commit()
    assert rhythm.lateness(session, late, date(2026, 3, 20)).params["due"] == date(2026, 4, 30)
    between = a_meeting(session, cast, starts_in=45, now=now)  # 16 April: May's keeps to the charter again
    assert rhythm.lateness(session, between, date(2026, 3, 20)) is None
    assert rhythm.lateness(session, late, date(2026, 3, 20)) is None


@pytest.mark.parametrize(
    ("lang", "due", "late", "law"),
    [
        ("en", "The first regular meeting is due by", "comes late", "article 4.2 of charter v1"),
        ("zh", "首次例会最迟应于", "已晚于规定", "第 4.2 条"),
    ],
)
def test_pages_say_what_is_due(session, cast, sign_in, lang, due, late, law):
    secretary = sign_in("secretary", lang)
    assert due in secretary.get("/meetings/").text
    page = secretary.get("/meetings/new")
    assert due in page.text and law in page.text
    secretary.submit(page, "/meetings/new", day="2026-03-30", starts="14:00", ends="15:00")
    assert late in secretary.get("/meetings/2026-01").text
