"""A seat's row of the duty table is dated: any day is read by the row of that day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from council.core.errors import Refused, Stale
from council.seats import queries, rules, service
from council.seats.models import Seat
from council.seats.queries import SeatOn
from council.seats.service import SeatContent
from tests.people import Cast


def content_of(seat: Seat) -> SeatContent:
    return SeatContent(**{name: getattr(seat, name) for name in SeatContent.__dataclass_fields__})


def on_day(session: Session, seat: Seat, day: date) -> SeatOn:
    return next(each for each in queries.seats_on(session, day) if each.id == seat.id)


def change(session: Session, cast: Cast, part: str, day: date, now: datetime, **fields: object) -> Seat:
    seat = cast.seat(part)
    wanted = replace(content_of(seat), **fields)  # type: ignore[arg-type]
    return service.edit_seat(session, cast.actor("secretary"), seat, wanted, from_on=day, now=now)


def test_a_change_leaves_the_days_before_as_they_were(session: Session, cast: Cast, now: datetime) -> None:
    day = now.date()
    change(session, cast, "sales", day, now, name_en="Trade representative", voting=False)
    session.commit()
    before = on_day(session, cast.seat("sales"), day - timedelta(days=1))
    after = on_day(session, cast.seat("sales"), day)
    assert (before.name.en, before.voting) == ("Sales representative", True)
    assert (after.name.en, after.voting) == ("Trade representative", False)
    assert queries.voting_seat_count(session, day - timedelta(days=1)) == 7
    assert queries.voting_seat_count(session, day) == 6
    assert [row.from_on for row in queries.rows_of(session, after.id)] == [day, before.seat.created_on]


def test_a_change_ahead_waits_for_its_day(session: Session, cast: Cast, now: datetime) -> None:
    ahead = now.date() + timedelta(days=30)
    change(session, cast, "analyst", ahead, now, speciality="quality")
    session.commit()
    person = cast.analyst.id
    assert queries.places(session, person, ahead - timedelta(days=1)).roles == {"member", "analyst"}
    assert queries.places(session, person, ahead).roles == {"member", "quality"}


def test_the_row_of_a_day_is_replaced_and_a_later_one_stays(
    session: Session, cast: Cast, now: datetime
) -> None:
    day, later = now.date(), now.date() + timedelta(days=30)
    change(session, cast, "sales", later, now, name_en="Later")
    change(session, cast, "sales", day, now, name_en="First")
    seat = change(session, cast, "sales", day, now, name_en="Second")
    session.commit()
    names = [on_day(session, seat, on).name.en for on in (day, later)]
    assert names == ["Second", "Later"] and seat.name_en == "Later"
    assert len(queries.rows_of(session, seat.id)) == 3


def test_lines_of_a_day_follow_the_row_of_that_day(session: Session, cast: Cast, now: datetime) -> None:
    day, chair = now.date(), cast.seat("chair").id
    change(session, cast, "sales", day, now, reports_to_office_id=None, reports_to_seat_id=chair)
    session.commit()
    old = queries.lines(session, day - timedelta(days=1))
    new = queries.lines(session, day)
    assert len(old) == 6 and len(new) == 5


def test_a_row_needs_a_day_on_which_the_seat_exists(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="before_seat"):
        change(session, cast, "sales", date(2025, 12, 31), now, name_en="Too early")
    spare = service.create_seat(
        session, cast.actor("chair"), name_en="Spare", name_zh="备用", created_on=now.date(), now=now
    )
    service.abolish_seat(session, cast.actor("chair"), spare, on=now.date(), now=now)
    with pytest.raises(Refused, match="row_after_seat"):
        service.edit_seat(
            session, cast.actor("chair"), spare, replace(content_of(spare), name_en="Late"),
            from_on=now.date() + timedelta(days=1), now=now,
        )  # fmt: skip


def test_the_edit_token_grows_also_when_only_the_past_changes(
    session: Session, cast: Cast, now: datetime
) -> None:
    day = now.date()
    seat = change(session, cast, "sales", day, now, name_en="Trade")
    seen = seat.row_version
    change(session, cast, "sales", day - timedelta(days=9), now, name_en="Commerce")
    with pytest.raises(Stale):
        service.edit_seat(session, cast.actor("chair"), seat, content_of(seat), expected=seen, now=now)
    assert seat.name_en == "Trade"


def test_circles_are_looked_for_on_every_day_of_the_new_row() -> None:
    first, later = date(2026, 1, 1), date(2026, 6, 1)
    rows = [(1, first, None), (2, first, 1), (3, first, None), (3, later, 2)]
    with pytest.raises(Refused, match="line_in_circle"):
        rules.check_lines(1, 3, first, rows)
    rules.check_lines(1, 3, first, [*rows, (1, later, None)])
    with pytest.raises(Refused, match="line_in_circle"):
        rules.check_lines(2, 3, later, rows)
