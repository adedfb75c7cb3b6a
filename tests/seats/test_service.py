"""Who sat where on any day, through the services: terms, vacancies, alternates, appointments, roles."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from council.audit.queries import history_of
from council.core.actor import SYSTEM
from council.core.errors import Forbidden, Refused, Stale
from council.core.saying import Both
from council.seats import queries, service, starter
from council.seats.models import Seat, Term
from council.seats.queries import SeatOn
from tests.people import Cast


def on_seat(session: Session, seat: Seat, day: date) -> SeatOn:
    return next(each for each in queries.seats_on(session, day) if each.id == seat.id)


def vacate(session: Session, cast: Cast, part: str, on: date, now: datetime) -> Term:
    term = queries.terms_of(session, cast.seat(part).id)[0]
    return service.end_term(session, cast.actor("secretary"), term, on=on, reason="Moved.", now=now)


def test_everybody_sits_where_the_founding_put_them(session: Session, cast: Cast, now: datetime) -> None:
    found = queries.seats_on(session, now.date())
    assert [each.order for each in found] == list(range(1, 10))
    assert not any(each.vacant for each in found)
    assert queries.seats_on(session, date(2020, 1, 1)) == []


def test_a_day_is_read_in_two_queries(session: Session, cast: Cast, now: datetime) -> None:
    asked: list[str] = []
    connection = session.connection()
    session.expire_all()

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(connection.engine, "before_cursor_execute", note)
    try:
        for each in queries.seats_on(session, now.date()):
            _ = each.office, each.department, each.holder and each.holder.name
    finally:
        event.remove(connection.engine, "before_cursor_execute", note)
    assert len([s for s in asked if s.startswith("SELECT")]) == 2


def test_a_term_without_an_end_lasts_as_long_as_the_charter_says(session: Session, cast: Cast) -> None:
    term = queries.terms_of(session, cast.seat("sales").id)[0]
    assert term.ends_on == date(2027, 12, 31)


def test_resigning_leaves_the_seat_vacant_and_the_past_as_it_was(
    session: Session, cast: Cast, now: datetime
) -> None:
    last = now.date() - timedelta(days=3)
    vacate(session, cast, "sales", last, now)
    session.commit()
    seat = cast.seat("sales")
    assert on_seat(session, seat, now.date()).vacant
    assert on_seat(session, seat, last).holder is cast.sales
    assert queries.places(session, cast.sales.id, now.date()).roles == set()
    assert queries.places(session, cast.sales.id, last).roles == {"member", "representative"}


def test_a_vacancy_is_filled_and_the_log_tells(session: Session, cast: Cast, now: datetime) -> None:
    vacate(session, cast, "sales", now.date() - timedelta(days=1), now)
    seat = cast.seat("sales")
    service.record_term(
        session,
        cast.actor("secretary"),
        seat,
        cast.outsider,
        starts_on=now.date(),
        now=now,
    )
    session.commit()
    assert on_seat(session, seat, now.date()).holder is cast.outsider
    assert [line.verb for line in history_of(session, seat.ref)[:2]] == [
        "seats.record_term",
        "seats.end_term",
    ]


def test_a_held_seat_is_refused_with_the_first_free_day(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="held_until") as refused:
        service.record_term(
            session, cast.actor("chair"), cast.seat("sales"), cast.outsider, starts_on=now.date(), now=now
        )
    assert refused.value.params["free"] == date(2028, 1, 1)


def test_an_alternate_stands_beside_the_holder(session: Session, cast: Cast, now: datetime) -> None:
    service.record_term(
        session, cast.actor("chair"), cast.seat("sales"), cast.outsider, starts_on=now.date(),
        capacity="alternate", now=now,
    )  # fmt: skip
    session.commit()
    assert on_seat(session, cast.seat("sales"), now.date()).alternates == (cast.outsider,)
    assert queries.places(session, cast.outsider.id, now.date()).roles == {"alternate"}
    places = queries.places(session, cast.outsider.id, now.date())
    assert not places.held and places.stands_in == {cast.seat("sales").id}


def test_roles_follow_from_seats_and_appointments(session: Session, cast: Cast, now: datetime) -> None:
    day = now.date()
    assert queries.places(session, cast.chair.id, day).roles == {"member", "chair"}
    assert queries.places(session, cast.service.id, day).roles == {"member", "service_manager", "secretary"}
    assert queries.places(session, cast.operations.id, day).roles == {
        "member",
        "representative",
        "vice_chair",
    }
    assert queries.places(session, cast.counsel.id, day).roles == {"member", "legal_counsel"}
    assert queries.places(session, cast.manager.id, day).roles == set()


def test_a_new_secretary_ends_the_old_appointment_the_day_before(
    session: Session, cast: Cast, now: datetime
) -> None:
    day = now.date()
    service.appoint(session, cast.actor("chair"), "secretary", cast.seat("quality"), starts_on=day, now=now)
    session.commit()
    before = queries.secretary_on(session, day - timedelta(days=1))
    after = queries.secretary_on(session, day)
    assert before and before.holder is cast.service
    assert after and after.holder is cast.quality
    assert queries.vice_chair_on(session, day).holder is cast.operations  # type: ignore[union-attr]


def test_the_chair_is_not_her_own_vice(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="chair_is_no_vice"):
        service.appoint(
            session, cast.actor("chair"), "vice_chair", cast.seat("chair"), starts_on=now.date(), now=now
        )


def test_a_department_keeps_to_its_cap(session: Session, cast: Cast, now: datetime) -> None:
    department = cast.seat("sales").department
    assert department is not None
    more = {"department_id": department.id, "created_on": now.date(), "now": now}
    second = service.create_seat(session, SYSTEM, name_en="Sales 2", name_zh="销售2", order=22, **more)
    service.record_term(session, SYSTEM, second, cast.outsider, starts_on=now.date(), now=now)
    with pytest.raises(Refused, match="over_cap") as refused:
        service.create_seat(session, SYSTEM, name_en="Sales 3", name_zh="销售3", order=23, **more)
    assert (refused.value.params["held"], refused.value.params["most"]) == (3, 2)
    assert refused.value.params["law"].params == {"article": "2.4", "version": 1}


def test_a_seat_is_abolished_only_when_nobody_needs_it(session: Session, cast: Cast, now: datetime) -> None:
    day = now.date()
    with pytest.raises(Refused, match="still_held"):
        service.abolish_seat(session, cast.actor("chair"), cast.seat("sales"), on=day, now=now)
    vacate(session, cast, "sales", day, now)
    service.abolish_seat(session, cast.actor("chair"), cast.seat("sales"), on=day, now=now)
    vacate(session, cast, "chair", day, now)
    with pytest.raises(Refused, match="still_above"):
        service.abolish_seat(session, SYSTEM, cast.seat("chair"), on=day, now=now)
    session.commit()
    assert len(queries.seats_on(session, day)) == 9
    assert len(queries.seats_on(session, day + timedelta(days=1))) == 8


def test_an_edit_meets_the_version_it_saw(session: Session, cast: Cast, now: datetime) -> None:
    seat = cast.seat("sales")
    content = service.SeatContent(name_en="Sales", name_zh="销售", department_id=seat.department_id)
    seen = seat.row_version
    service.edit_seat(session, cast.actor("secretary"), seat, content, expected=seen, now=now)
    session.commit()
    with pytest.raises(Stale):
        service.edit_seat(session, cast.actor("secretary"), seat, content, expected=seen, now=now)


@pytest.mark.parametrize("part", ["sales", "analyst", "manager", "auditor", "administrator", "vice_chair"])
def test_others_record_nothing(session: Session, cast: Cast, now: datetime, part: str) -> None:
    with pytest.raises(Forbidden):
        vacate_as = queries.terms_of(session, cast.seat("sales").id)[0]
        service.end_term(session, cast.actor(part), vacate_as, on=now.date(), now=now)
    with pytest.raises(Forbidden):
        service.appoint(
            session, cast.actor(part), "secretary", cast.seat("sales"), starts_on=now.date(), now=now
        )


def test_lines_begin_at_offices_and_lead_through_the_chair(
    session: Session, cast: Cast, now: datetime
) -> None:
    top = queries.lines(session, now.date())
    assert [line.office.name_en for line in top if line.office][:2] == ["Top management", "Sales director"]
    (chair,) = top[0].below
    assert [line.on.name.en for line in chair.below if line.on] == [
        "Customer service manager",
        "Data analyst",
        "Quality control specialist",
    ]


def test_terms_that_end_soon_are_found(session: Session, cast: Cast, now: datetime) -> None:
    assert queries.terms_ending(session, after=now.date(), until=now.date() + timedelta(days=60)) == []
    day = date(2027, 12, 1)
    assert len(queries.terms_ending(session, after=day, until=day + timedelta(days=60))) == 9


def renamed(one: starter.StarterSeat) -> starter.StarterSeat:
    """A shipped seat under another title, for a council that has the shipped ones already."""
    above = Both(f"Second {one.reports_to.en}", "") if one.reports_to and one.to_seat else one.reports_to
    kind = "representative" if one.kind == "chair" else one.kind
    return replace(
        one, title=Both(f"Second {one.title.en}", f"副{one.title.zh}"), kind=kind, reports_to=above
    )


def test_the_shipped_table_can_be_put_into_a_council(session: Session, cast: Cast, now: datetime) -> None:
    before = len(queries.offices(session))
    with pytest.raises(Refused, match="seats.name_taken"):
        starter.create_all(session, SYSTEM, starter.rows(), created_on=now.date(), now=now)
    made = starter.create_all(
        session, SYSTEM, [renamed(each) for each in starter.rows()], created_on=now.date(), now=now
    )
    session.commit()
    assert len(made) == 9 and len(queries.offices(session)) == before
    assert [s.speciality for s in made[5:]] == ["service_manager", "analyst", "legal_counsel", "quality"]
    assert made[6].reports_to_seat_id == made[0].id and not made[6].voting


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ({"name_en": "sales Representative", "name_zh": "另一席位"}, "name_en"),
        ({"name_en": "Another", "name_zh": " 销售代表 "}, "name_zh"),
    ],
)
def test_no_two_seats_bear_one_title(
    session: Session, cast: Cast, now: datetime, names: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused, match="seats.name_taken") as refused:
        service.create_seat(session, cast.actor("chair"), created_on=now.date(), now=now, **names)
    assert refused.value.field == field
    office = queries.offices(session)[0]
    with pytest.raises(Refused, match="seats.name_taken"):
        service.create_office(
            session, cast.actor("chair"), name_en=office.name_en.upper(), name_zh="新职务", now=now
        )


def test_a_second_chair_is_refused(session: Session, cast: Cast, now: datetime) -> None:
    second = {"name_en": "Co-chair", "name_zh": "联席主席", "kind": "chair"}
    with pytest.raises(Refused, match="seats.one_chair") as refused:
        service.create_seat(session, cast.actor("chair"), created_on=now.date(), now=now, **second)
    assert refused.value.field == "kind"
