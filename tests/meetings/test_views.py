"""Pages of meetings as their readers open them, in both languages, with good and bad input."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from council.meetings import queries
from council.meetings.models import AgendaItem, Meeting
from tests.make import a_meeting, a_proposal

ZH = {
    "title": "回复邮件不超过一天",
    "problem": "三成邮件超过一天。",
    "request": "邮件二十四小时内回复。",
    "benefit": "减少重复来电。",
    "lang": "zh",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("state", ["planned", "called", "in_session", "closed"])
def test_a_meeting_in_every_state(session, cast, sign_in, clock, lang, state):
    proposal = a_proposal(session, cast, state="docketed", **ZH)
    meeting = a_meeting(session, cast, state=state, items=2, about=(proposal,))
    clock.moment = meeting.starts_at + timedelta(minutes=5) if state == "in_session" else clock.moment
    for part in ("chair", "sales", "auditor"):
        visitor = sign_in(part, lang)
        assert meeting.code in visitor.get(f"/meetings/{meeting.code}").text
        visitor.get("/meetings/")
    assert meeting.code in sign_in("sales", lang).get(f"/proposals/{proposal.code}").text
    sign_in("secretary", lang).get(f"/meetings/{meeting.code}/agenda")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_planned_filled_from_the_docket_ordered_and_called(session, cast, sign_in, lang):
    proposal = a_proposal(session, cast, state="docketed", **ZH)
    secretary = sign_in("secretary", lang)
    plan = secretary.get("/meetings/new")
    page = secretary.submit(
        plan, follow=True, day="2026-03-20", starts="14:00", ends="14:30", place="四号会议室", lang="zh"
    )
    assert page.url.endswith("/2026-01/agenda")
    assert proposal.title in page.text
    page = secretary.submit(page, "/docket", follow=True)
    add = secretary.get("/meetings/2026-01/items/new")
    page = secretary.submit(add, follow=True, title="其他事项", lang="zh", kind="discuss", minutes="30")
    assert "14:15" in page.text  # the second item begins after the first one's quarter of an hour
    first, second = queries.agenda(session, queries.get(session, "2026-01"))
    page = secretary.submit(page, "/order", follow=True, **{f"minutes-{first.id}": "25"})
    assert "14:25" in page.text
    page = secretary.post(f"/meetings/2026-01/items/{second.id}/up")
    session.expire_all()
    assert [one.id for one in queries.agenda(session, queries.get(session, "2026-01"))] == [
        second.id,
        first.id,
    ]
    page = secretary.get("/meetings/2026-01")
    secretary.submit(page, "/call", follow=True)
    session.expire_all()
    assert queries.get(session, "2026-01").state == "called"


def test_the_overrun_is_flagged(session, cast, sign_in):
    meeting = a_meeting(session, cast, items=7)
    assert "20 minutes over the planned end." in sign_in("chair").get(f"/meetings/{meeting.code}/agenda").text


def test_a_call_too_late_says_the_latest_day(session, cast, sign_in):
    meeting = a_meeting(session, cast, starts_in=2)
    page = sign_in("chair").get(f"/meetings/{meeting.code}")
    assert "the latest day to call was" in page.text
    assert not any("/call" in (form.get("action") or "") for form in page.forms())
    sign_in("chair").post(f"/meetings/{meeting.code}/call", status=None)
    session.expire_all()
    assert queries.get(session, meeting.code).state == "planned"


def test_dragging_posts_the_order_and_refuses_a_wrong_one(session, cast, sign_in):
    meeting = a_meeting(session, cast, items=3)
    ids = [one.id for one in queries.agenda(session, meeting)]
    chair = sign_in("chair")
    chair.post(f"/meetings/{meeting.code}/order", {"item": [ids[2], ids[0], ids[1]]})
    session.expire_all()
    assert [one.id for one in queries.agenda(session, queries.get(session, meeting.code))] == [
        ids[2],
        ids[0],
        ids[1],
    ]
    for wrong in ({"item": ids[:2]}, {"item": ["x"]}, {}, {"item": ids, f"minutes-{ids[0]}": "nine"}):
        chair.post(f"/meetings/{meeting.code}/order", wrong, status=422)
    session.expire_all()
    assert [one.minutes for one in queries.agenda(session, queries.get(session, meeting.code))] == [
        20,
        20,
        20,
    ]


def test_only_what_waits_can_be_taken_from_the_docket(session, cast, sign_in):
    meeting = a_meeting(session, cast, items=0)
    chair = sign_in("chair")
    for ref in ("proposal:999", "person:1", "", "x" * 500):
        chair.post(f"/meetings/{meeting.code}/docket", {"ref": ref}, status=422)
    assert session.query(AgendaItem).count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": ""},
        {"day": "tomorrow"},
        {"starts": "25:99"},
        {"ends": "08:00"},
        {"place": "x" * 301},
        {"link": "javascript:x"},
    ],
)
def test_a_bad_plan_keeps_what_was_typed(session, cast, sign_in, wrong):
    good = {"day": "2026-03-20", "starts": "14:00", "ends": "16:00", "place": "Room 4", "link": ""}
    secretary = sign_in("secretary")
    page = secretary.submit(secretary.get("/meetings/new"), status=422, **{**good, **wrong})
    assert "Room 4" in page.html or "place" in wrong
    assert session.query(Meeting).count() == 0


def test_times_are_the_councils(session, cast, sign_in):
    secretary = sign_in("secretary")
    secretary.submit(secretary.get("/meetings/new"), day="2026-03-20", starts="14:00")
    meeting = queries.get(session, "2026-01")
    assert meeting.starts_at.isoformat() == "2026-03-20T06:00:00+00:00"
    opened_before = secretary.get("/meetings/2026-01/edit")
    secretary.submit(secretary.get("/meetings/2026-01/edit"), day="2026-03-21")
    secretary.submit(opened_before, status=409, day="2026-03-22")
    session.expire_all()
    assert queries.get(session, "2026-01").starts_at.isoformat() == "2026-03-21T06:00:00+00:00"


def test_members_excuse_themselves_and_come_after_all(session, cast, sign_in):
    meeting = a_meeting(session, cast, state="called")
    sales = sign_in("sales")
    form = sales.get(f"/meetings/{meeting.code}/apology")
    page = sales.submit(form, follow=True, reason="")
    assert "Excused" in page.text
    sales.submit(page, "/apology/withdraw", follow=True)
    session.expire_all()
    assert queries.apologies(session, meeting) == []
    sales.post(f"/meetings/{meeting.code}/apology", {"person": cast.marketing.id}, status=403)


def test_arriving_leaving_and_recusing_on_the_page(session, cast, sign_in, clock):
    meeting = a_meeting(
        session, cast, state="in_session", present=("chair", "marketing", "operations", "service")
    )
    clock.moment = meeting.starts_at + timedelta(minutes=3)
    sales = sign_in("sales")
    page = sales.submit(sales.get(f"/meetings/{meeting.code}"), "/arrive", follow=True)
    assert "In the room" in page.text
    (item,) = queries.agenda(session, meeting)
    form = sales.get(f"/meetings/{meeting.code}/items/{item.id}/interest")
    sales.submit(form, status=422, reason="")
    page = sales.submit(form, follow=True, reason="My own team")
    assert "Recused" in page.text
    sales.submit(page, "/interests/", follow=True)
    sales.submit(page, "/depart", follow=True)
    session.expire_all()
    assert queries.stay_of(session, meeting, cast.sales.id) is None
    assert [bool(one.withdrawn_at) for one in queries.interests(session, meeting)] == [True]


def test_a_meeting_is_run_by_buttons(session, cast, sign_in, clock):
    meeting = a_meeting(session, cast, state="called", items=2)
    clock.moment = meeting.starts_at
    chair = sign_in("chair")
    url = f"/meetings/{meeting.code}"
    for part in ("chair", "sales", "marketing", "operations"):
        chair.post(f"{url}/arrive", {"person": cast[part].id})
    chair.submit(chair.get(url), "/open", follow=True)
    first, second = queries.agenda(session, meeting)
    chair.post(f"{url}/items/{first.id}/start", {"next": f"{url}#now"})
    chair.post(f"{url}/items/{first.id}/notes", {"notes": "All agreed.\r\nNext month again."})
    chair.post(f"{url}/items/{first.id}/end")
    chair.post(f"{url}/items/{second.id}/start")
    chair.post(f"{url}/items/{second.id}/end", {"later": "1"})
    chair.submit(chair.get(f"{url}/late"), status=422, title="Late", consent=[str(cast.sales.id)])
    everybody = [str(cast[part].id) for part in ("chair", "sales", "marketing", "operations")]
    page = chair.submit(chair.get(f"{url}/late"), follow=True, title="Late", consent=everybody)
    assert "Late item" in page.text
    chair.post(f"{url}/adjourn")
    chair.post(f"{url}/resume")
    chair.submit(chair.get(url), "/close", follow=True)
    session.expire_all()
    assert queries.get(session, meeting.code).state == "closed"
    assert [one.state for one in queries.agenda(session, meeting)] == ["treated", "untreated", "untreated"]
    assert queries.agenda(session, meeting)[0].notes == "All agreed.\nNext month again."


def test_a_button_never_leads_off_the_site(session, cast, sign_in):
    meeting = a_meeting(session, cast, state="called")
    chair = sign_in("chair")
    for elsewhere in ("https://example.com/", "//example.com", "/\\example.com", "javascript:x"):
        person = {"person": cast.sales.id, "next": elsewhere}
        page = chair.post(f"/meetings/{meeting.code}/arrive", person)
        assert page.location == f"/meetings/{meeting.code}#people"
        chair.post(f"/meetings/{meeting.code}/depart", person)


def test_everybody_invited_is_told(session, cast, sign_in):
    meeting = a_meeting(session, cast, state="called")
    assert meeting.code in sign_in("sales").get("/notices").text


@pytest.mark.parametrize("part", ["sales", "auditor", "manager", "administrator", "outsider"])
def test_others_build_and_run_nothing(session, cast, sign_in, part):
    meeting = a_meeting(session, cast, items=2)
    item = queries.agenda(session, meeting)[0]
    before = json.dumps([(one.id, one.position, one.minutes) for one in queries.agenda(session, meeting)])
    visitor = sign_in(part)
    for verb in (
        "call",
        "cancel",
        "open",
        "close",
        "order",
        "docket",
        f"items/{item.id}/remove",
        f"items/{item.id}/down",
    ):
        page = visitor.post(f"/meetings/{meeting.code}/{verb}", {"reason": "no"}, status=None)
        assert page.status in (403, 404)
    session.expire_all()
    assert (
        json.dumps([(one.id, one.position, one.minutes) for one in queries.agenda(session, meeting)])
        == before
    )
    assert queries.get(session, meeting.code).state == "planned"


def test_what_does_not_exist_is_not_found(session, cast, sign_in):
    meeting, other = a_meeting(session, cast), a_meeting(session, cast)
    foreign = queries.agenda(session, other)[0]
    chair = sign_in("chair")
    chair.get("/meetings/2031-01", status=404)
    chair.get(f"/meetings/{meeting.code}/items/{foreign.id}/edit", status=404)
    chair.post(f"/meetings/{meeting.code}/items/{foreign.id}/up", status=404)
    chair.post(f"/meetings/{meeting.code}/items/999999/remove", status=404)
    chair.post(f"/meetings/{meeting.code}/interests/999/withdraw", status=404)


def test_a_cancelled_meeting_says_why(session, cast, sign_in):
    meeting = a_meeting(session, cast, state="called")
    chair = sign_in("chair")
    form = chair.get(f"/meetings/{meeting.code}/cancel")
    chair.submit(form, status=422, reason="")
    page = chair.submit(form, follow=True, reason="Typhoon")
    assert "Typhoon" in page.text
    session.expire_all()
    assert queries.get(session, meeting.code).state == "cancelled"
