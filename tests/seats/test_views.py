"""Pages of seats in both languages: the duty table of any day, one seat, the forms of the secretariat."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from council.seats import queries, service
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]


@pytest.fixture
def vacancy(session: Session, cast: Cast, now: datetime) -> int:
    """Sales resigned last week; the seat's key."""
    term = queries.terms_of(session, cast.seat("sales").id)[0]
    service.end_term(session, cast.actor("chair"), term, on=now.date() - timedelta(days=7), now=now)
    session.commit()
    return cast.seat("sales").id


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_duty_table_and_the_lines(sign_in: SignIn, vacancy: int, lang: str) -> None:
    page = sign_in("marketing", lang).get("/council/seats")
    rows = [" ".join("".join(row.itertext()).split()) for row in page.tree.iter("tr")]
    assert len(rows) == 10
    assert ("Vacant" if lang == "en" else "空缺") in rows[2]
    tops = [ul for ul in page.tree.iter("ul") if ul.get("class") == "lines"]
    assert len(tops) == 1 and len(list(tops[0])) == 6


def test_any_day_in_the_past(sign_in: SignIn, vacancy: int) -> None:
    page = sign_in("marketing").get("/council/seats?on=2026-01-15")
    assert "Sam Poole" in page.text and "You see the council as it stood on 15 Jan 2026." in page.text
    assert "No seat existed on this day" in sign_in("marketing").get("/council/seats?on=2001-01-01").text
    assert sign_in("marketing").get("/council/seats?on=nonsense").status == 200


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_seat(sign_in: SignIn, cast: Cast, lang: str) -> None:
    seat = cast.seat("operations")
    page = sign_in("manager", lang).get(f"/council/seats/{seat.id}")
    assert ("Omar Reyes" if lang == "en" else "欧文") in page.text
    assert ("Vice-chair" if lang == "en" else "副主席") in page.text


def test_the_secretary_fills_a_vacancy(sign_in: SignIn, cast: Cast, vacancy: int) -> None:
    secretary = sign_in("secretary")
    form = secretary.get(f"/council/seats/{vacancy}/terms/new")
    page = secretary.submit(form, "/terms/new", person_id=str(cast.outsider.id), follow=True)
    assert "Otto Dahl" in page.text and "recorded a term" in page.text


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(sign_in: SignIn, cast: Cast) -> None:
    secretary = sign_in("secretary")
    form = secretary.get(f"/council/seats/{cast.seat('sales').id}/terms/new")
    page = secretary.submit(
        form, "/terms/new", person_id=str(cast.outsider.id), ends_on="2027-01-31", status=422
    )
    assert "Sam Poole holds the seat until 31 Dec 2027: begin on 1 Jan 2028 or later." in page.text
    assert 'value="2027-01-31"' in page.html


def test_ending_a_term_and_appointing(sign_in: SignIn, session: Session, cast: Cast) -> None:
    chair, seat = sign_in("chair"), cast.seat("quality")
    page = chair.get(f"/council/seats/{seat.id}/appointments/new")
    page = chair.submit(page, "/appointments/new", kind="secretary", follow=True)
    assert "Secretary" in page.text
    term = queries.terms_of(session, seat.id)[0]
    page = chair.get(f"/council/seats/{seat.id}/terms/{term.id}/end")
    page = chair.submit(page, "/end", kind="left", reason="A new post.", on="2026-03-31", follow=True)
    assert "Left the company A new post." in page.text


def test_a_seat_is_made_and_changed(sign_in: SignIn, session: Session) -> None:
    chair = sign_in("chair")
    page = chair.submit(
        chair.get("/council/seats/new"),
        "/new",
        name_en="Finance representative",
        name_zh="财务代表",
        follow=True,
    )
    assert "Finance representative" in page.text and "The seat is vacant since 2 Mar 2026." in page.text
    above = f"seat:{queries.chair_on(session, date(2026, 3, 2)).seat.id}"  # type: ignore[union-attr]
    edit = chair.get(page.url + "/edit")
    page = chair.submit(edit, "/edit", reports_to=above, duties_en="Keeps the budget.", follow=True)
    assert "Keeps the budget." in page.text
    office = chair.get("/council/seats/offices/new")
    chair.submit(office, "/offices/new", name_en="Finance director", name_zh="财务总监")


def test_members_only_read(sign_in: SignIn, cast: Cast) -> None:
    member, seat = sign_in("sales"), cast.seat("sales")
    page = member.get(f"/council/seats/{seat.id}")
    assert not [link for link in page.links() if link.endswith(("/edit", "/terms/new", "/abolish"))]
    for path in ("/edit", "/terms/new", "/appointments/new", "/abolish"):
        member.get(f"/council/seats/{seat.id}{path}", status=403)
    member.get("/council/seats/9999", status=404)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", ["edit", "terms/new", "appointments/new", "abolish"])
def test_every_form_reads_in_both_languages(sign_in: SignIn, cast: Cast, path: str, lang: str) -> None:
    sign_in("secretary", lang).get(f"/council/seats/{cast.seat('sales').id}/{path}")


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Not a valid date value."), ("zh", "没有这一天，请重新填写日期。")]
)
def test_a_day_that_cannot_be_read_is_not_called_missing(
    sign_in: SignIn, cast: Cast, lang: str, said: str
) -> None:
    chair = sign_in("chair", lang)
    address = f"/council/seats/{cast.seat('quality').id}/terms/new"
    page = chair.submit(chair.get(address), "/terms/new", starts_on="2026-02-30", status=422)
    found = next(e for e in page.tree.iter() if e.get("id") == "starts_on-err")
    assert " ".join("".join(found.itertext()).split()) == said and "2026-02-30" in page.html


def test_a_seat_as_of_the_last_day_of_all_is_shown(sign_in: SignIn, cast: Cast) -> None:
    page = sign_in("chair").get(f"/council/seats/{cast.seat('quality').id}?on=9999-12-31")
    assert page.status == 200
