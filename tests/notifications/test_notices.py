"""Telling people: each once, in the language of whoever reads it, and by letter when mail is set up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.accounts import service as accounts
from council.charter.queries import profile
from council.core.saying import Say
from council.mail.models import Outbox
from council.notifications import queries, service
from tests.page import Visitor
from tests.people import Cast

WORDS = Say("accounts.email_taken", email="x@example.org")


def test_each_is_told_once_and_closed_accounts_not(session: Session, cast: Cast, now: datetime) -> None:
    accounts.deactivate(session, cast.actor("administrator"), cast.outsider, now=now)
    told = service.tell(session, [cast.chair.id, cast.chair.id, cast.outsider.id], WORDS, now=now)
    session.commit()
    assert [one.person_id for one in told] == [cast.chair.id]
    assert queries.unread(session, cast.chair.id) == 1 and queries.unread(session, cast.sales.id) == 0


@pytest.mark.parametrize(("lang", "words"), [("en", "already has an account"), ("zh", "已有帐号")])
def test_a_notice_is_read_in_the_readers_language(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, now: datetime, lang: str, words: str
) -> None:
    service.tell(
        session, [cast.sales.id], WORDS, f"seat:{cast.seat('sales').id}", now=now - timedelta(hours=2)
    )
    session.commit()
    visitor = sign_in("sales", lang=lang)
    page = visitor.get("/notices")
    assert words in page.text and f"/council/seats/{cast.seat('sales').id}" in page.links()
    visitor.submit(page, "/notices/read")
    assert queries.unread(session, cast.sales.id) == 0
    assert words in visitor.get("/notices").text


def test_nobody_reads_what_another_was_told(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, now: datetime
) -> None:
    service.tell(session, [cast.sales.id], WORDS, now=now)
    session.commit()
    other = sign_in("marketing")
    assert "already has an account" not in other.get("/notices").text
    other.post("/notices/read")
    assert queries.unread(session, cast.sales.id) == 1


def test_older_notices_are_a_page_away(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, now: datetime
) -> None:
    for number in range(31):
        service.tell(
            session, [cast.sales.id], Say("accounts.email_taken", email=f"n{number}@example.org"), now=now
        )
    session.commit()
    visitor = sign_in("sales")
    page = visitor.get("/notices")
    assert "n30@" in page.text and "n0@" not in page.text
    (older,) = [link for link in page.links() if "before=" in link]
    assert "n0@" in visitor.get(older).text


@pytest.mark.parametrize(("lang", "words"), [("en", "already has an account"), ("zh", "已有帐号")])
def test_with_mail_a_letter_goes_along(
    app: Flask, session: Session, cast: Cast, now: datetime, lang: str, words: str
) -> None:
    cast.sales.language = lang
    with app.app_context():
        g.profile = profile(session)
        app.config["SMTP_URL"] = "smtp://127.0.0.1:1"
        try:
            service.tell(session, [cast.sales.id], WORDS, now=now)
        finally:
            app.config["SMTP_URL"] = ""
    letter = session.scalars(select(Outbox)).one()
    assert words in letter.body and "/notices" in letter.body and not letter.secret


def test_without_mail_no_letter_piles_up(app: Flask, session: Session, cast: Cast, now: datetime) -> None:
    with app.app_context():
        service.tell(session, [cast.sales.id], WORDS, now=now)
    assert session.scalars(select(Outbox)).all() == []
