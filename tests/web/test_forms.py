"""Forms: what was typed comes back, unseen characters stay out, absurd values err beside their field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.actions.models import Action
from council.meetings.models import AgendaItem, Meeting
from council.proposals.models import Proposal
from council.web.forms import MARKDOWN_MAX, YEARS
from tests import make
from tests.page import Page, Visitor
from tests.people import Cast

Enter = Callable[..., Visitor]
LANGS = pytest.mark.parametrize("lang", ["en", "zh"])


def beside(page: Page, name: str) -> str:
    """What stands as an error beside a field."""
    found = [e for e in page.tree.iter() if e.get("id") == f"{name}-err"]
    assert found, f"no error beside {name}: {page.text[:400]}"
    return " ".join("".join(found[0].itertext()).split())


@LANGS
def test_an_empty_form_says_what_is_missing(sign_in: Enter, lang: str) -> None:
    author = sign_in("sales", lang)
    page = author.submit(author.get("/proposals/new"), "/new", title="", problem="🍵 等待 שלום", status=422)
    assert beside(page, "title") and "🍵 等待 שלום" in page.html


def test_unseen_characters_stay_out_and_the_rest_is_kept(sign_in: Enter, session: Session) -> None:
    author = sign_in("sales")
    author.submit(
        author.get("/proposals/new"),
        "/new",
        title="A\x00B \u202egnp.exe\u202c 🍵 שלום 茶",
        problem="one\n\ttwo\x07",
    )
    made = session.scalars(select(Proposal)).one()
    assert made.title == "AB gnp.exe 🍵 שלום 茶"
    assert made.problem.replace("\r\n", "\n") == "one\n\ttwo"


@LANGS
def test_a_long_line_is_refused_and_kept(sign_in: Enter, session: Session, lang: str) -> None:
    author = sign_in("sales", lang)
    line = "long" * 2500
    page = author.submit(author.get("/proposals/new"), "/new", title=line, status=422)
    assert line in page.html and beside(page, "title")
    assert session.scalars(select(Proposal)).all() == []


@LANGS
def test_a_megabyte_of_text_is_refused_and_kept(sign_in: Enter, lang: str) -> None:
    author = sign_in("sales", lang)
    text = "0123456789 " * 95_000
    page = author.submit(author.get("/proposals/new"), "/new", title="Big", problem=text, status=422)
    assert text.strip() in page.html and beside(page, "problem")
    assert len(text) > MARKDOWN_MAX


@LANGS
def test_a_form_beyond_all_measure_gets_its_page(sign_in: Enter, lang: str) -> None:
    author = sign_in("sales", lang)
    page = author.submit(
        author.get("/proposals/new"), "/new", title="Huge", problem="x " * 2_000_000, status=413
    )
    assert page.text


def test_as_much_as_is_offered_is_taken(sign_in: Enter, session: Session) -> None:
    author = sign_in("sales")
    made = author.submit(
        author.get("/proposals/new"), "/new", title="Full", problem="word " * (MARKDOWN_MAX // 5), follow=True
    )
    assert made.status == 200
    assert len(session.scalars(select(Proposal)).one().problem.strip()) == MARKDOWN_MAX - 1


def test_full_width_digits_are_digits(sign_in: Enter, session: Session, cast: Cast) -> None:
    meeting = make.a_meeting(session, cast, items=1)
    chair = sign_in("chair")
    form = chair.get(f"/meetings/{meeting.code}/items/new")
    chair.submit(form, "/items/new", title="Wide", minutes="１２")
    assert session.scalars(select(AgendaItem.minutes).where(AgendaItem.title == "Wide")).one() == 12


@LANGS
@pytest.mark.parametrize("day", ["0001-01-01", "1066-10-14", "9999-12-31", "2026-02-30", "10" * 30])
def test_an_absurd_day_errs_beside_its_field(
    sign_in: Enter, session: Session, cast: Cast, day: str, lang: str
) -> None:
    chair = sign_in("chair", lang)
    form = chair.get("/council/actions/new")
    page = chair.submit(form, "/new", text="写信", owner_id=str(cast.sales.id), due_on=day, status=422)
    assert beside(page, "due_on") and "写信" in page.html
    assert session.scalars(select(Action)).all() == []


@pytest.mark.parametrize("year", [YEARS[0], YEARS[-1]])
def test_the_outermost_years_can_be_reckoned(sign_in: Enter, session: Session, cast: Cast, year: int) -> None:
    secretary = sign_in("secretary")
    form = secretary.get("/meetings/new")
    names = {f.get("name") for f in form.form("/new").iter("input")}
    sent = {name: f"{year}-06-01" for name in names if name in ("day", "on", "date", "starts_on")}
    assert sent, names
    answer = secretary.submit(form, "/new", **sent, status=None)
    assert answer.status in (303, 422)


@pytest.mark.parametrize("number", [str(10**30), "-1", "nan", "1e999", "x", "٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣"])
def test_an_absurd_number_errs_beside_its_field(
    sign_in: Enter, session: Session, cast: Cast, number: str
) -> None:
    meeting = make.a_meeting(session, cast, items=1)
    chair = sign_in("chair", "zh")
    form = chair.get(f"/meetings/{meeting.code}/items/new")
    page = chair.submit(form, "/items/new", title="茶", minutes=number, status=422)
    assert beside(page, "minutes") and "茶" in page.html


@pytest.mark.parametrize("version", [str(10**30), "-1", "0", "x"])
def test_an_absurd_version_overwrites_nothing(
    sign_in: Enter, session: Session, cast: Cast, version: str
) -> None:
    meeting = make.a_meeting(session, cast, items=1)
    chair = sign_in("chair")
    form = chair.get(f"/meetings/{meeting.code}/edit")
    chair.submit(form, "/edit", place="Nowhere", row_version=version, status=None)
    session.expire_all()
    assert session.get_one(Meeting, meeting.id).place == "Room 4"


def test_json_is_no_form(sign_in: Enter, app: Flask, session: Session) -> None:
    author = sign_in("sales")
    token = author.token()
    for body in ({"title": "J"}, {"title": ["a"]}, [1, 2], "x", None):
        answer = author.client.post("/proposals/new", json=body, headers={"X-CSRFToken": token})
        assert answer.status_code in (400, 422), body
    assert session.scalars(select(Proposal)).all() == []
