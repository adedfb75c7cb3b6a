"""Members require an extraordinary meeting: whose voice counts, when the number is reached, what follows."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from council.audit.service import record
from council.charter.rules import Requisition
from council.core.errors import Forbidden, Refused, Stale
from council.db import db
from council.meetings import demands, requiring, service
from council.notifications.models import Notice
from council.web import registries
from tests.people import Cast

TITLES = {"en": "Peak season", "zh": "旺季安排"}
WORDS = {"title": "Peak season", "reason": "It begins before the next meeting."}


def a_demand(session, cast, now, *parts):
    """Begun by the first part, supported by the others."""
    first, *others = parts
    made = service.require(session, cast.actor(first), **WORDS, now=now)
    for part in others:
        service.support(session, cast.actor(part), made, now=now)
    session.commit()
    return made


@pytest.mark.parametrize(
    ("people", "voting", "members", "count", "enough"),
    [
        ((1, 2, 3), (1, 2, 3, 4), 3, 3, True),
        ((1, 2), (1, 2, 3, 4), 3, 2, False),
        ((1, 2, 3), (1, 2), 3, 2, False),  # the third lost the seat meanwhile
        ((1, 1, 1), (1, 2), 2, 1, False),
        ((), (1,), 1, 0, False),
        ((1, 2, 3, 4), (1, 2, 3, 4), 3, 4, True),
    ],
)
def test_counting(people, voting, members, count, enough):
    assert requiring.counted(people, voting) == count
    assert requiring.enough(Requisition(members=members), count) is enough


def test_the_charters_number_binds_the_officers(app, session, cast, now):
    one = a_demand(session, cast, now, "sales", "marketing")
    assert one.state == "open"
    standing, count = demands.standing(session, one, now.date())
    assert (standing.key, count, standing.params["short"]) == ("meetings.requisition_short", 2, 1)
    assert standing.params["law"].params["article"] == "4.5"
    service.support(session, cast.actor("support"), one, now=now + timedelta(hours=1))
    session.commit()
    assert (one.state, one.reached_at) == ("reached", now + timedelta(hours=1))
    notices = session.scalars(select(Notice).where(Notice.ref == one.ref))
    told = {each.person_id for each in notices}
    assert told == {cast.chair.id, cast.vice_chair.id, cast.secretary.id}
    with app.test_request_context():
        waits = [
            w for w in registries.waiting_for(session, cast.actor("chair"), now.date()) if w.ref == one.ref
        ]
        assert waits[0].reason.key == "meetings.waits.requisition"
        assert [w.ref for w in registries.docket(session, now.date()) if w.ref == one.ref] == [one.ref]


def test_one_member_counts_once(session, cast, now):
    one = a_demand(session, cast, now, "sales")
    with pytest.raises(Refused) as refused:
        service.support(session, cast.actor("sales"), one, now=now)
    assert refused.value.key == "meetings.requisition_counts_once"
    assert refused.value.params["law"].params["article"] == "4.5"


@pytest.mark.parametrize("part", ["analyst", "counsel"])
def test_only_voting_holders_count(session, cast, now, part):
    with pytest.raises(Refused) as refused:
        service.require(session, cast.actor(part), **WORDS, now=now)
    assert refused.value.key == "meetings.requisition_members_only"
    assert refused.value.params["needed"] == 3


@pytest.mark.parametrize("part", ["manager", "auditor", "administrator", "outsider"])
def test_who_is_no_member_may_not(session, cast, now, part):
    with pytest.raises(Forbidden):
        service.require(session, cast.actor(part), **WORDS, now=now)


def test_support_is_withdrawn_before_the_number_and_not_after(session, cast, now):
    one = a_demand(session, cast, now, "sales", "marketing")
    service.withdraw_support(session, cast.actor("marketing"), one, now=now)
    assert one.people == {cast.sales.id}
    with pytest.raises(Refused, match="not_supported"):
        service.withdraw_support(session, cast.actor("marketing"), one, now=now)
    for part in ("marketing", "support"):  # who left may come back
        service.support(session, cast.actor(part), one, now=now)
    assert one.state == "reached"
    for step in (service.support, service.withdraw_support):
        with pytest.raises(Refused, match="requisition_closed"):
            step(session, cast.actor("quality"), one, now=now)
    session.commit()
    with pytest.raises(DatabaseError, match="sealed"):
        session.execute(text("DELETE FROM requisition_supporters"))


def test_without_supporters_it_is_given_up(session, cast, now):
    one = a_demand(session, cast, now, "sales")
    service.withdraw_support(session, cast.actor("sales"), one, now=now)
    assert one.state == "withdrawn"


def test_an_old_page_does_not_support(session, cast, now):
    one = a_demand(session, cast, now, "sales")
    seen = one.row_version
    one.title = "Another matter"
    record(session, cast.actor("sales"), "meetings.require", one, now=now)
    session.commit()
    with pytest.raises(Stale):
        service.support(session, cast.actor("marketing"), one, expected=seen, now=now)


def test_an_extraordinary_meeting_answers_it_and_its_end_reopens_it(session, cast, now):
    one = a_demand(session, cast, now, "sales", "marketing", "support")
    chair, starts = cast.actor("chair"), now + timedelta(days=9)
    regular = service.plan(session, chair, starts_at=starts, now=now)
    with pytest.raises(Refused) as refused:
        service.answer(session, chair, one, regular, now=now)
    assert refused.value.key == "meetings.requisition_needs_extraordinary"
    assert refused.value.params["law"].params == {"article": "4.5", "version": 1}
    extra = service.plan(session, chair, starts_at=starts, kind="extraordinary", now=now)
    service.answer(session, chair, one, extra, now=now)
    assert (one.state, one.meeting_id) == ("answered", extra.id)
    with pytest.raises(Forbidden):
        service.answer(session, cast.actor("sales"), one, extra, now=now)
    service.cancel(session, chair, extra, reason="The room burnt.", now=now)
    assert (one.state, one.meeting_id) == ("reached", None)
    session.commit()


def test_two_who_join_at_once_are_both_counted(own_app, now):
    """Each would see one voice too few; the second waits for the first."""
    with own_app.app_context():
        cast = Cast(db.session, now.date())
        number = a_demand(db.session, cast, now, "sales").id
        actors = [cast.actor(part) for part in ("marketing", "support")]
    start, outcomes = threading.Barrier(2), []

    def join(actor):
        with own_app.app_context():
            start.wait()
            try:
                service.support(db.session, actor, demands.get(db.session, number), now=now)
                db.session.commit()
                outcomes.append("joined")
            except Exception as error:  # a thread's failure is told by the test below
                db.session.rollback()
                outcomes.append(repr(error))

    threads = [threading.Thread(target=join, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["joined", "joined"]
    with own_app.app_context():
        one = demands.get(db.session, number)
        assert (len(one.people), one.state) == (3, "reached")


def test_a_later_charter_does_not_undo_what_was_reached(session, cast, now, monkeypatch):
    one = a_demand(session, cast, now, "sales", "marketing", "support")
    law = demands.charter.law_on(session, now.date())
    harder = replace(
        law, version=2, rules=replace(law.rules, requisition=Requisition(members=5, article="4.5"))
    )
    monkeypatch.setattr(demands.charter, "law_on", lambda *_: harder)
    standing, _ = demands.standing(session, one, now.date())
    assert standing.key == "meetings.requisition_enough"
    assert standing.params["law"].params["version"] == 1


@pytest.mark.parametrize(
    ("lang", "empty", "lacking", "reached", "law"),
    [
        (
            "en",
            "Nobody has required a meeting",
            "2 more are needed",
            "Must be held",
            "article 4.5 of charter v1",
        ),
        ("zh", "尚无委员要求召开会议", "尚缺2名", "应当召开", "第 4.5 条"),
    ],
)
def test_the_pages_from_the_first_voice_to_the_meeting(
    session, cast, sign_in, lang, empty, lacking, reached, law
):
    sales, title = sign_in("sales", lang), TITLES[lang]
    assert empty in sales.get("/meetings/requisitions").text
    form = sales.get("/meetings/requisitions/new")
    assert law in form.text
    sales.submit(form, "/requisitions/new", title="", reason="", status=422)
    sales.submit(form, "/requisitions/new", title=title, reason=TITLES[lang], lang=lang)
    number = demands.listing(session)[0].id
    address = f"/meetings/requisitions/{number}"
    page = sales.get(address)
    assert lacking in page.text and law in page.text
    for part in ("marketing", "operations"):
        member = sign_in(part, lang)
        assert title in member.get("/").text  # it waits for them
        member.submit(member.get(address), f"/requisitions/{number}/support")
    assert reached in sales.get(address).text
    assert title in sales.get("/meetings/requisitions").text
    chair = sign_in("chair", lang)
    plan = chair.get(f"/meetings/new?requisition={number}")
    assert title in plan.text
    chair.submit(plan, "/meetings/new", day="2026-03-12", starts="14:00", ends="15:00", kind="extraordinary")
    session.expire_all()
    one = demands.get(session, number)
    assert one.state == "answered"
    assert title in chair.get("/meetings/2026-01/agenda").text  # and waits on its docket
    sales.get(address)
    analyst = sign_in("analyst", lang)
    analyst.get(address)
