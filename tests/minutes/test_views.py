"""The meeting room and the record as their people see them, from the first arrival to the sealed papers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from council.actions import queries as actions
from council.db import db
from council.decisions import queries as decisions
from council.decisions import service as voting
from council.meetings import queries as meeting_queries
from council.meetings import service as meetings
from council.meetings.models import AgendaItem
from council.minutes import queries, service
from tests import make
from tests.page import Visitor
from tests.people import Cast

ROOM = ("chair", "sales", "marketing", "operations", "service")
SignIn = Callable[..., Visitor]
DAY = timedelta(days=1)


@pytest.fixture
def item(session: Session, cast: Cast, now: datetime) -> AgendaItem:
    """An item about a proposal under discussion, five members in the room."""
    proposal = make.a_proposal(session, cast, state="docketed", now=now - 20 * DAY)
    return make.a_running_item(session, cast, now=now, present=ROOM, about=proposal)


def room(item: AgendaItem) -> str:
    return f"/minutes/{item.meeting.code}/room"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("who", ["secretary", "sales", "auditor"])
def test_the_room_shows_agenda_item_and_quorum(
    sign_in: SignIn, item: AgendaItem, who: str, lang: str
) -> None:
    page = sign_in(who, lang).get(room(item))
    assert item.title in page.text
    assert ("Quorum met" if lang == "en" else "已达法定人数") in page.text
    assert ("article 5.2" if lang == "en" else "5.2") in page.text
    assert any("/put" in (form.get("action") or "") for form in page.forms()) == (who == "secretary")


def test_a_whole_vote_in_the_room(session: Session, cast: Cast, sign_in: SignIn, item: AgendaItem) -> None:
    secretary, member = sign_in("secretary"), sign_in("sales")
    page = secretary.get(room(item))
    assert "The council adopts a standard of 24 hours for e-mail." in page.html, (
        "the proposal's request is the text"
    )
    secretary.submit(page, "/put", status=303)
    [motion] = decisions.of_item(session, item.id)
    page = member.get(room(item))
    member.submit(page, f"/motions/{motion.id}/ballot", choice="yes", status=303)
    page = member.get(room(item))
    assert "Your vote is recorded" in page.text
    page = secretary.get(room(item))
    for part in ("chair", "operations"):
        secretary.submit(
            page, f"/motions/{motion.id}/ballot", seat_id=str(cast.seat(part).id), choice="yes", status=303
        )
    page = secretary.get(room(item))
    secretary.submit(page, f"/motions/{motion.id}/close", status=303)
    page = member.get(room(item))
    assert "D-2026-001" in page.text and "3 yes, 0 no, 0 abstain" in page.text


def test_arriving_and_leaving_moves_the_quorum(session: Session, sign_in: SignIn, item: AgendaItem) -> None:
    visitor = sign_in("marketing")
    visitor.submit(visitor.get(room(item)), "/depart", status=303)
    sales = sign_in("sales")
    sales.submit(sales.get(room(item)), "/depart", status=303)
    page = sales.get(room(item))
    assert "No quorum" in page.text and "Voting members still needed: 1" in page.text
    sales.submit(page, "/arrive", status=303)
    assert "Quorum met" in sales.get(room(item)).text


def test_notes_actions_and_interests_are_recorded_in_the_room(
    session: Session, cast: Cast, sign_in: SignIn, item: AgendaItem
) -> None:
    secretary = sign_in("secretary")
    page = secretary.get(room(item))
    secretary.submit(page, "/notes", notes="Two views.", status=303)
    page = secretary.get(room(item))
    assert "Two views." in page.html
    secretary.submit(
        page,
        "/room/actions",
        text="Send it round",
        owner_id=str(cast["sales"].id),
        due_on="2026-03-20",
        status=303,
    )
    assert [a.text for a in actions.of_origin(session, [item.ref])] == ["Send it round"]
    secretary.submit(page, "/interest", person=str(cast["sales"].id), reason="Own bid", status=303)
    page = secretary.get(room(item))
    assert "Own bid" in page.text and "Recused members not counted towards the quorum: 1" in page.text


def test_notes_of_two_writers_are_shown_side_by_side(
    session: Session, sign_in: SignIn, item: AgendaItem
) -> None:
    secretary = sign_in("secretary")
    first = secretary.get(room(item))
    second = secretary.get(room(item))
    secretary.submit(first, "/notes", notes="First.", status=303)
    answer = secretary.submit(second, "/notes", notes="Second.", status=409)
    assert "First." in answer.text or "Second." in answer.html


@pytest.mark.parametrize("part", ["agenda", "vote", "presence"])
def test_parts_of_the_room_come_by_themselves(sign_in: SignIn, item: AgendaItem, part: str) -> None:
    visitor = sign_in("sales")
    answer = visitor.client.get(f"{room(item)}/{part}?item={item.id}")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "<html" not in html
    assert "The meeting has moved on." not in html
    if part == "vote":
        assert "The meeting has moved on." in visitor.client.get(f"{room(item)}/vote?item=0").get_data(
            as_text=True
        )
    assert visitor.client.get(f"{room(item)}/nothing").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 403), ("manager", 403), ("outsider", 403), ("auditor", 200)]
)
def test_who_may_enter(sign_in: SignIn, item: AgendaItem, who: str, status: int) -> None:
    found = sign_in(who).client.get(room(item)).status_code
    assert found == status or (status == 403 and found == 404)


def test_a_room_asks_few_questions_of_the_database(
    session: Session, cast: Cast, sign_in: SignIn, item: AgendaItem, now: datetime
) -> None:
    made = voting.put(session, cast.actor("chair"), item, text="So be it.", lang="en", now=now)
    for part in ROOM:
        voting.cast(session, cast.actor(part), made, seat_id=cast.seat(part).id, choice="yes", now=now)
    session.commit()
    visitor, asked, path = sign_in("sales"), [], f"{room(item)}/vote?item={item.id}&motion={made.id}"
    with visitor.client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    visitor.client.get(path)
    selects = [each for each in asked if each.lstrip().upper().startswith("SELECT")]
    assert len(selects) <= 30, "\n".join(selects)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_minutes_from_draft_to_seal(
    session: Session, cast: Cast, sign_in: SignIn, item: AgendaItem, now: datetime, clock: object, lang: str
) -> None:
    chair, code = cast.actor("chair"), item.meeting.code
    made = voting.put(session, chair, item, text="So be it.", lang="en", now=now)
    for part in ("chair", "sales", "service"):
        voting.cast(session, cast.actor(part), made, seat_id=cast.seat(part).id, choice="yes", now=now)
    voting.close(session, chair, made, now=now)
    meetings.close(session, chair, item.meeting, now=now + DAY / 24)
    session.commit()
    clock.forward(days=1)  # type: ignore[attr-defined]
    secretary = sign_in("secretary", lang)
    page = secretary.get(f"/minutes/{code}")
    secretary.submit(secretary.get(f"/minutes/{code}/write"), "", opening_note="Welcome.", status=303)
    page = secretary.get(f"/minutes/{code}")
    assert "Welcome." in page.text
    secretary.submit(page, "/circulate", status=303)
    member = sign_in("sales", lang)
    page = member.get(f"/minutes/{code}")
    member.submit(page, "/comment", text="A comma is missing.", kind="correction", status=303)
    page = secretary.get(f"/minutes/{code}")
    assert "A comma is missing." in page.text
    assert "/seal" not in str([form.get("action") for form in page.forms()]), (
        "nothing to seal before a decision"
    )
    secretary.submit(secretary.get(f"/minutes/{code}/take-back"), "", reason="A comma", status=303)
    secretary.submit(secretary.get(f"/minutes/{code}"), "/circulate", status=303)
    session.expire_all()
    minutes = queries.get(session, code)
    _approved_by_the_next_meeting(session, cast, minutes.ref, now + 2 * DAY)
    clock.forward(days=30)  # type: ignore[attr-defined]
    secretary = sign_in("secretary", lang)
    page = secretary.get(f"/minutes/{code}")
    secretary.submit(page, "/seal", status=303)
    page = secretary.get(f"/minutes/{code}")
    session.expire_all()
    assert queries.get(session, code).state == "approved"
    for paper_lang in ("en", "zh"):
        answer = secretary.client.get(f"/minutes/{code}.pdf?lang={paper_lang}")
        tag = hashlib.sha256(answer.data).hexdigest()
        assert answer.data.startswith(b"%PDF-") and answer.headers["ETag"] == f'"{tag}"'
        again = secretary.client.get(
            f"/minutes/{code}.pdf?lang={paper_lang}", headers={"If-None-Match": f'"{tag}"'}
        )
        assert again.status_code == 304


def _approved_by_the_next_meeting(session: Session, cast: Cast, ref: str, when: datetime) -> None:
    chair, starts = cast.actor("chair"), when + 20 * DAY
    meeting = meetings.plan(session, chair, starts_at=starts, now=when)
    item = meetings.add_item(session, chair, meeting, title="Minutes", lang="en", subject_ref=ref, now=when)
    meetings.call(session, chair, meeting, now=when)
    for part in ROOM:
        meetings.arrive(session, chair, meeting, cast[part].id, now=starts)
    meetings.open_meeting(session, chair, meeting, now=starts)
    meetings.start_item(session, chair, item, now=starts)
    motion = voting.put(
        session, chair, item, text="That the minutes are approved.", lang="en", decision_class="procedure",
        method="consent", now=starts,
    )  # fmt: skip
    voting.close(session, chair, motion, now=starts)
    session.commit()


def test_a_meeting_that_is_not_over_leads_to_its_room(sign_in: SignIn, item: AgendaItem) -> None:
    answer = sign_in("sales").client.get(f"/minutes/{item.meeting.code}")
    assert answer.status_code == 302 and answer.headers["Location"].endswith(room(item))


def test_members_cannot_circulate(
    session: Session, cast: Cast, sign_in: SignIn, item: AgendaItem, now: datetime
) -> None:
    meetings.close(session, cast.actor("chair"), item.meeting, now=now + DAY / 24)
    session.commit()
    visitor = sign_in("sales")
    page = visitor.get(f"/minutes/{item.meeting.code}")
    token = page.form().find(".//input[@name='csrf_token']").get("value")  # type: ignore[union-attr]
    answer = visitor.client.post(f"/minutes/{item.meeting.code}/circulate", data={"csrf_token": token})
    assert answer.status_code == 403
    assert service.compose(session, meeting_queries.get(session, item.meeting.code)).code == item.meeting.code
    assert sign_in("sales").client.get("/minutes/1999-01").status_code == 404
