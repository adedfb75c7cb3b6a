"""Pages of votes without a meeting and of secret ballots, in both languages, as their people see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.decisions import queries, service
from council.decisions.models import Motion, Slip
from council.proposals.models import Proposal
from tests import make
from tests.meetings.test_cost import cost
from tests.page import Page, Visitor
from tests.people import Cast

ROOM = ("chair", "sales", "marketing", "operations", "service")
SignIn = Callable[..., Visitor]
BOTH = pytest.mark.parametrize("lang", ["en", "zh"])


@pytest.fixture
def proposal(session: Session, cast: Cast) -> Proposal:
    return make.a_proposal(session, cast, state="docketed")


@pytest.fixture
def written(session: Session, cast: Cast, now: datetime, proposal: Proposal) -> Motion:
    """A written resolution that runs."""
    return asked(session, cast, now, proposal)


def asked(session: Session, cast: Cast, now: datetime, proposal: Proposal, method: str = "written") -> Motion:
    motion = service.ask(
        session, cast.actor("chair"), proposal.ref, text=proposal.request, lang="en", decision_class="ordinary",
        method=method, now=now,
    )  # fmt: skip
    session.commit()
    return motion


def page_of(motion: Motion) -> str:
    return f"/decisions/written/{motion.id}"


def said(visitor: Visitor, page: Page, choice: str, **fields: Any) -> Page:
    """Press one of the answer's buttons."""
    form = page.form("/answer")
    seat = next(f.get("value") for f in form.iter("input") if f.get("name") == "seat_id")
    action = form.get("action") or ""
    return visitor.post(action, {"seat_id": seat, "choice": choice, **fields})


@BOTH
def test_from_the_proposal_to_the_decision(
    session: Session, cast: Cast, sign_in: SignIn, clock: Any, proposal: Proposal, lang: str
) -> None:
    chair = sign_in("chair", lang)
    page = chair.get(f"/proposals/{proposal.code}")
    (way,) = [link for link in page.links() if "/decisions/written/new" in link]
    page = chair.get(way)
    assert ("article 6.7" if lang == "en" else "第 6.7 条") in page.text
    answer = chair.submit(page, "/decisions/written/new", follow=True)
    assert ("Members answer until 9 Mar 2026, 24:00" if lang == "en" else "2026年3月9日 24:00") in answer.text
    motion = session.scalars(select(Motion)).one()
    sales = sign_in("sales", lang)
    home = sales.get("/")
    assert page_of(motion) in home.links()
    said(sales, sales.get(page_of(motion)), "yes", note="Because it helps.")
    assert "Because it helps." in sales.get(page_of(motion)).text
    said(chair, chair.get(page_of(motion)), "no")
    said(chair, chair.get(page_of(motion)), "yes")
    assert ("changed once" if lang == "en" else "更改") in chair.get(page_of(motion)).text
    for part in ("marketing", "operations"):
        visitor = sign_in(part, lang)
        said(visitor, visitor.get(page_of(motion)), "yes")
    clock.forward(days=8)
    chair = sign_in("chair", lang)
    page = chair.get(page_of(motion))
    assert not any("/answer" in (form.get("action") or "") for form in page.forms())
    done = chair.submit(page, "/close", follow=True)
    assert "D-2026-001" in done.text
    decision = chair.get("/decisions/D-2026-001")
    assert page_of(motion) in decision.links()
    assert ("without a meeting" if lang == "en" else "会外表决") in decision.text
    assert "D-2026-001" in chair.get("/decisions/").text
    assert chair.client.get("/decisions/register.csv").status_code == 200


@BOTH
def test_lists_are_empty_then_running_then_over(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, proposal: Proposal, lang: str
) -> None:
    visitor = sign_in("chair", lang)
    empty = visitor.get("/decisions/written")
    assert ("Nothing is decided without a meeting yet" if lang == "en" else "尚无会外表决") in empty.text
    motion = asked(session, cast, now, proposal)
    assert page_of(motion) in visitor.get("/decisions/written").links()
    service.withdraw(session, cast.actor("chair"), motion, reason="Later.", now=now)
    session.commit()
    page = visitor.get("/decisions/written")
    assert ("Withdrawn" if lang == "en" else "撤回") in page.text
    assert "Later." in visitor.get(page_of(motion)).text


@BOTH
def test_demands_recusals_and_objections_are_shown(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, written: Motion, lang: str
) -> None:
    sales, marketing = sign_in("sales", lang), sign_in("marketing", lang)
    sales.submit(sales.get(page_of(written)), "/demand", reason="Talk first.")
    marketing.submit(marketing.get(page_of(written)), "/recuse", reason="My own project.")
    page = marketing.get(page_of(written))
    assert "Talk first." in page.text and "My own project." in page.text
    assert ("1 of 2 members demand a meeting" if lang == "en" else "要求召开会议的委员：1 人") in page.text
    assert not any("/answer" in (form.get("action") or "") for form in page.forms())
    operations = sign_in("operations", lang)
    operations.submit(operations.get(page_of(written)), "/demand", reason="So do I.")
    assert ("Void" if lang == "en" else "无效") in operations.get(page_of(written)).text


@BOTH
def test_lazy_consensus_has_two_answers(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, proposal: Proposal, lang: str
) -> None:
    motion = asked(session, cast, now, proposal, "lazy_consensus")
    sales = sign_in("sales", lang)
    page = sales.get(page_of(motion))
    assert ("I object" if lang == "en" else "提出异议") in page.text
    said(sales, page, "no", note="Too early.")
    assert "Too early." in sales.get(f"/proposals/{proposal.code}").text


def test_a_refused_opening_says_why_beside_the_field(sign_in: SignIn, proposal: Proposal) -> None:
    chair = sign_in("chair")
    page = chair.get(f"/decisions/written/new?about={proposal.ref}")
    answer = chair.submit(page, "/decisions/written/new", decision_class="charter", status=422)
    assert "article 6.5 of charter v1" in answer.text
    assert proposal.request in answer.text


def test_who_may_not_is_not_shown_the_way(sign_in: SignIn, proposal: Proposal, written: Motion) -> None:
    assert "/decisions/written/new" not in sign_in("sales").get(f"/proposals/{proposal.code}").html
    sign_in("sales").get(f"/decisions/written/new?about={proposal.ref}", status=403)
    sign_in("manager").get(page_of(written), status=404)
    sign_in("auditor").get(page_of(written))
    sign_in("chair").get("/decisions/written/999", status=404)
    sign_in("chair").get("/decisions/written/new?about=seat:1", status=404)
    assert (
        sign_in("chair")
        .get(f"/decisions/written/new?about={proposal.ref}", follow=False, status=303)
        .location
    )


def test_the_extract_tells_of_answers(
    session: Session, cast: Cast, now: datetime, sign_in: SignIn, written: Motion
) -> None:
    for part in ("chair", "sales", "marketing", "operations"):
        service.answer(session, cast.actor(part), written, seat_id=cast.seat(part).id, choice="yes", now=now)
    service.close_outside(session, cast.actor("chair"), written, now=written.closes_at or now)
    session.commit()
    answer = sign_in("chair").client.get("/decisions/D-2026-001/extract.pdf?lang=zh")
    assert answer.status_code == 200 and answer.data.startswith(b"%PDF")


@BOTH
def test_a_secret_ballot_in_the_room(
    session: Session, cast: Cast, now: datetime, sign_in: SignIn, lang: str
) -> None:
    item = make.a_running_item(session, cast, now=now, present=ROOM)
    chair = sign_in("chair", lang)
    room = chair.get(f"/minutes/{item.meeting.code}/room")
    chair.submit(
        room,
        f"/decisions/items/{item.id}/put",
        text="Sam Poole is elected.",
        decision_class="appointment",
        method="secret",
    )
    motion = session.scalars(select(Motion)).one()
    receipts = {}
    for part in ("chair", "sales", "marketing"):
        visitor = sign_in(part, lang)
        page = visitor.get(f"/minutes/{item.meeting.code}/room")
        assert "tally-bar" not in page.html
        told = visitor.post(
            f"/decisions/motions/{motion.id}/slip",
            {"seat_id": cast.seat(part).id, "choice": "yes"},
            status=200,
        )
        found = re.search(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}", told.text)
        assert found
        receipts[part] = found[0]
        after = visitor.get(f"/minutes/{item.meeting.code}/room")
        assert ("Your slip is in the box." if lang == "en" else "您的票已入箱。") in after.text
        assert "/slip" not in after.html
    chair.post(f"/decisions/motions/{motion.id}/paper", {"seat_id": cast.seat("service").id})
    page = chair.get(f"/minutes/{item.meeting.code}/room")
    assert ("4 slips are in the box" if lang == "en" else "已有 4 张票") in page.text
    chair.submit(page, f"/motions/{motion.id}/close", yes="1", no="0", abstain="0")
    session.expire_all()
    assert (motion.state, motion.yes) == ("carried", 4)
    page = chair.get("/decisions/D-2026-001")
    assert ("Has voted" if lang == "en" else "已投票") in page.text
    check = chair.get(f"/decisions/motions/{motion.id}/receipt")
    seen = chair.submit(check, "/receipt", receipt=receipts["sales"], status=200)
    assert ("This slip was counted." if lang == "en" else "该票已计入。") in seen.text
    seen = chair.submit(seen, "/receipt", receipt="AAAA-AAAA", status=200)
    assert ("No slip of this ballot" if lang == "en" else "没有与该回执对应的票") in seen.text
    assert session.scalars(select(Slip.choice)).all() == ["yes"] * 3


def test_a_double_press_puts_one_slip_in(
    session: Session, cast: Cast, now: datetime, sign_in: SignIn
) -> None:
    item = make.a_running_item(session, cast, now=now, present=ROOM)
    motion = service.put(
        session,
        cast.actor("chair"),
        item,
        text="Sam.",
        lang="en",
        decision_class="appointment",
        method="secret",
        now=now,
    )
    session.commit()
    sales = sign_in("sales")
    data = {"seat_id": cast.seat("sales").id, "choice": "yes"}
    sales.post(f"/decisions/motions/{motion.id}/slip", data, status=200)
    sales.post(f"/decisions/motions/{motion.id}/slip", data, status=422)
    assert len(queries.voters(session, motion)) == 1


def test_pages_cost_the_same_with_a_long_history(
    session: Session, cast: Cast, now: datetime, sign_in: SignIn, written: Motion
) -> None:
    chair = sign_in("chair")
    pages = ("/decisions/written", page_of(written), "/proposals/P-2026-001")
    few = [cost(lambda url=url: chair.get(url)) for url in pages]
    for number in range(12):
        about = make.a_proposal(session, cast, state="docketed", title=f"Number {number}")
        motion = asked(session, cast, now, about)
        for part in ROOM:
            service.answer(
                session,
                cast.actor(part),
                motion,
                seat_id=cast.seat(part).id,
                choice="yes",
                now=now + timedelta(hours=1),
            )
        if number % 2:
            service.close_outside(session, cast.actor("chair"), motion, now=motion.closes_at or now)
    session.commit()
    many = [cost(lambda url=url: chair.get(url)) for url in pages]
    assert many == few, (few, many)
    assert max(many) <= 12, dict(zip(pages, many, strict=True))
