"""The replay as its readers see it: what differs and why, the window, the sheets and the papers, at a fixed cost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter import service as drafting
from council.charter.kinds import Basis, Method
from council.charter.models import CharterVersion
from council.decisions import service
from council.decisions.past import past
from council.decisions.replay import notice_fate, quorum_fate, vote_fate
from council.meetings import service as meetings
from tests import make
from tests.meetings.test_cost import cost
from tests.page import Visitor
from tests.people import Cast

ROOM = ("chair", "sales", "marketing", "operations", "service")
SignIn = Callable[..., Visitor]
ASKED_MOST = 12


@pytest.fixture
def draft(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    """Version 2: six of seven must come, decisions take five yes votes, a call takes three weeks, no hands."""
    made = drafting.draft_version(
        session, cast.actor("secretary"), change_summary="Stricter", lang="en", in_force_from=None, now=now
    )
    return amended(session, cast, made, now, basis=Basis.VOTING_SEATS, fraction=Fraction(6, 7), strict=False)


def amended(
    session: Session, cast: Cast, draft: CharterVersion, now: datetime, **quorum: Any
) -> CharterVersion:
    """The draft with another quorum, five yes votes, roll call only, three weeks of notice."""
    rules = charter.rules_of(draft)
    classes = {
        name: replace(
            rule,
            quorum=replace(rule.quorum, **quorum),
            majority=replace(rule.majority, minimum_yes=5),
            methods=replace(rule.methods, allowed=(Method.ROLL_CALL,)),
        )
        for name, rule in rules.classes.items()
    }
    changed = replace(rules, classes=classes, notice=replace(rules.notice, days=21))
    drafting.edit_rules(session, cast.actor("secretary"), draft, changed, now=now)
    return draft


def a_past_meeting(
    session: Session,
    cast: Cast,
    now: datetime,
    *,
    days: int,
    present: tuple[str, ...],
    said: tuple[str, ...] = (),
) -> str:
    """A meeting held so many days ago, with one vote: who is named says yes."""
    began = now - timedelta(days=days)
    held = make.a_meeting(
        session, cast, state="in_session", items=1, present=present, now=began - timedelta(days=14)
    )
    if said:
        item = meetings.start_item(session, cast.actor("chair"), held.items[0], now=began)
        motion = service.put(
            session, cast.actor("chair"), item, text="That it is done.", lang="en", now=began,
        )  # fmt: skip
        for part in said:
            service.cast(
                session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice="yes", now=began
            )
        service.close(session, cast.actor("chair"), motion, now=began + timedelta(minutes=5))
    meetings.close(session, cast.actor("chair"), held, now=began + timedelta(hours=1))
    session.commit()
    return held.code


@pytest.fixture
def history(session: Session, cast: Cast, now: datetime, draft: CharterVersion) -> list[str]:
    """One meeting of all seven with six yes votes, one of five with three."""
    everybody = (*ROOM, "support", "quality")
    return [
        a_past_meeting(session, cast, now, days=20, present=everybody, said=everybody[:6]),
        a_past_meeting(session, cast, now, days=10, present=ROOM, said=("chair", "sales", "marketing")),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_what_differs_and_why(sign_in: SignIn, history: list[str], lang: str) -> None:
    page = sign_in("manager", lang=lang).get("/decisions/replay/v2")
    words = page.text
    if lang == "en":
        assert (
            "Under v2, 1 of 2 meetings would have lacked a quorum; 1 of 2 votes would have come out" in words
        )
        assert "Meetings that would have been called too late: 2." in words
        assert "article 5.2 of charter v2 asks for at least 6/7 of all voting seats" in words
        assert "article 5.2 of charter v1" in words
    else:
        assert "按 v2，2 次会议中有 1 次出席人数不符合章程规定；2 项表决中有 1 项结果不同。" in words
        assert "章程第 2 版第 5.2 条" in words and "章程第 1 版第 5.2 条" in words


def test_only_what_differs_and_a_window(sign_in: SignIn, history: list[str], now: datetime) -> None:
    chair = sign_in("chair")
    alike = chair.get("/decisions/replay/v1?show=differs").text
    assert "Nothing would have differed" in alike and "D-2026-001" not in alike
    differs = chair.get("/decisions/replay/v2?show=differs").text
    assert "D-2026-002" in differs and "D-2026-001" not in differs
    day = (now - timedelta(days=15)).date().isoformat()
    late = chair.get(f"/decisions/replay/v2?from={day}").text
    assert "1 of 1 meetings" in late and history[0] not in late
    assert "Nothing to replay yet" in chair.get("/decisions/replay/v2?to=2020-01-01").text
    for wrong in ("v9", "v2?window=ever", "v2?from=soon", "v2?show=some", "v2/fr.pdf"):
        chair.get(f"/decisions/replay/{wrong}", status=404)


def test_nothing_to_replay_says_so(sign_in: SignIn, cast: Cast) -> None:
    assert "Nothing to replay yet" in sign_in("chair").get("/decisions/replay/v1").text


def test_who_reads_charters_and_decisions_reads_replays(sign_in: SignIn, history: list[str]) -> None:
    for part in ("sales", "manager", "auditor"):
        sign_in(part).get("/decisions/replay/v2")
    sign_in("administrator").get("/decisions/replay/v2", status=404)


def test_a_version_leads_to_its_replay(sign_in: SignIn, history: list[str]) -> None:
    for number in (1, 2):
        page = sign_in("chair").get(f"/council/charter/v{number}")
        assert f'hx-get="/decisions/replay/v{number}/sum"' in page.html
        part = sign_in("chair").client.get(f"/decisions/replay/v{number}/sum").get_data(as_text=True)
        assert f"Under v{number}, " in part and "The last 12 months" in part and "<html" not in part
        assert f"/decisions/replay/v{number}" in page.links(), "a draft is replayed before its adoption too"


@pytest.mark.parametrize(("lang", "otherwise"), [("en", "No quorum"), ("zh", "未达法定人数")])
def test_the_sheets_have_a_row_a_thing(
    sign_in: SignIn, history: list[str], lang: str, otherwise: str
) -> None:
    chair = sign_in("chair", lang=lang)
    text = chair.client.get("/decisions/replay/v2.csv?window=all").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + 2 * 3
    (vote,) = [row for row in rows if row[3] == "D-2026-002"]
    assert (vote[6] == otherwise and "v2" in vote[9]) or "第 2 版" in vote[9]
    book = load_workbook(io.BytesIO(chair.client.get("/decisions/replay/v2.xlsx?window=all").get_data()))
    assert [
        [str(cell or "") for cell in row]
        for row in book.active.iter_rows(min_row=1, max_row=1, values_only=True)
    ] == [rows[0]]
    assert book.active.max_row == len(rows)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_paper_in_either_language(sign_in: SignIn, history: list[str], lang: str) -> None:
    answer = sign_in("chair").client.get(f"/decisions/replay/v2/{lang}.pdf")
    assert answer.status_code == 200 and answer.get_data()[:5] == b"%PDF-"


def test_its_own_charter_gives_every_meeting_and_vote_as_it_was(session: Session, history: list[str]) -> None:
    laws = {one.id: charter.law_of(one) for one in charter.versions(session)}
    kept = past(session, laws)
    assert (len(kept.meetings), len(kept.votes)) == (2, 2)
    for motion, vote in kept.votes:
        fate = vote_fate(vote, laws[motion.charter_version_id])
        assert (fate.now, fate.after) == (motion.state, motion.working)
    for _, meeting in kept.meetings:
        for fate in (quorum_fate(meeting, meeting.law), notice_fate(meeting, meeting.law, kept.calendar)):
            assert not fate.notable


def test_an_inquorate_meeting_is_replayed_from_who_had_come(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, draft: CharterVersion
) -> None:
    few = ("chair", "sales")
    held = make.a_meeting(session, cast, state="called", items=1, now=now - timedelta(days=24))
    for part in few:
        meetings.arrive(session, cast.actor("chair"), held, cast[part].id, now=now - timedelta(days=10))
    meetings.declare_inquorate(
        session, cast.actor("chair"), held, now=now - timedelta(days=10) + timedelta(hours=1)
    )
    amended(session, cast, draft, now, fraction=Fraction(1, 7), minimum=2)
    session.commit()
    words = sign_in("chair").get("/decisions/replay/v2").text
    assert "0 of 1 meetings would have lacked a quorum" in words
    assert "7 of 7 voting seats are filled, 2 present" in words


def test_the_cost_does_not_grow_with_the_history(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, history: list[str]
) -> None:
    a_past_meeting(session, cast, now, days=5, present=ROOM)
    chair = sign_in("chair")
    page = "/decisions/replay/v2?window=all"
    chair.get(page)
    few = cost(lambda: chair.get(page))
    for number in range(37):
        said = ("chair", "sales", "marketing") if number % 2 else ()
        a_past_meeting(session, cast, now, days=6 + number, present=ROOM, said=said)
    chair.get(page)
    many = cost(lambda: chair.get(page))
    assert many <= few <= ASKED_MOST
    first = chair.get(page)
    assert "40 meetings" in first.text
    (older,) = [link for link in first.links() if "before=" in link]
    assert chair.get(older).text.count("Quorum at the opening") == 20, "forty meetings are two pages"
