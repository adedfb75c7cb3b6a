"""Pages of one's own account, and links that set a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.accounts import demo_logins, tickets
from council.accounts.models import SignIn
from council.audit.service import record
from council.charter.queries import profile
from council.core.actor import SYSTEM
from council.core.saying import Both
from tests.conftest import Clock
from tests.page import Visitor, fields_of
from tests.people import PASSWORD, Cast

Enter = Callable[..., Visitor]
NEW = "seven green umbrellas"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_of_the_account(sign_in: Enter, lang: str) -> None:
    visitor = sign_in("analyst", lang=lang)
    for address in ("/account", "/account/password", "/notices"):
        visitor.get(address)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_for_visitors(visitor: Visitor, cast: Cast, lang: str) -> None:
    visitor.speak(lang)
    visitor.get("/sign-in")
    visitor.submit(visitor.get("/reset"), "/reset", email="someone@example.org", status=200)
    visitor.submit(visitor.get("/reset"), "/reset", email="", status=422)
    visitor.get("/account/tickets/unknown", status=404)


def test_preferences_are_kept_and_take_effect(sign_in: Enter, session: Session, cast: Cast) -> None:
    visitor = sign_in("sales")
    page = visitor.get("/account")
    visitor.submit(page, "/account", time_zone="Mars/Olympus", status=422)
    visitor.submit(page, "/account", language="zh", time_zone="Europe/Berlin", theme="dark")
    visitor.lang = "zh"
    assert 'data-theme="dark"' in visitor.get("/account").html
    session.commit()
    assert (cast.sales.language, cast.sales.time_zone, cast.sales.theme) == ("zh", "Europe/Berlin", "dark")


def test_the_theme_button_keeps_the_theme(sign_in: Enter, session: Session, cast: Cast) -> None:
    visitor = sign_in("sales")
    visitor.post("/theme", {"theme": "dark"})
    visitor.post("/theme", {"theme": "pink"})
    session.commit()
    assert cast.sales.theme == "dark"


def test_a_new_password_signs_other_browsers_out(sign_in: Enter, app: Flask, cast: Cast) -> None:
    here, there = sign_in("sales"), sign_in("sales")
    page = here.get("/account/password")
    here.submit(page, "/account/password", password_now="wrong", password=NEW, password_again=NEW, status=422)
    here.submit(
        page, "/account/password", password_now=PASSWORD, password=NEW, password_again="other", status=422
    )
    here.submit(
        page, "/account/password", password_now=PASSWORD, password="short", password_again="short", status=422
    )
    here.submit(page, "/account/password", password_now=PASSWORD, password=NEW, password_again=NEW)
    here.get("/account")
    assert there.get("/account", follow=False, status=303)
    fresh = Visitor(app.test_client())
    fresh.submit(fresh.get("/sign-in"), "/sign-in", email="sales@example.org", password=PASSWORD, status=422)
    fresh.submit(fresh.get("/sign-in"), "/sign-in", email="sales@example.org", password=NEW)


def test_signing_out_everywhere_else(sign_in: Enter, session: Session, cast: Cast) -> None:
    here, there = sign_in("sales"), sign_in("sales")
    here.submit(here.get("/account"), "/account/sign-out-everywhere")
    here.get("/account")
    there.get("/account", follow=False, status=303)
    assert len(session.scalars(select(SignIn).where(SignIn.revoked_at.is_(None))).all()) == 1


def test_a_link_sets_a_password_once(
    app: Flask, visitor: Visitor, session: Session, cast: Cast, now: datetime
) -> None:
    with app.app_context():
        g.profile = profile(session)
        link = tickets.invite(session, cast.actor("administrator"), cast.outsider, now=now)
        session.commit()
    path = link.removeprefix(app.config["BASE_URL"])
    page = visitor.get(path)
    visitor.submit(page, path, password="passwordpassword", password_again="passwordpassword", status=422)
    visitor.submit(visitor.get(path), path, password=NEW, password_again=NEW)
    assert cast.outsider.name_en in visitor.get("/account").text
    other = Visitor(app.test_client())
    other.get(path, status=404)


def test_a_link_runs_out_after_an_hour(
    app: Flask, visitor: Visitor, session: Session, cast: Cast, clock: Clock
) -> None:
    with app.app_context():
        g.profile = profile(session)
        link = tickets.invite(session, cast.actor("administrator"), cast.outsider, now=clock.moment)
        session.commit()
    path = link.removeprefix(app.config["BASE_URL"])
    clock.forward(minutes=59)
    visitor.get(path)
    clock.forward(minutes=1)
    visitor.get(path, status=404)


def test_known_and_unknown_addresses_are_answered_alike(visitor: Visitor, cast: Cast) -> None:
    answers = {
        visitor.submit(visitor.get("/reset"), "/reset", email=f"{who}@example.org", status=200).text
        for who in ("chair", "nobody")
    }
    assert len(answers) == 1


def test_a_demo_council_offers_its_log_ins(
    visitor: Visitor, session: Session, cast: Cast, now: datetime
) -> None:
    demo_logins.offer(
        demo_logins.DemoLogin(
            Both("Grace Hall", "何岚"), Both("Chair", "主席"), "chair@example.org", PASSWORD
        )
    )
    try:
        assert "Grace Hall" not in visitor.get("/sign-in").text, "only where the council is a demo"
        council = profile(session)
        council.demo = True
        record(session, SYSTEM, "charter.demo", council, now=now)
        session.commit()
        page = visitor.get("/sign-in")
        assert "Grace Hall" in page.text and PASSWORD in page.text
        click = fields_of(page.forms()[-1])
        visitor.post("/sign-in", click)
        assert "Grace Hall" in visitor.get("/account").text
    finally:
        demo_logins.offer()


def test_staying_keeps_the_session(sign_in: Enter, clock: Clock) -> None:
    visitor = sign_in("sales")
    assert 'data-idle="1800"' in visitor.get("/account").html
    for _ in range(3):
        clock.forward(minutes=25)
        assert visitor.client.get("/account/stay").status_code == 204
    clock.forward(minutes=31)
    assert visitor.client.get("/account/stay").status_code == 303
