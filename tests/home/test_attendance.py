"""Who came: counted by hand for a short history, and by rules for stretches, vacancies, alternates and apologies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from council.home import council_queries as queries
from council.home.attendance import Held, SeatRecord, Stay, records, total
from council.meetings import service as meetings
from council.seats import queries as seats
from council.seats import service as seating
from tests.page import Visitor
from tests.people import ZONE, Cast

SignIn = Callable[..., Visitor]
JAN, FEB, MAR = date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)
DAYS = {1: JAN, 2: FEB, 3: MAR}
SITS = Held(7, 70, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("stays", "apologies", "terms", "wanted"),
    [
        ([], set(), [SITS], SeatRecord(3)),
        ([Stay(1, 7, 70), Stay(2, 7, 70)], set(), [SITS], SeatRecord(3, ((70, 2),))),
        ([Stay(1, 7, 70), Stay(1, 7, 70)], set(), [SITS], SeatRecord(3, ((70, 1),))),
        ([Stay(1, 7, 80, True), Stay(1, 7, 70)], set(), [SITS], SeatRecord(3, ((70, 1),))),
        ([Stay(1, 7, 80, True)], {(1, 70), (2, 70)}, [SITS], SeatRecord(3, (), ((80, 1),), 1)),
        ([Stay(1, 7, 70)], {(1, 70), (2, 99)}, [SITS], SeatRecord(3, ((70, 1),))),
        ([], set(), [Held(7, 70, FEB, FEB)], SeatRecord(1)),
        ([Stay(1, 7, 70)], set(), [Held(7, 71, date(2026, 2, 1))], SeatRecord(2)),
        (
            [Stay(1, 7, 70), Stay(3, 7, 71)],
            {(2, 71)},
            [Held(7, 70, JAN, JAN), Held(7, 71, FEB)],
            SeatRecord(3, ((70, 1), (71, 1)), (), 1),
        ),
    ],
)
def test_a_seat_is_counted_while_it_is_held(
    stays: list[Stay], apologies: set[tuple[int, int]], terms: list[Held], wanted: SeatRecord
) -> None:
    assert records(DAYS, stays, apologies, terms)[7] == wanted


def test_a_seat_never_held_on_a_meeting_day_has_no_record() -> None:
    assert records(DAYS, [], set(), [Held(7, 70, date(2026, 2, 11), date(2026, 3, 9))]) == {}
    assert records({}, [], set(), [SITS]) == {}


@given(
    st.lists(
        st.builds(
            Stay, st.sampled_from([1, 2, 3]), st.sampled_from([7, 8]), st.integers(70, 73), st.booleans()
        )
    ),
    st.sets(st.tuples(st.sampled_from([1, 2, 3]), st.integers(70, 73))),
)
def test_came_excused_and_missed_are_all_there_is(stays: list[Stay], apologies: set[tuple[int, int]]) -> None:
    found = records(DAYS, stays, apologies, [SITS, Held(8, 71, FEB)])
    for seat, one in found.items():
        assert one.meetings == one.came + one.excused + one.missed
        assert one.missed >= 0
        assert one.came == len(
            {each.meeting for each in stays if each.seat == seat and (seat == 7 or each.meeting > 1)}
        )
    assert total(found.values())[1] == 5


@pytest.fixture
def history(session: Session, cast: Cast, now: datetime) -> None:
    """Three closed meetings; sales is vacant at the third, operations sends an alternate to the second."""
    secretary, chair = cast.actor("secretary"), cast.actor("chair")
    begun = now - timedelta(days=55)
    seating.record_term(
        session, secretary, cast.seat("operations"), cast["manager"], starts_on=begun.date(),
        capacity="alternate", now=begun,
    )  # fmt: skip
    rooms = (
        (41, ("chair", "sales", "marketing", "operations", "service"), "support"),
        (20, ("chair", "sales", "manager", "service", "quality"), "marketing"),
        (6, ("chair", "marketing", "operations", "service", "support"), None),
    )
    for ago, present, excused in rooms:
        starts = now - timedelta(days=ago)
        if ago == 6:
            term = seats.terms_of(session, cast.seat("sales").id)[0]
            last = (now - timedelta(days=10)).date()
            seating.end_term(session, secretary, term, on=last, now=now - timedelta(days=10))
        planned = starts - timedelta(days=13)
        held = meetings.plan(
            session, secretary, starts_at=starts, ends_at=starts + timedelta(hours=2), now=planned
        )
        meetings.add_item(session, secretary, held, title="News", lang="en", now=planned)
        if excused:
            meetings.apologise(session, secretary, held, cast[excused].id, now=planned)
        meetings.call(session, chair, held, now=planned)
        for part in present:
            meetings.arrive(session, secretary, held, cast[part].id, now=starts - timedelta(minutes=5))
        meetings.open_meeting(session, chair, held, now=starts)
        meetings.close(session, chair, held, now=starts + timedelta(hours=1))
    session.commit()


def test_a_history_made_by_hand(session: Session, cast: Cast, now: datetime, history: None) -> None:
    came = queries.attendance(session, now.date(), ZONE)
    assert came.meetings == 3 and came.since == now.date() - timedelta(days=365)
    read = {
        part: (one.came, one.meetings, one.excused, one.missed)
        for part in ("chair", "sales", "marketing", "operations", "support", "quality", "analyst")
        for one in [came.by_seat[cast.seat(part).id]]
    }
    assert read == {
        "chair": (3, 3, 0, 0),
        "sales": (2, 2, 0, 0),
        "marketing": (2, 3, 1, 0),
        "operations": (3, 3, 0, 0),
        "support": (1, 3, 1, 1),
        "quality": (1, 3, 0, 2),
        "analyst": (0, 3, 0, 3),
    }
    operations = came.by_seat[cast.seat("operations").id]
    assert operations.members == ((cast["operations"].id, 2),)
    assert operations.alternates == ((cast["manager"].id, 1),)
    assert came.total == (3 + 2 + 2 + 3 + 3 + 1 + 1, 8 * 3 + 2)
    assert came.people[cast["manager"].id] == cast["manager"].name


def test_older_and_open_meetings_do_not_count(
    session: Session, cast: Cast, now: datetime, history: None
) -> None:
    later = now.date() + timedelta(days=365 - 19)
    assert queries.attendance(session, later, ZONE).meetings == 1
    assert queries.attendance(session, now.date() - timedelta(days=41), ZONE).meetings == 1
    assert queries.attendance(session, now.date() - timedelta(days=42), ZONE).meetings == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_tells_it(sign_in: SignIn, history: None, lang: str) -> None:
    page = sign_in("chair", lang).get("/council")
    (body,) = [each for each in page.tree.iter("table") if "came" in (each.get("class") or "").split()]
    rows = [" ".join("".join(row.itertext()).split()) for row in body.iter("tr")]
    marketing = rows[3]
    assert ("2 of 3" if lang == "en" else "2 / 3") in marketing
    assert ("Max Adler" if lang == "en" else "马立") in rows[4]
    assert ("15 of 26" if lang == "en" else "15 / 26") in rows[-1]


def test_whoever_may_not_read_meetings_does_not_see_it(sign_in: SignIn, history: None) -> None:
    assert "Who came" not in sign_in("administrator").get("/council").text
