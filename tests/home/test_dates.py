"""The council's next dates: what is set, what it asks for before, what ends and what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from council.home import dates
from council.home.dates import Coming
from council.seats import queries as seats
from council.seats import service as seating
from tests import make
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]


@pytest.fixture
def read(session: Session, cast: Cast, sign_in: SignIn) -> Callable[..., list[Coming]]:
    """The dates as somebody reads them, inside a request for the addresses."""

    def ask(part: str, today: date, now: datetime) -> list[Coming]:
        with sign_in(part).client.application.test_request_context():
            return dates.coming(session, cast.actor(part), today=today, now=now)

    return ask


def said(found: list[Coming]) -> dict[str, date]:
    return {one.say.key.removeprefix("home.date."): one.on for one in found}


def test_a_planned_meeting_names_its_last_days(
    session: Session, cast: Cast, now: datetime, read: Callable[..., list[Coming]]
) -> None:
    make.a_meeting(session, cast, starts_in=30)
    found = said(read("sales", now.date(), now))
    meets = now.date() + timedelta(days=30)
    assert found["regular"] == meets
    assert found["call_by"] == meets - timedelta(days=7)
    assert found["papers_by"] < meets
    assert list(found.values()) == sorted(found.values())


def test_without_a_meeting_the_charter_says_when_one_is_due(
    cast: Cast, now: datetime, read: Callable[..., list[Coming]]
) -> None:
    (one,) = [each for each in read("chair", now.date(), now) if each.say.key == "home.date.regular_due"]
    assert one.tone == "bad" and one.on < now.date()
    assert one.url.endswith("/new") or "plan" in one.url
    (one,) = [each for each in read("sales", now.date(), now) if each.say.key == "home.date.regular_due"]
    assert one.url == ""


def test_minutes_terms_and_appointments(
    session: Session, cast: Cast, now: datetime, read: Callable[..., list[Coming]]
) -> None:
    make.a_meeting(session, cast, state="closed", now=now - timedelta(days=20))
    chair = cast.actor("chair")
    ends = now.date() + timedelta(days=20)
    term = seats.terms_of(session, cast.seat("sales").id)[0]
    seating.end_term(session, chair, term, on=now.date() - timedelta(days=1), now=now)
    seating.record_term(
        session, chair, cast.seat("sales"), cast["outsider"], starts_on=now.date(), ends_on=ends, now=now
    )
    seating.appoint(
        session, chair, "secretary", cast.seat("quality"), starts_on=now.date(),
        ends_on=ends + timedelta(days=5), now=now,
    )  # fmt: skip
    session.commit()
    found = read("operations", now.date(), now)
    assert said(found)["term"] == ends and said(found)["secretary"] == ends + timedelta(days=5)
    assert said(found)["circulate"] <= now.date() + timedelta(days=7)
    assert next(one for one in found if one.say.key == "home.date.term").tone == "warn"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_lists_them(sign_in: SignIn, session: Session, cast: Cast, lang: str) -> None:
    made = make.a_meeting(session, cast, starts_in=30)
    page = sign_in("sales", lang).get("/council")
    (listed,) = [ol for ol in page.tree.iter("ol") if ol.get("class") == "coming"]
    words = "".join(listed.itertext())
    assert (
        f"Last day to call meeting {made.code}" if lang == "en" else f"{made.code} 会议通知最迟发出日"
    ) in words
    assert f"/meetings/{made.code}" in page.links()


def test_those_who_read_no_meetings_see_no_meeting(sign_in: SignIn, session: Session, cast: Cast) -> None:
    made = make.a_meeting(session, cast, starts_in=30)
    assert made.code not in sign_in("administrator").get("/council").text
