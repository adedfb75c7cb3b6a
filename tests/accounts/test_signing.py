"""Signing in and out: limits, idle ends, revocation, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.accounts import service
from council.accounts.models import Attempt, SignIn
from council.accounts.secrets import token_hash
from tests.conftest import Clock
from tests.page import Visitor
from tests.people import PASSWORD, Cast

Enter = Callable[..., Visitor]


def test_the_right_password_opens_and_the_cookie_holds_no_person(
    sign_in: Enter, session: Session, cast: Cast
) -> None:
    visitor = sign_in("auditor")
    assert cast.auditor.name_en in visitor.get("/account").text
    row = session.scalars(select(SignIn).where(SignIn.person_id == cast.auditor.id)).one()
    cookie = visitor.client.get_cookie("council")
    assert cookie is not None and row.token_hash not in cookie.value


@pytest.mark.parametrize(
    ("email", "password"), [("chair@example.org", "not the password"), ("nobody@example.org", PASSWORD)]
)
def test_unknown_and_wrong_get_the_same_answer(
    visitor: Visitor, cast: Cast, email: str, password: str
) -> None:
    page = visitor.submit(visitor.get("/sign-in"), "/sign-in", email=email, password=password, status=422)
    assert "The e-mail address or the password is not right." in page.text
    assert visitor.get("/account", follow=False, status=303).location == "/sign-in?next=/account"


def test_a_closed_account_gets_the_same_answer(
    visitor: Visitor, session: Session, cast: Cast, now: object
) -> None:
    service.deactivate(session, cast.actor("administrator"), cast.outsider, now=now)
    session.commit()
    page = visitor.submit(
        visitor.get("/sign-in"), "/sign-in", email="outsider@example.org", password=PASSWORD, status=422
    )
    assert "The e-mail address or the password is not right." in page.text


def test_the_eleventh_try_within_a_quarter_hour_is_refused_even_when_right(
    visitor: Visitor, session: Session, cast: Cast, clock: Clock
) -> None:
    page = visitor.get("/sign-in")
    for _ in range(10):
        visitor.submit(page, "/sign-in", email="chair@example.org", password="wrong", status=422)
    assert (
        "Too many tries"
        in visitor.submit(page, "/sign-in", email="chair@example.org", password=PASSWORD, status=429).text
    )
    visitor.submit(page, "/sign-in", email="sales@example.org", password=PASSWORD, status=303)
    clock.forward(minutes=16)
    other = Visitor(visitor.client.application.test_client())
    other.submit(other.get("/sign-in"), "/sign-in", email="chair@example.org", password=PASSWORD, status=303)


def test_one_address_may_try_thirty_times_a_minute(visitor: Visitor, cast: Cast, session: Session) -> None:
    page = visitor.get("/sign-in")
    for number in range(30):
        visitor.submit(page, "/sign-in", email=f"someone{number}@example.org", password="x", status=422)
    visitor.submit(page, "/sign-in", email="another@example.org", password="x", status=429)
    assert not any("example" in key for key in session.scalars(select(Attempt.key)))


def test_a_right_password_clears_the_count(visitor: Visitor, cast: Cast, app: Flask) -> None:
    page = visitor.get("/sign-in")
    for _ in range(9):
        visitor.submit(page, "/sign-in", email="chair@example.org", password="wrong", status=422)
    visitor.submit(page, "/sign-in", email="chair@example.org", password=PASSWORD)
    again = Visitor(app.test_client())
    again.submit(again.get("/sign-in"), "/sign-in", email="chair@example.org", password="wrong", status=422)


def test_a_stolen_cookie_is_worthless_after_signing_out(sign_in: Enter, app: Flask) -> None:
    visitor = sign_in("chair")
    thief = app.test_client()
    cookie = visitor.client.get_cookie("council")
    assert cookie is not None
    thief.set_cookie("council", cookie.value)
    assert thief.get("/account").status_code == 200
    visitor.post("/sign-out")
    assert thief.get("/account").status_code == 303


def test_signing_in_gives_a_new_session(visitor: Visitor, cast: Cast, session: Session) -> None:
    page = visitor.get("/sign-in")
    before = visitor.client.get_cookie("council")
    visitor.submit(page, "/sign-in", email="chair@example.org", password=PASSWORD)
    after = visitor.client.get_cookie("council")
    assert before is not None and after is not None and before.value != after.value
    with visitor.client.session_transaction() as cookie:
        token = cookie["_user_id"]
        assert "csrf_token" not in cookie
    assert session.scalars(select(SignIn.token_hash)).all() == [token_hash(token)]


def test_half_an_hour_without_a_page_ends_the_session(sign_in: Enter, clock: Clock) -> None:
    visitor = sign_in("chair")
    for _ in range(3):
        clock.forward(minutes=29)
        visitor.get("/account")
    clock.forward(minutes=31)
    visitor.get("/account", follow=False, status=303)


def test_twelve_hours_end_even_a_busy_session(sign_in: Enter, clock: Clock) -> None:
    visitor = sign_in("chair")
    for _ in range(28):
        clock.forward(minutes=25)
        visitor.get("/account")
    clock.forward(minutes=21)
    visitor.get("/account", follow=False, status=303)


def test_last_seen_is_written_at_most_once_a_minute(sign_in: Enter, clock: Clock, session: Session) -> None:
    visitor = sign_in("chair")
    start = clock.moment
    clock.forward(seconds=30)
    visitor.get("/account")
    assert session.scalars(select(SignIn.last_seen_at)).one() == start
    session.commit()
    clock.forward(seconds=40)
    visitor.get("/account")
    assert session.scalars(select(SignIn.last_seen_at)).one() == start + timedelta(seconds=70)


def test_what_was_typed_in_an_ended_session_is_offered_again(
    sign_in: Enter, clock: Clock, session: Session, cast: Cast
) -> None:
    visitor = sign_in("chair")
    form = visitor.get("/account")
    clock.forward(minutes=45)
    ended = visitor.submit(
        form, "/account", language="en", time_zone="Europe/Lisbon", theme="dark", status=401
    )
    assert "What you typed is kept" in ended.text
    kept = visitor.submit(ended, "/sign-in", email="chair@example.org", password=PASSWORD, status=200)
    assert "Your text is kept" in kept.text
    visitor.submit(kept, "/account")
    session.commit()
    assert (cast.chair.time_zone, cast.chair.theme) == ("Europe/Lisbon", "dark")


def test_a_password_is_never_carried_along(sign_in: Enter, clock: Clock) -> None:
    visitor = sign_in("chair")
    form = visitor.get("/account/password")
    clock.forward(minutes=45)
    new = "seven green umbrellas"
    ended = visitor.submit(
        form, "/account/password", password_now=PASSWORD, password=new, password_again=new, status=401
    )
    again = visitor.submit(ended, "/sign-in", email="chair@example.org", password=PASSWORD, status=None)
    assert new not in again.html


@pytest.mark.parametrize(
    "bad",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y"],
)
def test_nobody_is_led_elsewhere(visitor: Visitor, cast: Cast, bad: str) -> None:
    assert visitor.client.get("/language/zh", query_string={"next": bad}).headers["Location"] == "/"
    visitor.speak("en")
    page = visitor.get("/sign-in")
    assert (
        visitor.submit(page, "/sign-in", email="chair@example.org", password=PASSWORD, next=bad).location
        == "/"
    )


def test_the_page_speaks_chinese(visitor: Visitor, cast: Cast) -> None:
    visitor.speak("zh")
    assert "登录" in visitor.get("/sign-in").text
    visitor.get("/reset")


def test_without_a_token_nothing_is_taken(visitor: Visitor, cast: Cast) -> None:
    visitor.post("/sign-out", token=False, status=400)
