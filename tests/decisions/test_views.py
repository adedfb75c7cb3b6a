"""The pages of votes and decisions as their people see them, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from council.decisions import queries, service
from council.decisions.models import Motion
from council.meetings.models import AgendaItem
from tests import make
from tests.page import Visitor
from tests.people import Cast

ROOM = ("chair", "sales", "marketing", "operations", "service")
SignIn = Callable[..., Visitor]


@pytest.fixture
def item(session: Session, cast: Cast, now: datetime) -> AgendaItem:
    """An item under discussion with five members in the room."""
    return make.a_running_item(session, cast, now=now, present=ROOM)


@pytest.fixture
def motion(session: Session, cast: Cast, item: AgendaItem, now: datetime) -> Motion:
    """An open roll call."""
    made = service.put(
        session, cast.actor("chair"), item, text="That the guide is adopted.", lang="en", now=now
    )
    session.commit()
    return made


@pytest.fixture
def decision(session: Session, cast: Cast, motion: Motion, now: datetime) -> Motion:
    """D-2026-001, carried by three to one."""
    for part, choice in (("chair", "yes"), ("sales", "yes"), ("marketing", "no"), ("service", "yes")):
        service.cast(
            session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice=choice, note="=1+1", now=now
        )
    service.close(session, cast.actor("chair"), motion, now=now + timedelta(minutes=3))
    session.commit()
    return motion


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_register_and_a_decision_say_how_it_came_about(
    sign_in: SignIn, decision: Motion, lang: str
) -> None:
    visitor = sign_in("sales", lang)
    register = visitor.get("/decisions/")
    assert "D-2026-001" in register.text
    page = visitor.get("/decisions/D-2026-001")
    assert "That the guide is adopted." in page.text
    assert "Mary Quinn" in page.text if lang == "en" else "秦梅" in page.text
    assert ("3 yes, 1 no, 0 abstain" if lang == "en" else "同意 3") in page.text
    assert "/council/charter/v1#article-6.1" in page.links()


def test_the_register_filters_by_address(sign_in: SignIn, decision: Motion) -> None:
    visitor = sign_in("auditor")
    assert "D-2026-001" in visitor.get("/decisions/?year=2026&class=ordinary&outcome=carried").text
    assert "No decision matches" in visitor.get("/decisions/?outcome=failed").text
    assert visitor.get("/decisions/?outcome=open", status=404).status == 404


def test_the_register_as_csv_runs_no_formula(
    session: Session, cast: Cast, sign_in: SignIn, item: AgendaItem, now: datetime
) -> None:
    made = service.put(session, cast.actor("chair"), item, text="=HYPERLINK(1)", lang="en", now=now)
    service.cast(session, cast.actor("chair"), made, seat_id=cast.seat("chair").id, choice="yes", now=now)
    service.close(session, cast.actor("chair"), made, now=now)
    session.commit()
    answer = sign_in("manager").client.get("/decisions/register.csv")
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert lines[0].startswith("Reference,") and "D-2026-001" in lines[1] and "'=HYPERLINK" in lines[1]


def test_an_empty_register_says_what_belongs_here(sign_in: SignIn) -> None:
    assert "No decisions yet" in sign_in("sales").get("/decisions/").text


def test_the_extract_is_a_pdf_in_both_languages(sign_in: SignIn, decision: Motion) -> None:
    visitor = sign_in("sales")
    for lang in ("en", "zh"):
        answer = visitor.client.get(f"/decisions/D-2026-001/extract.pdf?lang={lang}")
        assert answer.status_code == 200 and answer.data.startswith(b"%PDF-")
    assert visitor.client.get("/decisions/D-2026-001/extract.pdf?lang=fr").status_code == 404


def test_a_vote_is_put_by_its_form_and_comes_back_with_its_reason(
    session: Session, cast: Cast, sign_in: SignIn, item: AgendaItem
) -> None:
    visitor = sign_in("chair")
    page = visitor.get(f"/decisions/items/{item.id}/put")
    refused = visitor.submit(page, "/put", text="", status=422)
    assert "required" in refused.text or "This field" in refused.text
    seat = str(cast.seat("sales").id)
    refused = visitor.submit(
        page, "/put", text="Kept words", mover_seat_id=seat, seconder_seat_id=seat, status=422
    )
    assert "Whoever moves a motion cannot second it." in refused.text and "Kept words" in refused.html
    done = visitor.submit(
        refused, "/put", text="Kept words", mover_seat_id=seat, seconder_seat_id="", status=303
    )
    assert done.location.endswith(f"/minutes/{item.meeting.code}/room")
    assert [m.text for m in queries.of_item(session, item.id)] == ["Kept words"]


def test_the_same_form_sent_twice_opens_one_vote(session: Session, sign_in: SignIn, item: AgendaItem) -> None:
    visitor = sign_in("chair")
    page = visitor.get(f"/decisions/items/{item.id}/put")
    for _ in range(2):
        visitor.submit(page, "/put", text="Once", status=303)
    assert len(queries.of_item(session, item.id)) == 1


def test_a_stale_close_is_answered_side_by_side(session: Session, sign_in: SignIn, motion: Motion) -> None:
    visitor = sign_in("chair")
    page = visitor.get(f"/minutes/{motion.meeting.code}/room")
    visitor.submit(page, f"/motions/{motion.id}/close", row_version="99", status=409)
    session.expire_all()
    assert motion.state == "open"


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("sales", "/decisions/D-1999-001", 404),
        ("sales", "/decisions/items/1/put", 403),
        ("administrator", "/decisions/", 403),
        ("manager", "/decisions/", 200),
        ("outsider", "/decisions/", 403),
    ],
)
def test_who_may_look(sign_in: SignIn, who: str, path: str, status: int) -> None:
    assert sign_in(who).client.get(path).status_code == status


@pytest.mark.parametrize("step", ["close", "withdraw", "lapse", "vote"])
def test_members_do_not_end_votes(session: Session, sign_in: SignIn, motion: Motion, step: str) -> None:
    visitor = sign_in("sales")
    page = visitor.get(f"/minutes/{motion.meeting.code}/room")
    token = page.form().find(".//input[@name='csrf_token']").get("value")  # type: ignore[union-attr]
    answer = visitor.client.post(f"/decisions/motions/{motion.id}/{step}", data={"csrf_token": token})
    assert answer.status_code == 403
    session.expire_all()
    assert motion.state == "open"


def test_a_ballot_for_another_seat_is_refused(
    session: Session, cast: Cast, sign_in: SignIn, motion: Motion
) -> None:
    visitor = sign_in("sales")
    page = visitor.get(f"/minutes/{motion.meeting.code}/room")
    form = page.form(f"/motions/{motion.id}/ballot")
    token = form.find(".//input[@name='csrf_token']").get("value")  # type: ignore[union-attr]
    other = cast.seat("marketing").id
    answer = visitor.client.post(
        f"/decisions/motions/{motion.id}/ballot",
        data={"csrf_token": token, "seat_id": other, "choice": "yes"},
    )
    assert answer.status_code == 403
    assert queries.current_ballots(session, motion.id) == {}
