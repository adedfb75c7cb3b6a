"""The edge: one form makes one row however often it is sent, and nobody is led away from the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.db import db
from council.proposals.models import Proposal
from council.web.models import FormKey
from tests import make
from tests.page import Page, Visitor, fields_of
from tests.people import PASSWORD, Cast

Enter = Callable[..., Visitor]


def entered(app: Flask, part: str) -> Visitor:
    """Somebody signed in to an application of its own."""
    visitor = Visitor(app.test_client())
    visitor.submit(visitor.get("/sign-in"), "/sign-in", email=f"{part}@example.org", password=PASSWORD)
    return visitor


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Proposal)) or 0


def test_a_form_sent_twice_makes_one_thing(sign_in: Enter, session: Session, cast: Cast) -> None:
    author = sign_in("sales")
    form = author.get("/proposals/new")
    first = author.submit(form, "/new", title="Once")
    second = author.submit(form, "/new", title="Once")
    assert first.location == second.location and count(session) == 1


def test_a_key_belongs_to_who_sent_it(sign_in: Enter, session: Session, cast: Cast) -> None:
    author, other = sign_in("sales"), sign_in("marketing")
    form = author.get("/proposals/new")
    author.submit(form, "/new", title="Mine")
    key = fields_of(form.form("/new"))["form_key"]
    data = {**fields_of(other.get("/proposals/new").form("/new")), "title": "Theirs", "form_key": key}
    answer = other.post("/proposals/new", data, status=None)
    assert answer.status != 303 or "P-2026-001" not in answer.location
    assert session.scalar(select(FormKey.person_id).where(FormKey.key == key)) == cast.sales.id


def test_a_refused_form_can_be_sent_again(sign_in: Enter, session: Session) -> None:
    author = sign_in("sales")
    refused = author.submit(author.get("/proposals/new"), "/new", title="", problem="It waits.", status=422)
    assert "It waits." in refused.html
    author.submit(refused, "/new", title="Now it has one")
    assert count(session) == 1


def test_two_clicks_at_the_same_moment_make_one_thing(own_app: Flask) -> None:
    visitor = entered(own_app, "sales")
    data = {**fields_of(visitor.get("/proposals/new").form("/new")), "title": "At once"}
    cookie = visitor.client.get_cookie("council")
    assert cookie is not None

    def press(_: int) -> tuple[int, str]:
        client = own_app.test_client()
        client.set_cookie("council", cookie.value)
        answer = client.post("/proposals/new", data=data)
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(4) as pool:
        answers = Counter(pool.map(press, range(4)))
    with own_app.app_context():
        assert count(db.session) == 1
    assert answers == {(303, "/proposals/P-2026-001"): 4}


@pytest.mark.parametrize(
    "bad",
    ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/\n/evil.example"],
)
def test_a_step_never_leads_elsewhere(sign_in: Enter, session: Session, cast: Cast, bad: str) -> None:
    meeting = make.a_meeting(session, cast, state="called", items=1)
    member = sign_in("sales")
    answer = member.post(f"/meetings/{meeting.code}/apology", {"reason": "Away", "next": bad})
    assert re.fullmatch(r"/[\w%].*", answer.location), answer.location
    referred = member.post("/theme", {"theme": "dark"}, headers={"Referer": "https://evil.example/x"})
    assert referred.location == "/"


def test_a_number_no_row_can_have_is_not_found(sign_in: Enter) -> None:
    chair = sign_in("chair")
    missing = chair.get("/council/seats/99999", status=404)
    huge = chair.get(f"/council/seats/{10**30}", status=404)
    assert bodies(missing) == bodies(huge)
    chair.get(f"/proposals/?before={10**30}", status=404)
    chair.get("/council/seats?on=0001-01-01")


def bodies(page: Page) -> str:
    return re.sub(r'(value|content)="[\w.-]{30,}"', "", page.html).replace(page.url, "")
